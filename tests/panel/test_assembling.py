"""Commands are found where they are installed, and only the one that is named is imported."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from interview_panel.assembling import COMPLETING, build, hold

THEIRS = """
from interview_personas import InterviewError

def greet() -> None:
    "Say hello."
    print("hello")

def fail() -> None:
    "Fail as expected."
    raise InterviewError("there is no such candidate: name another one")
"""


@pytest.fixture(autouse=True)
def _their_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another distribution with commands of its own, one of which cannot be imported."""
    (tmp_path / "their_commands.py").write_text(THEIRS)
    told = tmp_path / "theirs-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    points = (
        "greet = their_commands:greet",
        "fail = their_commands:fail",
        "broken = their_missing_module:run",
    )
    (told / "entry_points.txt").write_text("\n".join(["[interview_panel.commands]", *points]))
    monkeypatch.syspath_prepend(str(tmp_path))


def test_a_command_of_another_package_runs_by_its_name_and_no_other_is_imported() -> None:
    done = CliRunner().invoke(build("greet"), ["greet"], catch_exceptions=False)
    assert (done.stdout, done.exit_code) == ("hello\n", 0)


def test_without_a_known_name_all_of_them_are_imported() -> None:
    with pytest.raises(ModuleNotFoundError, match="their_missing_module"):
        build("no_such_command")


def test_a_shell_that_asks_what_could_be_typed_is_told_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETING, "complete_bash")
    with pytest.raises(ModuleNotFoundError, match="their_missing_module"):
        hold(["greet"])


def test_an_expected_failure_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        hold(["fail"])
    assert ended.value.code == 1
    assert capsys.readouterr().err == "there is no such candidate: name another one\n"


def test_a_command_that_stands_alone_still_takes_its_name() -> None:
    assert CliRunner().invoke(build("greet"), []).exit_code == 2
