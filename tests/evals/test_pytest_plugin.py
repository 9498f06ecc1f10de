"""The pytest plugin, as another repository uses it: in a pytest of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.evals.suites.small import rounds_in
from typer.testing import CliRunner

from interview_evals.command import app

SUITE = 'kind = "judge"\ntitle = "Ours"\nrounds = "cases"\n'
TESTS = """
from pathlib import Path

def test_a_suite_by_its_file(panel_suite):
    (compared,) = panel_suite(Path(__file__).with_name("ours.panel.toml"))
    assert compared.suite == "ours"
    assert compared.worse == 0

def test_a_model_that_was_never_recorded(panel_mind):
    panel_mind("openai:gpt-6-luna")
"""


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A repository with a suite, its baseline, and tests of its own."""
    rounds_in(tmp_path / "cases", 2)
    (tmp_path / "ours.panel.toml").write_text(SUITE, "utf-8")
    (tmp_path / "test_ours.py").write_text(TESTS, "utf-8")
    out, baselines = str(tmp_path / "out"), str(tmp_path / "baselines")
    folders = ["--suites", str(tmp_path), "--baselines", baselines, "--output", out, "--jobs", "1"]
    assert CliRunner().invoke(app, ["run", *folders]).exit_code == 3
    promoted = CliRunner().invoke(app, ["baseline", "promote", "--run", out, "--baselines", baselines])
    assert promoted.exit_code == 0, promoted.output
    return tmp_path


def pytest_in(folder: Path) -> tuple[int, str]:
    """How a pytest of that folder ends, and what it prints."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "interview_evals.pytest_plugin"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_suites_and_minds_are_tests_of_another_repository(theirs: Path) -> None:
    (theirs / "new.panel.toml").write_text(SUITE, "utf-8")
    code, told = pytest_in(theirs)
    assert code == 1, told
    assert "2 failed, 2 passed" in told
    assert "new.rehearsal: there is no baseline" in told
    assert "record some first" in told
    assert "Traceback" not in told
