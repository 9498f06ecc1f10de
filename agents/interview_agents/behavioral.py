"""The behavioral interviewer: stories first, then one concept in depth.

R4 of the documents: "collaboration, growth mindset, technical depth", 45 minutes.
"""

from random import Random

from interview_agents.covering import Likely
from interview_agents.interviewer import by_importance, open_points, pool, take
from interview_agents.record import RoundRecord
from interview_personas import Bank, Company, Point, Question, Role, RoundKind

CONCEPT = "concept"


def choose(bank: Bank, role: Role, company: Company, count: int, draw: Random) -> tuple[str, ...]:
    """Stories of different kinds, and a concept last when there is more than one question."""
    order = pool(bank, RoundKind.BEHAVIORAL, role, company, draw)
    stories = [q for q in order if q.family != CONCEPT]
    concepts = [q for q in order if q.family == CONCEPT]
    if count == 1:
        return take(stories, 1)
    return (*take(stories, count - 1), *take(concepts, 1))


def gaps(question: Question, record: RoundRecord, likely: Likely) -> list[Point]:
    """What is missing from the story or the explanation, the most important first."""
    return by_importance(open_points(question, record), likely)
