"""What the candidate works with: the question that waits, the problem on the table, the fields."""

from dataclasses import dataclass
from functools import cached_property

from interview_agents.transcript import Move, Transcript
from interview_panel.question import OpenQuestion
from interview_personas import Bank, Question
from interview_ui.house import House
from interview_ui.interview.drafts import Field
from interview_ui.interview.sketches import STARTER

BEGINNINGS = {Move.OPEN, Move.NEXT}


@dataclass(frozen=True)
class Desk:
    """One candidate's desk in one session."""

    house: House
    session_id: str
    question: OpenQuestion | None
    """The question that waits; nothing while the interviewer speaks."""
    problem: Question | None
    """The problem on the table, also while the interviewer speaks."""

    @cached_property
    def words(self) -> Field:
        """Where the answer is written. It is the session's: a hint, or the next round, does not empty it."""
        return Field(self.house, self.session_id, "words")

    @cached_property
    def code(self) -> Field:
        """Where the problem's code is written."""
        coding = self.problem.coding if self.problem else None
        return self._of_problem("code", coding.starter if coding else "")

    @cached_property
    def sketch(self) -> Field:
        """Where the problem's design is drawn."""
        return self._of_problem("sketch", STARTER)

    def _of_problem(self, kind: str, seed: str) -> Field:
        return Field(self.house, self.session_id, f"{kind}_{self.problem.id if self.problem else ''}", seed)


def problem_of(transcript: Transcript, bank: Bank) -> Question | None:
    """The problem that a round is at; a question that stays inside one does not change it."""
    directions = (turn.direction for turn in reversed(transcript.turns) if turn.direction is not None)
    begun = (it.question_id for it in directions if it.move in BEGINNINGS and not it.inside)
    return bank.questions.get(next(begun, ""))
