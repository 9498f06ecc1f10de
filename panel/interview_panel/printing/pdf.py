"""From a debrief to the bytes of a PDF."""

import json
from importlib.resources import files

from interview_agents.debrief import Debrief
from interview_panel.errors import MissingExtraError
from interview_panel.printing.pages import pages
from interview_personas import Bank


def pdf(debrief: Debrief, bank: Bank) -> bytes:
    """The whole debrief as a PDF; every quote links to its turn in the transcripts at the end.

    What was said goes in as JSON and is never read as markup, so nothing in an answer can
    change the page. It takes about a tenth of a second.

    Raises:
        MissingExtraError: when Typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra of 77 MB
    except ModuleNotFoundError as error:
        raise MissingExtraError("a PDF", "pdf") from error
    source = files("interview_panel.printing").joinpath("debrief.typ").read_bytes()
    made: bytes = typst.compile(source, sys_inputs={"debrief": json.dumps(pages(debrief, bank))})
    return made
