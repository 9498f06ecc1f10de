"""The judge's suite: every red flag that two readers agree on, every vote, and every quote."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal

from interview_agents.scorecard import Scorecard, State
from interview_agents.transcript import Transcript
from interview_evals.judge.cases import Case
from interview_evals.judge.judging import Judged, judge_one
from interview_evals.suites.checks import Check, answered, check
from interview_evals.suites.suite import Setting, Suite
from interview_personas import Bank, Record


class JudgedRound(Record):
    """A labelled round and the scorecard a mind wrote of it."""

    kind: Literal["judge"] = "judge"
    case: Case
    card: Scorecard | None
    failure: str = ""
    missed: bool = False
    """Whether a recording was missing."""

    @property
    def id(self) -> str:
        """The case's."""
        return self.case.id

    def judged(self, bank: Bank) -> Judged:
        """As the figures read it."""
        due = frozenset(flag.id for flag in bank.flags_of(self.case.round))
        return Judged(self.case, due, self.card, self.failure)

    def checks(self, suite: Suite, bank: Bank) -> Iterator[Check]:
        """A check a labelled flag, one of the vote if the readers agree, and one of the quotes."""
        judged = self.judged(bank)
        yield answered(self.id, "answered", self.failure, missed=self.missed)
        for flag in bank.red_flags.values():
            truth = judged.truth(flag.id)
            if truth is not None:
                yield check(
                    self.id,
                    f"flag/{flag.id}",
                    (flag.id in judged.present) is truth if self.card else None,
                    group=f"flag/{flag.id}",
                    said=_ruling(self.card, flag.id) if self.card else self.failure,
                    wanted=State.PRESENT if truth else "not present",
                    weight=suite.weights.get(flag.severity, 1.0),
                )
        if self.case.vote:
            said = self.card.vote if self.card else None
            held = said is self.case.vote if said else None
            yield check(self.id, "vote", held, said=said or self.failure, wanted=self.case.vote)
        told = "; ".join(judged.unsupported) or f"{judged.quotes} quotes, all found"
        held = not judged.unsupported if self.card else None
        yield check(self.id, "quotes", held, said=told if self.card else self.failure, hard=True)

    def transcripts(self) -> tuple[Transcript, ...]:
        """What was read."""
        return (self.case.transcript(),)

    def cards(self) -> tuple[Scorecard, ...]:
        """What was written."""
        return (self.card,) if self.card else ()


async def hold_judge(setting: Setting) -> AsyncIterator[JudgedRound]:
    """Have every labelled round scored."""
    for case in setting.rounds():
        with setting.asking(case.id) as missed:
            judged = await judge_one(case, setting.bank, setting.mind)
        yield JudgedRound(case=case, card=judged.card, failure=judged.failure, missed=missed())


def _ruling(card: Scorecard, flag: str) -> str:
    return next((ruling.ruling.value for ruling in card.rulings if ruling.flag == flag), "not ruled on")
