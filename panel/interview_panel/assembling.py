"""The command line, put together from the ``interview_panel.commands`` entry points."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points

import typer
from rich.console import Console

from interview_panel.logs import log_to_stderr
from interview_panel.settings import Settings
from interview_personas import InterviewError

GROUP = "interview_panel.commands"
COMPLETING = "_INTERVIEW_PANEL_COMPLETE"
"""Set by a shell that asks what could be typed."""
BROKEN_OFF = 130
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def build(name: str = "") -> typer.Typer:
    """The command line with one command, or with every installed one when there is none of that name.

    An entry point is a function or a Typer. Each takes a part of a second to import.
    """
    app = typer.Typer(no_args_is_help=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
    app.callback()(lambda: None)  # or a command that is alone would take no name
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    for point in [point for point in points if point.name == name] or points:
        command = point.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=point.name)
        else:
            app.command(point.name)(command)
    return app


def hold(arguments: Sequence[str]) -> None:
    """Run a command, with every expected failure as one clear message. Ends the process."""
    settings = Settings()
    log_to_stderr(settings.log_level, settings.log_format)
    try:
        build("" if COMPLETING in os.environ else arguments[0])(arguments)
    except InterviewError as error:
        errors.print(str(error), style="red", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        errors.print("\nBroken off. Nothing is lost: `interview-panel sessions list` shows where to go on.")
        sys.exit(BROKEN_OFF)
