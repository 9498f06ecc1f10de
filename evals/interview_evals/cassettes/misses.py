"""A request that was never recorded, and what is new in it against the closest recording."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import openai

from interview_evals.cassettes.asked import Asked
from interview_evals.cassettes.blocks import written
from interview_evals.cassettes.files import Cassette

SHOWN = 60
"""Lines of a difference that an error shows; the rest is counted."""
PARAMETERS = "schema and parameters"


class Change(NamedTuple):
    """What is different in one part of a request."""

    part: str
    """``system``, ``user 2`` or the schema and parameters."""
    lines: tuple[str, ...]
    """A difference as ``diff -U1`` shows it, without its head."""

    @property
    def changed(self) -> tuple[str, ...]:
        """Its lines that went or came, without those around them."""
        return tuple(line for line in self.lines if line[:1] in {"-", "+"})


@dataclass(frozen=True)
class Miss:
    """One request of a run for which there is no recording."""

    case: str
    call: str
    key: str
    closest: str = ""
    """The recording that it was compared with, within its folder; empty when there is none of this call."""
    changes: tuple[Change, ...] = ()
    tokens: int = 0
    """What the closest recording used: about as much it costs to ask again."""

    def lines(self) -> Iterator[str]:
        """What is to be shown of it."""
        if not self.closest:
            yield "This call was never recorded."
            return
        yield f"closest recording: {self.closest}{'' if self.changes else ', which is of the same request'}"
        for change in self.changes:
            yield f"{change.part}:"
            yield from (f"  {line}" for line in change.lines)


class CassetteMiss(openai.OpenAIError, LookupError):  # noqa: N818 - it is what it is called wherever it is spoken of
    """There is no recording of a request, and nothing else is asked.

    It is one of the client's errors, so that the client passes it on at once, and a lookup's, so
    that nobody who asks again after a bad line asks again after it.
    """

    def __init__(self, miss: Miss) -> None:
        self.miss = miss
        lines = list(miss.lines())
        more = [f"… and {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
        name = ": ".join(filter(None, (miss.case, miss.call)))
        super().__init__("\n".join([f"no recording of {name} ({miss.key[:8]})", *lines[:SHOWN], *more]))


class Kept:
    """One recording.

    Args:
        name: its file's, within the folder.
        cassette: what is in it.
    """

    def __init__(self, name: str, cassette: Cassette) -> None:
        self.name, self.cassette = name, cassette
        self.lines = lines_of(cassette.asked)
        """Of its request, to compare another with."""


def miss_of(asked: Asked, closest: Kept | None) -> Miss:
    """A miss, compared with the recording that is closest to it."""
    if closest is None:
        return Miss(asked.case, asked.call, asked.key)
    changes = tuple(changes_between(closest.cassette.asked, asked))
    tokens = closest.cassette.answer.tokens
    return Miss(asked.case, asked.call, asked.key, closest.name, changes, tokens)


def changes_between(recorded: Asked, asked: Asked) -> Iterator[Change]:
    """What is different, part by part."""
    old, new = dict(parts_of(recorded)), dict(parts_of(asked))
    for part in dict.fromkeys((*old, *new)):
        if (found := change(part, old.get(part, ()), new.get(part, ()))).lines:
            yield found


def change(part: str, old: Sequence[str], new: Sequence[str]) -> Change:
    """What is different between the lines of one part; nothing when they are the same."""
    lines = difflib.unified_diff(old, new, lineterm="", n=1)
    return Change(part, tuple(line for line in lines if not line.startswith(("---", "+++"))))


def parts_of(asked: Asked) -> Iterator[tuple[str, Sequence[str]]]:
    """A request in parts, each in the lines that a person would call its lines."""
    said = asked.body.get("messages", asked.body.get("input"))
    rest = {key: value for key, value in asked.body.items() if key not in {"messages", "input"}}
    for number, message in enumerate(said if isinstance(said, list) else []):
        role, content = _said(message)
        yield f"{role} {number}" if number else role, content
    yield PARAMETERS, written({"api": asked.api, **rest}).splitlines()


def lines_of(asked: Asked) -> frozenset[str]:
    """The different lines of a request."""
    return frozenset(line for _, lines in parts_of(asked) for line in lines)


def likeness(lines: frozenset[str], others: frozenset[str]) -> float:
    """Share of their lines that two requests have in common."""
    return len(lines & others) / max(len(lines | others), 1)


def _said(message: object) -> tuple[str, Sequence[str]]:
    if not isinstance(message, Mapping):
        return "message", [str(message)]
    role, content = str(message.get("role", "message")), message.get("content")
    if isinstance(content, str):
        return role, content.split("\n")
    return role, written({"content": content}).splitlines()
