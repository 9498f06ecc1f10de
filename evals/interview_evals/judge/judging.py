"""Running a judge over labelled rounds: what it ruled, and what its words rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_agents.errors import MindError
from interview_agents.evidence import fault_of
from interview_agents.mind import Mind
from interview_agents.scorecard import Ruling, Score, Scorecard, State, Strength
from interview_agents.scorer import score_round
from interview_evals.judge.cases import Case
from interview_personas import Bank


@dataclass(frozen=True)
class Judged:
    """One labelled round and what the judge made of it."""

    case: Case
    due: frozenset[str]
    """Ids of the flags that such a round is ruled on for; what a reader saw beside them counts nowhere."""
    card: Scorecard | None
    """None when there is no scorecard: the mind failed, and that is no verdict."""
    failure: str = ""

    def truth(self, flag: str) -> bool | None:
        """Whether a flag is there, as far as both readers agree and the round is to be ruled on for it."""
        return self.case.truth(flag) if flag in self.due else None

    @property
    def present(self) -> frozenset[str]:
        """Ids of the red flags it says stand."""
        return frozenset(ruling.flag for ruling in self.card.present()) if self.card else frozenset()

    @property
    def quotes(self) -> int:
        """Claims that quote the candidate."""
        return len(self._quoted())

    @property
    def unsupported(self) -> tuple[str, ...]:
        """What is wrong with the quotes that stand in the scorecard; there should be none."""
        return tuple(fault for fault in self._quoted() if fault)

    def _quoted(self) -> list[str | None]:
        if self.card is None:
            return []
        transcript = self.case.transcript()
        return [fault_of(claim.turn_id, claim.quote, transcript) for claim in claims_of(self.card)]


def claims_of(card: Scorecard) -> tuple[Ruling | Score | Strength, ...]:
    """What of a scorecard rests on the candidate's words."""
    rulings = [ruling for ruling in card.rulings if ruling.ruling is not State.NOT_ASSESSABLE]
    scores = [score for score in card.scores if score.points is not None]
    return (*rulings, *scores, *card.strengths)


async def judge(cases: Sequence[Case], bank: Bank, mind: Mind) -> tuple[Judged, ...]:
    """What a mind makes of every round, in their order. A failed one is kept as failed."""
    return tuple([await judge_one(case, bank, mind) for case in cases])


async def judge_one(case: Case, bank: Bank, mind: Mind) -> Judged:
    """What a mind makes of one round."""
    due = frozenset(flag.id for flag in bank.flags_of(case.round))
    try:
        return Judged(case, due, await score_round(case.transcript(), bank, mind))
    except MindError as error:
        return Judged(case, due, None, str(error))
