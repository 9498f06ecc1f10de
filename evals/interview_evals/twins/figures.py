"""What twins did to the judge: flips, net of what it changes its mind about anyway."""

from collections.abc import Sequence
from typing import Self

from interview_agents.mind import Mind
from interview_agents.scorecard import Vote
from interview_evals.judge.cases import Case
from interview_evals.judge.judging import Judged, judge, judge_one
from interview_evals.judge.statistics import Interval, wilson
from interview_evals.twins.data import TwinData
from interview_evals.twins.making import DIRECTIONAL, Change, twins_of
from interview_evals.twins.orders import DebriefPair, other_flag_orders, other_scorecard_orders
from interview_evals.twins.pairs import Pair, pair_of
from interview_personas import Bank, Record

Paired = Pair | DebriefPair


class Changed(Record):
    """One kind of twin."""

    change: Change
    pairs: int
    flips: int
    """Votes that changed; the committee's decisions where its scorecards were put in another order."""
    interval: Interval | None
    """Of the share that changed."""
    raised: int
    """Those that rose."""
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
    flipped: tuple[Paired, ...]
    """The pairs whose vote or decision changed, for whoever wants to look."""

    @classmethod
    def of(cls, pairs: Sequence[Paired], noise: int, rounds: int, mind: str, half: str) -> Self:
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
    """Judge every round, again, and every twin of it; debrief onsites put together from them.

    Rounds without a scorecard are left out: a failed mind has no opinion to change.
    """
    first = await judge(cases, bank, mind)
    again = await judge(cases, bank, mind)
    noise = sum(_vote(a) is not _vote(b) for a, b in zip(first, again, strict=True))
    pairs: list[Paired] = [
        pair
        for base in first
        for twin in twins_of(base.case, data)
        if (pair := pair_of(twin, base, await judge_one(twin.case, bank, mind)))
    ]
    pairs += [pair async for pair in other_flag_orders(first, bank, mind)]
    pairs += [pair async for pair in other_scorecard_orders(first, bank, mind)]
    return TwinFigures.of(pairs, noise, len(first), mind.name, half)


def _vote(judged: Judged) -> Vote | None:
    return judged.card.vote if judged.card else None


def _changed(kind: Change, pairs: Sequence[Paired]) -> Changed:
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
        flags_changed=sum(pair.reflagged for pair in pairs),
        due=len(due) if kind in DIRECTIONAL else None,
        right=sum(after is (kind is Change.STRONGER) for after in due) if kind in DIRECTIONAL else None,
    )
