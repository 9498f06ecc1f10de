"""The floors stand: who may import whom, and what lies in the five source roots."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "personas": "interview_personas",
    "agents": "interview_agents",
    "panel": "interview_panel",
    "ui": "interview_ui",
    "evals": "interview_evals",
}


def test_every_import_contract_is_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("root", PACKAGES)
def test_a_source_root_is_not_itself_a_package(root: str) -> None:
    assert not (ROOT / root / "__init__.py").exists(), "it would shadow another project's package: ADR 1"


@pytest.mark.parametrize(("root", "package"), PACKAGES.items())
def test_a_package_says_that_it_is_typed(root: str, package: str) -> None:
    assert (ROOT / root / package / "__init__.py").is_file()
    assert (ROOT / root / package / "py.typed").is_file()
