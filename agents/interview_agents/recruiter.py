"""The recruiter's phone screen: a project, a quick technical question, why us.

R1 of the documents: "communication, baseline knowledge", 30 to 45 minutes.
"""

from random import Random

from interview_agents.covering import Likely
from interview_agents.interviewer import by_importance, open_points, pool, take
from interview_agents.record import RoundRecord
from interview_personas import Bank, Company, Point, Question, Role, RoundKind

PROJECT, MOTIVATION = ("project",), ("motivation",)


def choose(bank: Bank, role: Role, company: Company, count: int, draw: Random) -> tuple[str, ...]:
    """A project first, something technical next, the reason for coming last."""
    order = pool(bank, RoundKind.RECRUITER, role, company, draw)
    project = [q for q in order if q.family in PROJECT]
    motive = [q for q in order if q.family in MOTIVATION]
    others = [q for q in order if q.family not in PROJECT + MOTIVATION]
    wanted = [*project[:1], *others, *project[1:]]
    if count > 1:
        return (*take(wanted, count - 1), *take(motive, 1)) if motive else take(wanted, count)
    return take(wanted, 1)


def gaps(question: Question, record: RoundRecord, likely: Likely) -> list[Point]:
    """What is missing from the story, the most important first."""
    return by_importance(open_points(question, record), likely)
