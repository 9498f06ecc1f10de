"""Onsites over time: a gap is no zero, and a flag fades only when somebody looked for it."""

import pytest
from tests.panel.onsites import CONTEXT, DRILL, SCREEN, play, player
from tests.panel.threads import finish

from interview_agents.debrief import Debrief, Decision
from interview_agents.scorecard import State
from interview_panel.archive import memory_archive
from interview_panel.attempts import (
    Attempt,
    Course,
    attempt_of,
    flag_courses,
    in_time,
    trend,
    tried_again,
)
from interview_panel.errors import UnknownSessionError
from interview_panel.runner import Runner
from interview_panel.session import Session
from interview_personas import Length, RoundKind

P, A, N = State.PRESENT, State.ABSENT, State.NOT_ASSESSABLE
CODING = RoundKind.CODING


def attempt(day: int, **differently: object) -> Attempt:
    """One onsite, a day after the other."""
    plain: dict[str, object] = {
        "session": f"day-{day}",
        "held_at": 86_400.0 * day,
        "length": Length.SHORT,
        "coached": False,
        "decision": Decision.HOLD,
        "points": {},
        "flags": {},
        "questions": (),
    }
    return Attempt.model_validate(plain | differently)


def course_of(*states: State) -> Course | None:
    """What became of a flag that onsite after onsite ruled so."""
    found = flag_courses(attempt(day, flags={"silence": state}) for day, state in enumerate(states))
    return found[0].course if found else None


@pytest.mark.parametrize(
    ("states", "course"),
    [
        ((P,), Course.NEW),
        ((A, P), Course.NEW),
        ((P, P), Course.PERSISTS),
        ((P, A, P), Course.PERSISTS),
        ((P, P, N), Course.PERSISTS),
        ((P, N), Course.NOT_ASSESSED_SINCE),
        ((P, A), Course.FADED),
        ((P, P, A, N), Course.FADED),
        ((A, N), None),
    ],
)
def test_what_became_of_a_flag(states: tuple[State, ...], course: Course | None) -> None:
    assert course_of(*states) is course


def test_an_onsite_that_could_not_rule_on_a_flag_says_nothing_about_it() -> None:
    onsites = [attempt(0, flags={"silence": P}), attempt(1, flags={"buzzwords": A})]
    (found,) = flag_courses(onsites)
    assert (found.flag, found.course) == ("silence", Course.NOT_ASSESSED_SINCE)
    assert found.raised == ("day-0",)
    assert found.last == "day-0"


def test_the_order_in_which_onsites_come_does_not_matter() -> None:
    onsites = [attempt(day, flags={"silence": state}) for day, state in enumerate((P, N, A))]
    assert flag_courses(reversed(onsites)) == flag_courses(onsites)
    assert [a.session for a in in_time(reversed(onsites))] == ["day-0", "day-1", "day-2"]


def test_no_signal_is_a_gap_and_an_onsite_without_the_round_is_no_mark() -> None:
    onsites = [
        attempt(0, points={CODING: {"verification": 2}}, length=Length.DRILL),
        attempt(1, points={RoundKind.RECRUITER: {"motivation": 4}}),
        attempt(2, points={CODING: {"verification": None, "implementation": 3}}, coached=True),
    ]
    marks = trend(onsites, CODING)
    assert [mark.points for mark in marks["verification"]] == [2, None]
    assert [mark.points for mark in marks["implementation"]] == [None, 3]
    assert [mark.drill for mark in marks["verification"]] == [True, False]
    assert [mark.coached for mark in marks["verification"]] == [False, True]
    assert trend(onsites, RoundKind.BEHAVIORAL) == {}


def test_a_question_counts_as_tried_again_from_the_second_onsite_on() -> None:
    onsites = [attempt(1, questions=("Q14", "T1a")), attempt(0, questions=("Q14",))]
    assert tried_again(onsites) == {"Q14": ("day-0", "day-1")}


async def test_what_is_compared_is_what_the_debrief_says() -> None:
    session = await Session.start(DRILL, memory_archive(), CONTEXT)
    assert await session.debrief() is None
    standing = await play(session, player("rafael_quintero"))
    stored = await session.debrief()
    assert isinstance(stored, Debrief)
    found = attempt_of(session.id, 0.0, stored)
    assert found.drill
    assert found.decision is stored.decision
    assert {name for name, state in found.flags.items() if state is P} == set(stored.found())
    assert list(found.points) == [card.round for card in stored.scorecards]
    plan = await session.plan()
    assert found.questions == tuple(name for part in plan.rounds for name in part.questions)
    assert standing.debrief == stored


def test_a_debrief_is_read_without_running_anything(runner: Runner) -> None:
    session_id = runner.start(SCREEN)
    finish(runner, session_id)
    assert runner.debrief(session_id) == finish(runner, session_id).debrief
    with pytest.raises(UnknownSessionError):
        runner.debrief("nobody")
