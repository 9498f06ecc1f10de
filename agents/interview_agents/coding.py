"""The coding interviewer: understand, examples, brute force, optimise, implement, test.

R2 of the documents: "coding, problem-solving, communication", 60 to 90 minutes.
"""

from random import Random

from interview_agents.interviewer import by_importance, open_points, pool, take
from interview_agents.record import RoundRecord
from interview_agents.transcript import Turn
from interview_personas import Bank, Company, Point, Question, Role, RoundKind

BEFORE_CODE = frozenset({"understand", "examples", "brute_force", "optimize"})
TALK_FIRST = 3
"""Turns of talk about a problem before the code is asked for."""


def choose(bank: Bank, role: Role, company: Company, count: int, draw: Random) -> tuple[str, ...]:
    """One problem of the company's or role's kind, the next of another topic."""
    return take(pool(bank, RoundKind.CODING, role, company, draw), count)


def gaps(question: Question, record: RoundRecord, answer: Turn | None) -> list[Point]:
    """Before there is code, the steps that come before it; with code, the code first."""
    missing = open_points(question, record)
    before = [p for p in missing if p.step in BEFORE_CODE]
    after = [p for p in missing if p.step not in BEFORE_CODE]
    if record.code_submitted:
        return by_importance(after, answer) + by_importance(before, answer)
    return sorted(before, key=question.points.index)


def wants_code(record: RoundRecord) -> bool:
    """Whether it is time to ask for the code."""
    return not record.code_submitted and record.turns_on_question >= TALK_FIRST
