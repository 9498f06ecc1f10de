"""A model's words on their way to the candidate: only what is spoken, nothing private, and an end.

Small models copy the form they are shown: they open with our marks, or with ``move: probe`` and
``say:`` before the words themselves. That is no leak and no answer; it is taken off.
"""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing

from interview_agents.errors import MindError
from interview_agents.model_mind.leaks import Listener

LONGEST_TURN = 3000
"""Characters; nine times the longest question. A model that goes on has lost itself."""
FORM = re.compile(
    r"\s*(?:(?:move|inside|stuck):.*\n|their words to go on from:\s*\n.*\n|(?:say|right|you):)\s*",
    re.IGNORECASE,
)
"""A line of a direction, or a label before the words."""
BEGINNINGS = ("move:", "inside:", "stuck:", "their words to go on from:", "say:", "right:", "you:")
MARK_AT_MOST = 40


class Bare:
    r"""Takes the form of a direction off a stream of words.

    Args:
        nonces: of the marks to take off; marks that look otherwise are not ours.

    >>> bare = Bare(["k3"])
    >>> bare.heard("<direction-k3>\nmove: close\nsay: So"), bare.heard(" why? <b"), bare.rest()
    ('So', ' why? ', '<b')
    """

    def __init__(self, nonces: Iterable[str]) -> None:
        self._mark = re.compile(rf"</?[a-z]+-(?:{'|'.join(map(re.escape, nonces))})>\n?")
        self._held = ""
        self._begun = False

    def heard(self, piece: str) -> str:
        """The words that are certain to be spoken now that a piece has come."""
        self._held = self._mark.sub("", self._held + piece)
        opening = self._held.rfind("<")
        unsure = opening >= 0 and len(self._held) - opening <= MARK_AT_MOST
        return self._given(opening if unsure else len(self._held))

    def rest(self) -> str:
        """What is left when nothing more comes."""
        self._held += "\n"
        return self._given(len(self._held)).removesuffix("\n")

    def _given(self, until: int) -> str:
        text, rest = self._held[:until], self._held[until:]
        if not self._begun:
            text = _without_form(text)
            self._begun = bool(text) and not _may_be_form(text.lower())
        given = text if self._begun else ""
        self._held = rest if self._begun else text + rest
        return given


async def let_through(
    heard: AsyncGenerator[str, None], bare: Bare, listener: Listener, turn: str
) -> AsyncIterator[str]:
    """What is spoken of a stream, until a listener hears a leak.

    Raises:
        MindError: it does not come to an end; ``turn`` says which.
    """
    length = 0
    async with aclosing(heard):
        async for piece in heard:
            length += len(piece)
            if length > LONGEST_TURN:
                raise MindError(f"{turn} does not come to an end: give the interviewer another model")
            if said := listener.heard(bare.heard(piece)):
                yield said
            if listener.leaked:
                return
    if said := listener.heard(bare.rest()) + listener.rest():
        yield said


def _without_form(text: str) -> str:
    """A turn's beginning without what stands before its words."""
    while found := FORM.match(text):
        text = text[found.end() :]
    return text.lstrip()


def _may_be_form(beginning: str) -> bool:
    """Whether more letters may make it one, or it is a line that has not ended."""
    return any(form.startswith(beginning) or beginning.startswith(form) for form in BEGINNINGS)
