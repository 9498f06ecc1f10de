"""A plain word about an answer that shows nothing; silence and noise are never praised."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from interview_agents.measured import is_substantive, markers_of
from interview_agents.sketch import labels
from interview_agents.speech import SPEECH
from interview_agents.text import asks, sentences, substance, words
from interview_agents.transcript import Turn
from interview_personas import Record, Scoring

Empty = Literal["silent", "unknowing", "noise", "echo", "repeated", "injection"]


class Notes(Record):
    """The sentences of ``notes.toml``; the file says what each is for."""

    silent: str
    unknowing: str
    noise: str
    echo: str
    repeated: str
    injection: str
    hint: str
    left: str
    asked: str
    short: str
    nothing: str


@cache
def notes() -> Notes:
    """The shipped sentences."""
    return Notes.model_validate(tomllib.loads(Path(__file__).with_name("notes.toml").read_text("utf-8")))


def empty(answer: Turn, before: Sequence[Turn], scoring: Scoring) -> Empty | None:
    """Why there is nothing in an answer to mark; None when there may be something.

    Args:
        answer: the candidate's turn.
        before: the turns of the round before it.
        scoring: when an answer has enough words that say something.
    """
    if answer.wants != "reply":
        return None
    said = words("\n".join((answer.text, *labels(answer.sketch))))
    long, nothing = len(said) >= scoring.min_words, not is_substantive(answer, scoring)
    signs: tuple[tuple[Empty, bool], ...] = (
        ("silent", not answer.content.strip()),
        ("repeated", any(answer.content == turn.content for turn in before if turn.by_candidate)),
        ("echo", long and not answer.code and set(said) <= set(words(before[-1].text if before else ""))),
        ("injection", nothing and bool(markers_of(answer))),
        ("unknowing", nothing and not _telling(answer)),
        ("noise", nothing and long),
    )
    return next((name for name, holds in signs if holds), None)


def note_on(answer: Turn, why: Empty | None, scoring: Scoring, *, landed: bool) -> str:
    """What to say about an answer beside what was found in it; empty where a point landed.

    Args:
        answer: the candidate's turn.
        why: what ``empty`` says of it.
        scoring: when an answer has enough words that say something.
        landed: whether a point did.
    """
    said = notes()
    if why or markers_of(answer):
        return str(getattr(said, why or "injection"))
    if landed:
        return ""
    if answer.wants != "reply":
        return said.hint if answer.wants == "hint" else said.left
    questions = sum(len(sentence) for sentence in sentences(answer.text) if asks(sentence))
    if questions and 2 * questions >= len(answer.text):
        return said.asked
    return said.nothing if is_substantive(answer, scoring) else said.short


def _telling(answer: Turn) -> set[str]:
    """Words that say something: no asides, no "I don't know"."""
    parts = (*substance(answer.text), *labels(answer.sketch))
    return {word for part in parts for word in words(part)} - SPEECH.unknowing
