"""What finished onsites show over time: points by criterion, and what became of each red flag."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from interview_agents.debrief import Debrief, Decision
from interview_agents.scorecard import State
from interview_agents.transcript import Transcript
from interview_personas import Length, Record, RoundKind


class Attempt(Record):
    """What of a debrief is compared with others; small enough to keep by the hundred."""

    session: str
    held_at: float
    """Seconds since the epoch at which it was started."""
    length: str
    coached: bool
    """Whether there was feedback after each answer."""
    decision: Decision
    points: Mapping[RoundKind, Mapping[str, int | None]]
    """Points by round and criterion; None where nothing in the round showed it."""
    flags: Mapping[str, State]
    """What the loop ruled, by red flag; only flags that some round could rule on."""
    questions: tuple[str, ...]
    """Questions that got an answer, in the order asked."""

    @property
    def drill(self) -> bool:
        """Whether it was a drill, which shows less than an onsite does."""
        return self.length == Length.DRILL


class Mark(Record):
    """One onsite's points on one criterion."""

    session: str
    held_at: float
    drill: bool
    coached: bool
    points: int | None
    """None is no signal: a gap, never a zero."""


class Course(StrEnum):
    """What became of a red flag that was raised at least once."""

    NEW = "new"
    """Raised for the first time by the newest onsite."""
    PERSISTS = "persists"
    """Raised before, and again when it was ruled on last."""
    NOT_ASSESSED_SINCE = "not_assessed_since"
    """Raised once, and no onsite since then could tell."""
    FADED = "faded"
    """Raised before, and found absent when it was ruled on last."""


class FlagCourse(Record):
    """One red flag over the onsites."""

    flag: str
    course: Course
    raised: tuple[str, ...]
    """Sessions that raised it, oldest first."""
    last: str
    """The session that ruled on it last."""


def attempt_of(session: str, held_at: float, debrief: Debrief) -> Attempt:
    """What one debrief adds to the comparison."""
    return Attempt(
        session=session,
        held_at=held_at,
        length=debrief.length,
        coached=debrief.coached,
        decision=debrief.decision,
        points={card.round: {s.criterion: s.points for s in card.scores} for card in debrief.scorecards},
        flags={flag.flag: flag.ruling for flag in debrief.flags},
        questions=tuple(dict.fromkeys(name for t in debrief.transcripts for name in _answered(t))),
    )


def trend(attempts: Iterable[Attempt], kind: RoundKind) -> Mapping[str, tuple[Mark, ...]]:
    """A round's points by criterion, oldest first.

    Onsites without the round are left out; an onsite that held it has a mark on every criterion
    that any of them was scored on.
    """
    held = [attempt for attempt in in_time(attempts) if kind in attempt.points]
    criteria = dict.fromkeys(name for attempt in held for name in attempt.points[kind])
    return {name: tuple(_mark(attempt, kind, name) for attempt in held) for name in criteria}


def flag_courses(attempts: Iterable[Attempt]) -> tuple[FlagCourse, ...]:
    """What became of every red flag that was ever raised, in the debriefs' order."""
    in_order = in_time(attempts)
    flags = dict.fromkeys(name for attempt in in_order for name in attempt.flags)
    found = (_course(name, in_order) for name in flags)
    return tuple(course for course in found if course is not None)


def tried_again(attempts: Iterable[Attempt]) -> Mapping[str, tuple[str, ...]]:
    """Questions answered in more than one onsite, each with its sessions, oldest first."""
    sessions: dict[str, list[str]] = defaultdict(list)
    for attempt in in_time(attempts):
        for question in attempt.questions:
            sessions[question].append(attempt.session)
    return {question: tuple(held) for question, held in sessions.items() if len(held) > 1}


def in_time(attempts: Iterable[Attempt]) -> list[Attempt]:
    """The attempts, oldest first."""
    return sorted(attempts, key=lambda attempt: attempt.held_at)


def _answered(transcript: Transcript) -> Iterable[str]:
    return (asked.direction.question_id for asked, _ in transcript.exchanges() if asked.direction)


def _mark(attempt: Attempt, kind: RoundKind, criterion: str) -> Mark:
    return Mark(
        session=attempt.session,
        held_at=attempt.held_at,
        drill=attempt.drill,
        coached=attempt.coached,
        points=attempt.points[kind].get(criterion),
    )


def _course(flag: str, in_order: Sequence[Attempt]) -> FlagCourse | None:
    states = {a.session: a.flags.get(flag, State.NOT_ASSESSABLE) for a in in_order}
    raised = tuple(session for session, state in states.items() if state is State.PRESENT)
    if not raised:
        return None
    last = [session for session, state in states.items() if state is not State.NOT_ASSESSABLE][-1]
    course = Course.NOT_ASSESSED_SINCE
    if states[last] is State.ABSENT:
        course = Course.FADED
    elif len(raised) > 1:
        course = Course.PERSISTS
    elif last == in_order[-1].session:
        course = Course.NEW
    return FlagCourse(flag=flag, course=course, raised=raised, last=last)
