"""The misses of a run by what caused them: one edited line of a prompt misses everywhere at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from interview_agents.model_mind.prompts import SHIPPED
from interview_evals.cassettes.misses import PARAMETERS, Miss
from interview_evals.cassettes.places import Places

SAID = "what was said"
NEVER = "never recorded"
MOVED = "recorded under the name of another case or call"
SOFT = (SAID, NEVER)
"""Reasons that may come of another: an answer that is new makes everything after it new."""
SHOWN = 12


@dataclass
class Cause:
    """One reason why recordings are missing."""

    where: str
    """``scorer.md line 18``, or what differs where no prompt file has the line."""
    changed: tuple[str, ...]
    """The lines that went and came, with ``-`` and ``+``."""
    misses: list[Miss] = field(default_factory=list)
    follow: list[Miss] = field(default_factory=list)
    """Misses of the same interviews that come of these."""

    @property
    def tokens(self) -> int:
        """About as many it takes to ask again, by what the closest recordings used."""
        return sum(miss.tokens for miss in (*self.misses, *self.follow))

    def lines(self) -> Iterator[str]:
        """A sentence, and the changed lines below it."""
        what = self.where if self.where in {NEVER, MOVED} else f"{self.where} changed"
        after = f" and {len(self.follow)} that come after" if self.follow else ""
        count = f"{len(self.misses)} recording{'s' * (len(self.misses) > 1)}{after}"
        yield f"{what}: {count}, about {self.tokens:,} tokens to record"
        yield from (f"  {line}" for line in self.changed[:SHOWN])
        if len(self.changed) > SHOWN:
            yield f"  … and {len(self.changed) - SHOWN} more changed lines"


class Reason(NamedTuple):
    """Why one request has no recording."""

    where: str
    changed: tuple[str, ...]
    miss: Miss

    @property
    def rank(self) -> tuple[int, str, str]:
        """Reasons by themselves first, then by the order of their calls' names."""
        soft = SOFT.index(self.where) + 1 if self.where in SOFT else 0
        return soft, self.miss.call, self.miss.key


def causes_of(misses: Sequence[Miss], prompts: Path = SHIPPED) -> tuple[Cause, ...]:
    """Why recordings are missing, the reason with the most of them first.

    Args:
        misses: of one run.
        prompts: the folder of the prompts' files.
    """
    places = Places(prompts)
    causes: dict[str, Cause] = {}
    for _, of_case in groupby(sorted(misses, key=lambda miss: miss.case), key=lambda miss: miss.case):
        first, *others = sorted((_reason(miss, places) for miss in of_case), key=lambda reason: reason.rank)
        root = _enter(causes, first)
        for other in others:
            if other.where in SOFT and not other.where == root.where == NEVER:
                root.follow.append(other.miss)
            else:
                _enter(causes, other)
    return tuple(sorted(causes.values(), key=lambda cause: (-len(cause.misses), cause.where)))


def _enter(causes: dict[str, Cause], reason: Reason) -> Cause:
    cause = causes.setdefault(reason.where, Cause(reason.where, reason.changed))
    cause.misses.append(reason.miss)
    return cause


def _reason(miss: Miss, places: Places) -> Reason:
    """The first place in our files that a change is from; else which part of the request is new."""
    for change in miss.changes:
        if where := places.of(change.lines):
            return Reason(where, change.changed, miss)
    if not miss.changes:
        return Reason(MOVED if miss.closest else NEVER, (), miss)
    first = miss.changes[0]
    part = {PARAMETERS: PARAMETERS, "system": "the bank's text in the prompt"}.get(first.part, SAID)
    return Reason(part, first.changed, miss)
