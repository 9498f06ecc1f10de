"""Where in the prompts' files a line of a request comes from."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from interview_agents.model_mind.prompts import BLANK

SHORTEST = 8
"""Letters of a line beside its blanks; with fewer it could be anybody's."""


class Line(NamedTuple):
    """A line of a prompt file."""

    name: str
    """``scorer.md line 18``."""
    form: re.Pattern[str]
    """What it looks like with its blanks filled."""


class Places:
    """The lines of a folder's prompts.

    Args:
        folder: of ``*.md`` files.
    """

    def __init__(self, folder: Path) -> None:
        self._lines = [line for file in sorted(folder.glob("*.md")) for line in _lines(file)]

    def of(self, difference: Sequence[str]) -> str:
        """The place of a change; empty when it is in none of the files.

        Args:
            difference: its lines as ``diff -U1`` shows them. A line that came is looked for, or, where
                lines only went, the one that stands before them.
        """
        came = [line[1:] for line in difference if line.startswith("+")]
        if came:
            return next(filter(None, map(self._place, came)), "")
        went = [index for index, line in enumerate(difference) if line.startswith("-")]
        before = [difference[index - 1][1:] for index in went if difference[index - 1].startswith(" ")]
        return next((f"{place}, or after it," for place in map(self._place, before) if place), "")

    def _place(self, text: str) -> str:
        return next((line.name for line in self._lines if line.form.fullmatch(text)), "")


def _lines(file: Path) -> Iterator[Line]:
    for number, text in enumerate(file.read_text("utf-8").split("\n"), start=1):
        fixed = BLANK.split(text)[::2]  # its blanks' names stand between
        if len("".join(fixed).strip()) >= SHORTEST:
            yield Line(f"{file.name} line {number}", re.compile(".*".join(map(re.escape, fixed))))
