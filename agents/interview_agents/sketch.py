"""What a sketch in Mermaid's text says: the labels of its nodes and arrows, without the syntax.

It is read as a person reads the picture, and not parsed: a line that Mermaid would refuse still
says what its boxes say.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from interview_personas import Record


class Syntax(Record):
    """Word lists; the file says what each is."""

    silent: frozenset[str]
    leading: frozenset[str]


class SketchLine(NamedTuple):
    """One line of a sketch, and what of it is read."""

    line: str
    """Verbatim, without surrounding white space."""
    labels: tuple[str, ...]


SYNTAX = Syntax.model_validate(
    tomllib.loads(Path(__file__).with_name("sketch.toml").read_text("utf-8")), strict=False
)
QUOTED = re.compile(r'"[^"]*"')
COMMENT = re.compile(r"\s*%%")
UNREAD = re.compile(r"#\w+;|</?[a-zA-Z][^<>]*>|@\{[^\"}]*|:::[\w-]+")
"""Entities, tags, and how a box looks."""
ALIAS = re.compile(r"^[\w.-]+\s+as\s+|\s+as\s+[\w.-]+$|^(?:right of|left of|over)\s[^:]*:")
"""Which name a label gets, and where a note stands."""
BETWEEN = re.compile(r"[\[\](){}|<>&]+|(?<!\S)[ox](?=[-=.~]{2})|[-=.~]{2,}(?:[ox](?=[\s{]|$))?|->|:(?=\s)")
"""What stands between labels: brackets of boxes, arrows, and a colon."""
NAMED = re.compile(r'([\w.-]+)(?=\s?@\{|\s?[\[({]|>\w|\s+as\s)|(?<="\sas\s)([\w.-]+)$', re.MULTILINE)
"""Names that stand for a label."""
EDGES = " \t-=.~/\\,;:*`'"


def labels(sketch: str | None) -> tuple[str, ...]:
    r"""What the boxes and arrows of a sketch say, in its order, each label once.

    >>> labels("graph LR\n  A[Feature store] -->|hourly| B{Fresh?}\n  B -- stale rows --> Alert")
    ('Feature store', 'hourly', 'Fresh?', 'stale rows', 'Alert')
    """
    return tuple(dict.fromkeys(label for line in sketch_lines(sketch or "") for label in line.labels))


@lru_cache(maxsize=512)
def sketch_lines(sketch: str) -> tuple[SketchLine, ...]:
    """The lines of a sketch with the labels in each; kept, because rounds are read again at each turn."""
    lines = [line.strip() for line in sketch.splitlines() if line.strip() and not COMMENT.match(line)]
    names = {name for line in lines for found in NAMED.findall(QUOTED.sub('""', line)) for name in found}
    return tuple(
        SketchLine(line, tuple(label for label in _labels(line) if label not in names)) for line in lines
    )


def remarks(sketch: str | None) -> str:
    """All of a sketch that can be read as sentences: its labels and its comments, one a line."""
    comments = (line.strip(" \t%") for line in (sketch or "").splitlines() if COMMENT.match(line))
    return "\n".join((*labels(sketch), *comments))


def _labels(line: str) -> Iterator[str]:
    """The labels and bare names of one line, in its order."""
    for statement in UNREAD.sub(" ", line).split(";"):
        first, _, rest = statement.strip().partition(" ")
        if first.casefold() in SYNTAX.silent:
            continue
        told = ALIAS.sub(" ", rest.strip()) if first.casefold() in SYNTAX.leading else statement
        for at, part in enumerate(told.split('"')):
            pieces = [part] if at % 2 else BETWEEN.split(part)
            yield from filter(None, (piece.strip(EDGES) for piece in pieces))
