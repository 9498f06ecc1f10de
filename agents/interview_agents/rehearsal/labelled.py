"""Labelled answers: what the rehearsal's readers are trained on, one a line of a file."""

import re
from typing import Literal

from interview_agents.evidence import place_of
from interview_agents.signals.readers import windows
from interview_agents.text import words
from interview_personas import Record

SHORTEST, LONGEST = 25, 95
"""Words of an answer; about what a reader's window holds."""
Label = Literal["flag", "strong"]
"""``flag`` when an answer shows the red flag, ``strong`` when it has what stands against it."""


class Line(Record):
    """What one line of a file ``<author>/<flag>.jsonl`` holds."""

    id: str
    q: str
    """The author's word for the question; both labels answer the same one."""
    question: str
    answer: str
    label: Label


def fits(answer: str) -> bool:
    """Whether an answer is neither too short nor too long to be learned from."""
    return SHORTEST <= len(words(answer)) <= LONGEST


def excerpt(text: str, quote: str) -> str:
    """An answer as it is learned from: whole, or the part around a quote that a reader reads at once.

    Args:
        text: the whole answer.
        quote: words of it; where they are not in it, its beginning counts.
    """
    if len(words(text)) <= LONGEST:
        return text
    around = [window for window in windows(text) if fits(window) and place_of(quote, window)]
    return around[-1] if around else _cut(text, quote)  # the last one begins with the quote


def _cut(text: str, quote: str) -> str:
    """As many words as fit from a quote on, for whoever speaks without full stops."""
    place = place_of(quote, text)
    spoken = list(re.finditer(r"\S+", text))
    at = sum(word.end() <= place[0] for word in spoken) if place else 0
    first = max(0, min(at, len(spoken) - LONGEST))
    last = min(first + LONGEST, len(spoken))
    while len(words(text[spoken[first].start() : spoken[last - 1].end()])) > LONGEST:
        last -= 1
    return text[spoken[first].start() : spoken[last - 1].end()]
