"""The documents' study plan, re-weighted by the red flags found."""

from collections import Counter
from collections.abc import Sequence

from interview_agents.debrief import StudyWeek
from interview_personas import Bank

WEIGHT = {"crit": 4, "high": 3, "med": 2, "low": 1}


def study_plan(found: Sequence[str], bank: Bank) -> tuple[StudyWeek, ...]:
    """The eight weeks, in each the topics that the flags call for moved to the front.

    Args:
        found: ids of the red flags that stand.
        bank: flags and outline.
    """
    need: Counter[str] = Counter()
    for name in found:
        flag = bank.red_flags[name]
        for topic in flag.study:
            need[topic] += WEIGHT[flag.severity]
    weeks = []
    for week in bank.study_plan.weeks:
        topics = sorted(week.topics, key=lambda topic: -need[topic])
        first = tuple(topic for topic in topics if need[topic])
        weeks.append(StudyWeek(weeks=week.weeks, title=week.title, topics=tuple(topics), first=first))
    return tuple(weeks)
