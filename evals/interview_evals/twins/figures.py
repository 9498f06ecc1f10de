"""What twins did to the judge: flips, net of what it changes its mind about anyway."""

from collections.abc import Sequence
from typing import Self

from interview_agents.mind import Mind
from interview_agents.scorecard import Vote
from interview_evals.judge.cases import Case
from interview_evals.judge.figures import rank
from interview_evals.judge.judging import Judged, judge, judge_one
from interview_evals.judge.statistics import Interval, wilson
from interview_evals.twins.data import TwinData
from interview_evals.twins.making import DIRECTIONAL, Change, Twin, twins_of
from interview_personas import Bank, Record


class Pair(Record):
    """A round and a twin of it, judged."""

    case: str
    change: Change
    variant: str
    votes: tuple[Vote, Vote]
    appeared: tuple[str, ...]
    """Flags raised on the twin alone."""
    gone: tuple[str, ...]
    """Flags raised on the round alone."""
    raised: tuple[bool, bool] | None = None
    """Of directional twins, whether their flag was raised before and after; None where no ruling is due."""

    @property
    def flipped(self) -> bool:
        """Whether the vote changed."""
        return self.votes[0] is not self.votes[1]

    @property
    def shift(self) -> int:
        """Ranks that the twin's vote lies above the round's."""
        before, after = map(rank, self.votes)
        return after - before


class Changed(Record):
    """One kind of twin."""

    change: Change
    pairs: int
    flips: int
    """Votes that changed."""
    interval: Interval | None
    """Of the share of votes that changed."""
    raised: int
    """Votes that rose."""
    lowered: int
    flags_changed: int
    """Pairs of which any flag differs."""
    due: int | None = None
    """Of directional twins: stronger ones, and those without what raised their flag."""
    right: int | None = None
    """Of those: the ones whose flag stands, or is gone, as it must."""


class TwinFigures(Record):
    """All kinds, and the judge's own noise."""

    mind: str
    half: str
    noise: int
    """Votes that changed when the same rounds were judged again."""
    rounds: int
    changes: tuple[Changed, ...]
    flipped: tuple[Pair, ...]
    """The pairs whose vote changed, for whoever wants to look."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], noise: int, rounds: int, mind: str, half: str) -> Self:
        """The figures of pairs that were judged."""
        kinds = [kind for kind in Change if any(pair.change is kind for pair in pairs)]
        return cls(
            mind=mind,
            half=half,
            noise=noise,
            rounds=rounds,
            changes=tuple(_changed(kind, [pair for pair in pairs if pair.change is kind]) for kind in kinds),
            flipped=tuple(pair for pair in pairs if pair.flipped),
        )


async def compare(cases: Sequence[Case], data: TwinData, bank: Bank, mind: Mind, half: str) -> TwinFigures:
    """Judge every round, again, and every twin of it.

    Rounds without a scorecard are left out: a failed mind has no opinion to change.
    """
    first = await judge(cases, bank, mind)
    again = await judge(cases, bank, mind)
    noise = sum(_vote(a) is not _vote(b) for a, b in zip(first, again, strict=True))
    pairs = [
        pair
        for base in first
        for twin in twins_of(base.case, data)
        if (pair := pair_of(twin, base, await judge_one(twin.case, bank, mind)))
    ]
    return TwinFigures.of(pairs, noise, len(first), mind.name, half)


def _vote(judged: Judged) -> Vote | None:
    return judged.card.vote if judged.card else None


def pair_of(twin: Twin, base: Judged, other: Judged) -> Pair | None:
    """What a round and its twin were made of; None where one of them has no scorecard."""
    if base.card is None or other.card is None:
        return None
    return Pair(
        case=base.case.id,
        change=twin.change,
        variant=twin.variant,
        votes=(base.card.vote, other.card.vote),
        appeared=tuple(sorted(other.present - base.present)),
        gone=tuple(sorted(base.present - other.present)),
        raised=(twin.variant in base.present, twin.variant in other.present)
        if twin.change in DIRECTIONAL and twin.variant in base.due
        else None,
    )


def _changed(kind: Change, pairs: Sequence[Pair]) -> Changed:
    flips = sum(pair.flipped for pair in pairs)
    raised = [pair.raised for pair in pairs if pair.raised]
    due = [after for before, after in raised if before or kind is Change.STRONGER]
    return Changed(
        change=kind,
        pairs=len(pairs),
        flips=flips,
        interval=wilson(flips, len(pairs)),
        raised=sum(pair.shift > 0 for pair in pairs),
        lowered=sum(pair.shift < 0 for pair in pairs),
        flags_changed=sum(bool(pair.appeared or pair.gone) for pair in pairs),
        due=len(due) if kind in DIRECTIONAL else None,
        right=sum(after is (kind is Change.STRONGER) for after in due) if kind in DIRECTIONAL else None,
    )
