"""Twins of order: the bank's red flags, or a committee's scorecards, in another. Nothing may change."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from random import Random
from typing import Literal, TypeVar

from interview_agents.debrief import Debrief, Decision, Packet
from interview_agents.errors import MindError
from interview_agents.judge import deliberate
from interview_agents.mind import Mind
from interview_agents.scorecard import State
from interview_evals.judge.figures import DECISIONS
from interview_evals.judge.judging import Judged, judge_one
from interview_evals.twins.making import Change, Twin
from interview_evals.twins.pairs import Pair, pair_of
from interview_personas import Bank, Record, RoundKind

DRAWS = 100
"""More than it takes to shuffle three things into a third order; fewer have none."""
T = TypeVar("T")


class DebriefPair(Record):
    """An onsite put together from labelled rounds, and debriefed in two orders."""

    cases: tuple[str, ...]
    """The rounds, in the order given."""
    change: Literal[Change.SCORECARD_ORDER] = Change.SCORECARD_ORDER
    variant: str
    decisions: tuple[Decision, Decision]
    flags: tuple[str, ...]
    """Flags whose ruling over the loop, or the rounds they stand in, differ."""
    raised: None = None
    """No flag is to appear or to go."""

    @property
    def flipped(self) -> bool:
        """Whether the decision changed."""
        return self.decisions[0] is not self.decisions[1]

    @property
    def shift(self) -> int:
        """Ranks that the second decision lies above the first."""
        before, after = map(DECISIONS.index, self.decisions)
        return after - before

    @property
    def reflagged(self) -> bool:
        """Whether any flag differs."""
        return bool(self.flags)


def orders(things: Sequence[T], seed: str) -> Mapping[str, tuple[T, ...]]:
    """The things from the last to the first, and shuffled into a third order; the same for the same seed."""
    given, backwards = tuple(things), tuple(reversed(things))
    draw = Random(seed)  # noqa: S311 - a figure must come out the same every time
    drawn = (tuple(draw.sample(given, len(given))) for _ in range(DRAWS))
    shuffled = next((order for order in drawn if order not in (given, backwards)), backwards)
    return {"reversed": backwards, "shuffled": shuffled}


def banks_of(bank: Bank) -> Iterator[tuple[str, Bank]]:
    """The bank with its red flags in other orders."""
    for name, flags in orders(tuple(bank.red_flags.items()), "red flags").items():
        yield name, bank.model_copy(update={"red_flags": dict(flags)})


async def other_flag_orders(rounds: Sequence[Judged], bank: Bank, mind: Mind) -> AsyncIterator[Pair]:
    """Judge every round again by the same flags in other orders."""
    for variant, other in banks_of(bank):
        for base in rounds:
            twin = Twin(change=Change.FLAG_ORDER, variant=variant, case=base.case)
            pair = pair_of(twin, base, await judge_one(base.case, other, mind))
            if pair:
                yield pair


def onsites_of(rounds: Sequence[Judged]) -> Iterator[tuple[Judged, ...]]:
    """Onsites put together from rounds that have a scorecard: one of each kind, each used once at most."""
    scored = [judged for judged in rounds if judged.card]
    kinds = [[judged for judged in scored if judged.case.round is kind] for kind in RoundKind]
    yield from zip(*kinds, strict=False)  # the rarest kind says how many


async def other_scorecard_orders(
    rounds: Sequence[Judged], bank: Bank, mind: Mind
) -> AsyncIterator[DebriefPair]:
    """Have the committee debrief onsites as they are, and with their rounds in other orders."""
    for onsite in onsites_of(rounds):
        names = tuple(judged.case.id for judged in onsite)
        base = await _debriefed(onsite, bank, mind)
        if base is None:
            continue
        for variant, other in orders(onsite, " ".join(names)).items():
            debrief = await _debriefed(other, bank, mind)
            if debrief:
                yield DebriefPair(
                    cases=names,
                    variant=variant,
                    decisions=(base.decision, debrief.decision),
                    flags=_differing(base, debrief),
                )


async def _debriefed(onsite: Sequence[Judged], bank: Bank, mind: Mind) -> Debrief | None:
    """None where the mind failed: that is no decision."""
    packet = Packet(
        role=onsite[0].case.role,
        company="generic",
        transcripts=tuple(judged.case.transcript() for judged in onsite),
        scorecards=tuple(judged.card for judged in onsite if judged.card),
        chair=bank.chairs()[0].id,
    )
    try:
        return await deliberate(packet, bank, mind)
    except MindError:
        return None


def _differing(base: Debrief, other: Debrief) -> tuple[str, ...]:
    before, after = _flags(base), _flags(other)
    return tuple(sorted(flag for flag in before.keys() | after.keys() if before.get(flag) != after.get(flag)))


def _flags(debrief: Debrief) -> dict[str, tuple[State, frozenset[RoundKind]]]:
    return {flag.flag: (flag.ruling, frozenset(flag.rounds)) for flag in debrief.flags}
