"""Candidates who say nothing are never judged: too little is an outcome of its own."""

import pytest
from tests.panel.onsites import BANK, CONTEXT, play, player

from interview_agents.scorecard import Vote
from interview_panel import Decision, Length, OnsiteRequest, Session, memory_archive

NOTHING = [spec.id for spec in BANK.candidates.values() if spec.behaviour != "talks"]


def test_all_five_kinds_are_in_the_bank() -> None:
    assert {BANK.candidates[who].behaviour for who in NOTHING} == {
        "blank",
        "gibberish",
        "repeat",
        "dont_know",
        "injection",
    }


@pytest.mark.parametrize("length", [Length.DRILL, Length.FULL])
@pytest.mark.parametrize("who", NOTHING)
async def test_is_insufficient_and_on_hold(who: str, length: Length) -> None:
    session = await Session.start(OnsiteRequest(length=length), memory_archive(), CONTEXT)
    debrief = (await play(session, player(who))).debrief
    assert debrief is not None
    assert debrief.insufficient
    assert debrief.decision is Decision.HOLD
    assert set(debrief.votes.values()) == {Vote.INSUFFICIENT}
    assert debrief.aggregate.points is None
    assert debrief.found() == ()
    assert [score.points for card in debrief.scorecards for score in card.scores if score.points] == []


async def test_markup_that_speaks_as_someone_else_is_shown() -> None:
    session = await Session.start(OnsiteRequest(length=Length.DRILL), memory_archive(), CONTEXT)
    debrief = (await play(session, player("injection"))).debrief
    assert debrief is not None
    assert debrief.markers
