"""The command line, put together from the ``interview_panel.commands`` entry points.

Exit codes: 0 done; 1 it could not be done, and why is on stderr; 2 what was given is wrong;
130 broken off with Ctrl-C, with nothing lost.
"""

import logging
import sys
from importlib.metadata import entry_points

import typer
from rich.console import Console

from interview_panel.settings import Settings
from interview_personas import InterviewError

GROUP = "interview_panel.commands"
DEFAULT = "ui"
BROKEN_OFF = 130
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def build() -> typer.Typer:
    """The command line with every installed command; an entry point is a function or a Typer."""
    app = typer.Typer(
        help="A simulated ML onsite: four interviewers, sealed scorecards, a committee's debrief. "
        "Practice, not a hiring evaluation. Without a command it opens in the browser.",
        epilog="Exit codes: 0 done, 1 could not be done, 2 wrong input, 130 broken off (nothing is lost).",
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        command = point.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=point.name)
        else:
            app.command(point.name)(command)
    return app


def main() -> None:
    """Run the command line, with every expected failure as one clear message."""
    logging.basicConfig(level=Settings().log_level, format="%(levelname)s %(name)s: %(message)s")
    arguments = sys.argv[1:] or [DEFAULT]
    try:
        build()(arguments)
    except InterviewError as error:
        errors.print(str(error), style="red", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        errors.print("\nBroken off. Nothing is lost: `interview-panel sessions list` shows where to go on.")
        sys.exit(BROKEN_OFF)


if __name__ == "__main__":
    main()
