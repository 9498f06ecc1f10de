"""The commands as the command line puts them together, without an installed distribution."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.testing import CliRunner, Result

from interview_panel.commands import bank, code, sessions
from interview_panel.commands.assess import assess
from interview_panel.commands.doctor import doctor
from interview_panel.commands.run import run
from interview_panel.commands.simulate import simulate


def build() -> typer.Typer:
    """The panel's own commands."""
    app = typer.Typer(pretty_exceptions_enable=False)
    for command in (assess, doctor, run, simulate):
        app.command(command.__name__)(command)
    app.add_typer(bank.app, name="bank")
    app.add_typer(code.app, name="code")
    app.add_typer(sessions.app, name="sessions")
    return app


def call(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command; an unexpected error is raised."""
    return CliRunner().invoke(build(), [str(part) for part in arguments], input=stdin, catch_exceptions=False)


def lines(text: str) -> list[str]:
    """The lines of an output."""
    return [line for line in text.splitlines() if line.strip()]


def objects(result: Result) -> list[dict[str, object]]:
    """The JSON objects of stdout, one a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def entry(name: str = "A01", turns: Sequence[object] = (), **more: object) -> dict[str, object]:
    """A round of the public format."""
    return {
        "id": name,
        "round": "system_design",
        "question": "Design a ranking.",
        "turns": turns or TALK,
        **more,
    }


TALK: list[dict[str, object]] = [
    {"speaker": "interviewer", "text": "Design a recommender for a library. Where do you start?"},
    {
        "speaker": "candidate",
        "text": "I'd start with a deep two-tower transformer model right away, tuned until it ranks.",
    },
    {"speaker": "interviewer", "text": "What about the data?"},
    {
        "speaker": "candidate",
        "text": "We take the loans as labels, split by month, and I'd compare with the librarians' shelves.",
    },
]
