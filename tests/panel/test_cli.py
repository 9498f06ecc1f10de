"""``interview-panel --help`` says what there is, without importing any of it."""

import inspect
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import typer

from interview_panel.cli import OVERVIEW

ROOT = Path(__file__).parents[2]
COMMANDS: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"][
    "interview_panel.commands"
]
LISTED: dict[str, str] = {
    name: about
    for name, about in (line.split(maxsplit=1) for line in OVERVIEW.splitlines() if line.startswith("  "))
    if not name.startswith("--")
}
PROGRAM = """
import sys
sys.argv = ["interview-panel", *{arguments}]
before = set(sys.modules)
from interview_panel.cli import main
main()
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def command_line(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=list(arguments))],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_overview_lists_every_command_that_the_wheel_brings() -> None:
    assert list(LISTED) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_with_the_beginning_of_its_own_help(name: str) -> None:
    command = EntryPoint(name, COMMANDS[name], group="").load()
    told = command.info.help if isinstance(command, typer.Typer) else inspect.getdoc(command)
    assert str(told).startswith(LISTED[name].removesuffix("."))


def test_help_is_printed_without_importing_anything_but_the_command_line() -> None:
    done = command_line("--help")
    assert done.stdout == OVERVIEW
    ours = {name for name in done.stderr.split() if name.startswith("interview_")}
    assert ours == {
        "interview_panel",
        "interview_panel.cli",
        "interview_panel.strictly",
        "interview_personas",
        "interview_personas.lazily",
    }
    assert set(done.stderr.split()) == ours
