"""The twins' suite: what must not change a vote, and what must change a ruling."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal

from interview_agents.scorecard import Scorecard
from interview_agents.transcript import Transcript
from interview_evals.judge.judging import judge_one
from interview_evals.suites.checks import Check, answered, check
from interview_evals.suites.suite import Setting, Suite
from interview_evals.twins.data import TwinData, read_twins
from interview_evals.twins.making import DIRECTIONAL, Change, twins_of
from interview_evals.twins.pairs import Pair, pair_of
from interview_personas import Bank, Record


class TwinnedRound(Record):
    """A twin of a labelled round, and how a mind judged both."""

    kind: Literal["twins"] = "twins"
    case: str
    change: Change
    variant: str
    pair: Pair | None
    failure: str = ""
    missed: bool = False
    """Whether a recording was missing."""

    @property
    def id(self) -> str:
        """The round's: its twins hang together."""
        return self.case

    def checks(self, suite: Suite, bank: Bank) -> Iterator[Check]:
        """An unchanged vote; of a directional twin, the flag that must stand or go."""
        name = f"{self.change}/{self.variant}" if self.variant else str(self.change)
        yield answered(self.case, f"answered/{name}", self.failure, missed=self.missed)
        if self.change not in DIRECTIONAL:
            held = None if self.pair is None else not self.pair.flipped
            said = " became ".join(self.pair.votes) if self.pair and self.pair.flipped else self.failure
            hard = self.change is Change.IDENTITY
            yield check(self.case, name, held, said=said, wanted="the same vote", hard=hard)
        elif self.pair is None or self._due(self.pair):
            stands = self.pair.raised[1] if self.pair and self.pair.raised else None
            must = self.change is Change.STRONGER
            said = self.failure if stands is None else "stands" if stands else "does not stand"
            yield check(
                self.case,
                name,
                None if stands is None else stands is must,
                said=said,
                wanted="stands" if must else "does not stand",
                weight=suite.weights.get(bank.red_flags[self.variant].severity, 1.0),
            )

    def transcripts(self) -> tuple[Transcript, ...]:
        """None: twins are many, and made again from the data."""
        return ()

    def cards(self) -> tuple[Scorecard, ...]:
        """None are kept."""
        return ()

    def _due(self, pair: Pair) -> bool:
        """A flag can only go where it stood before."""
        return pair.raised is not None and (self.change is Change.STRONGER or pair.raised[0])


async def hold_twins(setting: Setting) -> AsyncIterator[TwinnedRound]:
    """Have every labelled round and its twins judged."""
    data = read_twins(setting.home / setting.suite.twins)
    for position, case in enumerate(setting.rounds()):
        with setting.asking(case.id) as base_missed:
            base = await judge_one(case, setting.bank, setting.mind)
        for twin in twins_of(case, _in_turn(data, position, setting.suite.identities)):
            with setting.asking(f"{case.id}-{twin.change}-{twin.variant}".rstrip("-")) as missed:
                other = await judge_one(twin.case, setting.bank, setting.mind)
            yield TwinnedRound(
                case=case.id,
                change=twin.change,
                variant=twin.variant,
                pair=pair_of(twin, base, other),
                failure=base.failure or other.failure,
                missed=base_missed() or missed(),
            )


def _in_turn(data: TwinData, position: int, count: int) -> TwinData:
    """The data with some of its identities, others for the next round."""
    start = position * count
    every = data.identities
    some = [every[(start + n) % len(every)] for n in range(min(count, len(every)))]
    return data.model_copy(update={"identities": tuple(some)})
