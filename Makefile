# Everything a person or CI runs here; `make help` lists it. Needs Python >= 3.11 and make;
# uses uv when it is there and plain pip when it is not, both from requirements.lock.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv)
# The first Python on PATH that is new enough; `make PYTHON=/some/python` names another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)

ifneq ($(UV),)
MAKE_VENV = "$(UV)" venv --quiet --seed --python "$(or $(PYTHON),>=3.11)" $(VENV)
INSTALL = "$(UV)" pip install --quiet --python $(VENV)
else
MAKE_VENV = "$(PYTHON)" -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help install run test test-peer peer older-sdk check format format-check lint types floors build wheel collision campaign campaign-browsers train evals prompts lock clean

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

install: $(VENV)/.installed ## Everything into .venv, from the lock

run: install ## The onsite in the browser, on 127.0.0.1 (PORT=8600 for another port)
	$(BIN)/interview-panel ui $(if $(PORT),--port $(PORT)) $(ARGS)

test: install ## Every test except the campaigns (ARGS="-k judge" for some)
	$(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)

test-peer: $(VENV)/.peer ## The tests against a real model on this machine: fetches 130 MB (PEER=qwen: 1.1 GB, half an hour)
	INTERVIEW_PANEL_PEER=$(or $(PEER),smollm2) $(BIN)/pytest -m peer tests/peer $(ARGS)

peer: $(VENV)/.peer ## A small real model served on this machine until Ctrl-C (PEER=qwen, ARGS="--port 8090")
	$(BIN)/interview-panel eval peer --model $(or $(PEER),smollm2) $(ARGS)

older-sdk: install ## The tests of model calls on the openai 2.x line: another SDK before the packages of .venv
	@$(MAKE) --no-print-directory VENV=.venv-openai2 REST="$(CURDIR)/$(BIN)/python" .venv-openai2/.older
	.venv-openai2/bin/python -m pytest --quiet tests/agents/calls tests/evals/cassettes/test_transport.py $(ARGS)

# The collision test is one of the tests, so `check` does not run it twice.
check: format-check lint types floors test older-sdk build wheel ## All that must be green: format, lint, types, floors, tests with the collision and on the older SDK, build, wheel contents

format: install ## Rewrites the code in the one format
	$(BIN)/ruff check --quiet --select I --fix .
	$(BIN)/ruff format .

format-check: install ## Says what `make format` would rewrite
	$(BIN)/ruff format --check --output-format concise .

lint: install ## ruff
	$(BIN)/ruff check .

types: install ## mypy strict, and pyright as a second opinion
	$(BIN)/mypy
	$(BIN)/pyright

floors: install ## Who may import whom
	$(BIN)/lint-imports

build: install ## sdist and wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

wheel: build ## What is in the wheel
	$(BIN)/check-wheel-contents dist/*.whl

collision: install ## The wheel beside openai-agents and HoloViz panel, in an environment of its own
	$(BIN)/pytest tests/test_packaging.py

campaign: install ## Kill onsites with SIGKILL and count what was lost (ARGS="--kills 1000")
	$(BIN)/python tests/panel/kill_campaign.py $(ARGS)

campaign-browsers: install ## Ten browsers at once, each with a drill of its own: who sees whose, and how long they wait
	$(BIN)/pytest -m campaign -s tests/ui/campaign $(ARGS)

train: install ## The rehearsal's signals again, from the labelled snippets
	$(BIN)/interview-panel eval train $(ARGS)

evals: install ## Every suite beside its committed baseline, offline; reports in evals/runs/latest (ARGS="judge --json")
	$(BIN)/interview-panel eval run $(ARGS)

prompts: install ## docs/prompts again: one whole prompt of each agent, as it goes out
	$(BIN)/interview-panel eval prompts $(ARGS)

# Without the extra `peer`: it is one pinned wheel, and nobody needs it to run the rest.
lock: ## requirements.lock again from pyproject.toml, needs uv (ARGS=--upgrade for newer versions)
	uv pip compile --quiet --universal --python-version 3.11 --extra ui --extra evals --extra otel --extra postgres --extra wasi --group dev --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock $(ARGS) pyproject.toml

clean: ## Removes .venv, dist and caches
	rm -rf $(VENV) .venv-openai2 dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# Two stamps: a changed lock installs everything again, a changed pyproject only the project.
$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.peer: $(VENV)/.installed
	@$(INSTALL) --no-build-isolation --constraint requirements.lock --editable '.[peer]'
	@touch $@

$(VENV)/.locked: requirements.lock | $(BIN)/python
	@echo "Installing from requirements.lock into $(VENV) with $(if $(UV),uv,pip) ..."
	@$(INSTALL) --requirement requirements.lock
	@touch $@

$(VENV)/.older: requirements.lock | $(BIN)/python
	@sed '/^openai==/d' requirements.lock > $(VENV)/rest.txt
	@$(INSTALL) --constraint $(VENV)/rest.txt 'openai>=2,<3'
	@$(REST) -c 'import site; print(site.getsitepackages()[0])' \
		> "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')/rest.pth"
	@touch $@

$(BIN)/python:
	@test -n "$(UV)$(PYTHON)" || { echo "interview-panel needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || echo none). Install one, or name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(MAKE_VENV) || { rm -rf $(VENV); echo "No environment could be made in $(VENV); on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
