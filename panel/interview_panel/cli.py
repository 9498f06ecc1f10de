"""Where ``interview-panel`` starts: says what it can do, or hands on to the command that is named.

Typer alone takes six times as long to import as Python takes to start, so nothing is imported
before it is known to be needed.
"""

import sys

DEFAULT = "ui"
OVERVIEW = """\
Usage: interview-panel [COMMAND] [OPTIONS]

A simulated ML onsite: four interviewers, sealed scorecards, a committee's debrief.
Practice, not a hiring evaluation. Without a command it opens in the browser.

Commands (`interview-panel COMMAND --help` tells more):
  assess    Rule on transcripts: one result each, in input order.
  bank      Check a question bank, or show what is in it.
  cassettes What models answered, recorded: list, compare, prune, look for secrets.
  code      Run your code against a coding problem's tests, in a sandbox.
  doctor    Check this machine, and ask every model that is named two small things.
  eval      Run suites beside their baselines; measure a judge; train the rehearsal's readers.
  run       Hold an onsite in the terminal.
  sessions  List, show, resume, move and delete onsites.
  simulate  Hold whole onsites with simulated candidates and print their debriefs.
  ui        Hold the onsite in the browser.

Options:
  --install-completion  Complete commands and options in this shell.
  --show-completion     Show what that would add to the shell's settings.
  --help                Show this and exit.

Exit codes: 0 done; 1 it could not be done, and why is on stderr; 2 what was given is wrong;
130 broken off with Ctrl-C, with nothing lost.
"""


def main() -> None:
    """Run the command line."""
    arguments = sys.argv[1:] or [DEFAULT]
    if arguments[0] == "--help":
        sys.stdout.write(OVERVIEW)
        return
    from interview_panel.assembling import hold  # noqa: PLC0415 - see above

    hold(arguments)


if __name__ == "__main__":
    main()
