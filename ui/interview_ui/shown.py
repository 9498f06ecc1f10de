"""Putting words on the page so that none of them come alive.

What a candidate or a model said goes through ``st.text``, ``st.code`` or the record. Where Markdown is
needed around it, ``defused`` keeps markup, links, images, icons and emoji codes dead.
"""

import re
from collections.abc import Iterable

from interview_panel.report import SEVERITIES as SEVERITIES  # noqa: PLC0414 - one of the page's words
from interview_panel.report import literal, round_name
from interview_personas import RedFlag, RoundKind, Source

HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def defused(text: str) -> str:
    """Text on one line for use inside Markdown, shown as it is."""
    return literal(" ".join(text.split()))


def round_title(kind: str) -> str:
    """A round's name as a title.

    >>> round_title("system_design"), round_title("coding")
    ('ML system design', 'Coding')
    """
    name = round_name(kind)
    return name[0].upper() + name[1:]


def problem(statement: str) -> str:
    """A coding problem's statement as Markdown; headings as large as the page's own would be out of place.

    >>> problem("## Input")
    '**Input**'
    """
    return HEADING.sub(r"**\1**", statement)


def anchor_of(turn_id: str, quote: int | None = None) -> str:
    """Where in the page a turn is, or one of the quotes in it.

    >>> anchor_of("coding-04"), anchor_of("coding-04", 2)
    ('turn-coding-04', 'turn-coding-04-quote-2')
    """
    return f"turn-{turn_id}" + (f"-quote-{quote}" if quote else "")


def turn_name(turn_id: str) -> str:
    """A turn as a person says it.

    >>> turn_name("system_design-04")
    'ML system design, turn 4'
    """
    kind, _, number = turn_id.rpartition("-")
    return f"{round_title(kind)}, turn {int(number)}" if kind and number.isdecimal() else turn_id


def places(sources: Iterable[Source]) -> str:
    """Where documents say something: the number of each and its section."""
    return "; ".join(f"{source.file[:3]} {source.section}" for source in sources)


def documents(flag: RedFlag) -> str:
    """Which documents name a flag, and where."""
    return f"{'documented in' if flag.origin == 'documented' else 'derived from'} {places(flag.sources)}"


def in_order(kinds: tuple[RoundKind, ...]) -> str:
    """Rounds as a list in a sentence."""
    return ", ".join(map(round_name, kinds))
