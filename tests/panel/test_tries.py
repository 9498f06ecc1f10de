"""One question of one onsite: its own turns, points and flags, and nothing of the next question."""

import pytest
from tests.panel.onsites import BANK, CONTEXT, play, player

from interview_agents.debrief import Debrief
from interview_agents.record import record_of
from interview_panel.archive import memory_archive
from interview_panel.plan import OnsiteRequest
from interview_panel.session import Session
from interview_panel.tries import try_at
from interview_personas import Length, RoundKind

TWO_QUESTIONS = OnsiteRequest(
    length=Length.SHORT, rounds=(RoundKind.SYSTEM_DESIGN,), questions=("Q14", "Q52"), seed=1
)


@pytest.fixture
async def debrief() -> Debrief:
    """A system design round of two questions, by somebody who names a model first."""
    session = await Session.start(TWO_QUESTIONS, memory_archive(), CONTEXT)
    standing = await play(session, player("brandon_kessler"))
    assert standing.debrief is not None
    return standing.debrief


async def test_every_answer_belongs_to_the_question_it_was_given_to(debrief: Debrief) -> None:
    first, second = try_at("Q14", debrief), try_at("Q52", debrief)
    assert first is not None
    assert second is not None
    assert first.exchanges[0][0].text == debrief.transcripts[0].turns[0].text
    answers = [answer.id for found in (first, second) for _, answer in found.exchanges]
    assert answers == [turn.id for turn in debrief.transcripts[0].answers()]


async def test_points_and_flags_are_the_questions_own(debrief: Debrief) -> None:
    found = try_at("Q14", debrief)
    assert found is not None
    assert found.reached == record_of(debrief.transcripts[0]).reached["Q14"]
    assert set(found.reached) <= {point.id for point in BANK.questions["Q14"].points}
    assert found.round_points == debrief.scorecards[0].points
    answers = {answer.id for _, answer in found.exchanges}
    present = debrief.scorecards[0].present()
    assert present
    assert found.flags == tuple(ruling for ruling in present if ruling.turn_id in answers)


async def test_a_question_that_was_not_asked_was_not_tried(debrief: Debrief) -> None:
    assert try_at("Q15", debrief) is None
