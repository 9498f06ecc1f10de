"""The ML system design interviewer: the eight steps, then the questions behind them.

R3 of the documents: "ML knowledge, product thinking, scale awareness", 60 minutes.
"""

from random import Random

from interview_agents.covering import Likely
from interview_agents.interviewer import by_importance, open_points, pool, take
from interview_agents.record import RoundRecord
from interview_personas import Bank, Company, Point, Question, Role, RoundKind

DATA_TEST, FOLLOW_UP = "data_test", "follow_up"


def choose(bank: Bank, role: Role, company: Company, count: int, draw: Random) -> tuple[str, ...]:
    """One problem to design, then a question about running it, then a data test.

    A document asks for at least one data test a loop, so it comes as soon as there is a
    second question at all.
    """
    first = take(pool(bank, RoundKind.SYSTEM_DESIGN, role, company, draw), 1)
    behind = [q for q in bank.questions.values() if q.round is RoundKind.SYSTEM_DESIGN and q.follow_up]
    draw.shuffle(behind)
    data_tests = [q.id for q in behind if q.family == DATA_TEST and role.id in q.roles]
    follow_ups = [q.id for q in behind if q.family == FOLLOW_UP and role.id in q.roles]
    wanted = max(0, count - 2)
    return (*first, *follow_ups[:wanted], *data_tests[:1])[:count]


def gaps(question: Question, record: RoundRecord, likely: Likely) -> list[Point]:
    """What is missing from the design: the important points, in the steps' order."""
    ranked = by_importance(open_points(question, record), likely)
    top = [p for p in ranked if p.importance == 3 and not likely.doubts(p)]  # noqa: PLR2004 - the bank's highest
    return sorted(top, key=question.points.index) + [p for p in ranked if p not in top]
