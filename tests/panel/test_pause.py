"""A mind that fails: the onsite stops, says why, and goes on as if nothing had happened."""

from collections.abc import AsyncIterator

import pytest
from tests.panel.minds import BreakingOff, Call, Counting, Failing
from tests.panel.onsites import BANK, CONTEXT, TWO, player, reply_to

from interview_agents.answer import Answer
from interview_agents.debrief import Debrief
from interview_agents.mind import AskView
from interview_agents.transcript import Direction
from interview_panel import PanelContext, Session, memory_archive
from interview_panel.errors import OutOfTurnError

FAILURES: list[tuple[Call, int]] = [
    ("ask", 1),
    ("ask", 3),
    ("ask", 4),
    ("ask", 5),
    ("ask", 8),
    ("score", 1),
    ("score", 2),
    ("deliberate", 1),
]


async def held_with(mind: Counting) -> tuple[Debrief, list[str], Session]:
    """An onsite that is simply continued whenever it pauses; gives why it paused."""
    session = await Session.start(TWO, memory_archive(), PanelContext(mind=mind, bank=BANK))
    who, pauses = player(), []
    standing = await session.advance()
    while standing.debrief is None:
        if standing.question is not None:
            await session.answer(await reply_to(session, standing, who))
        else:
            assert standing.state == "paused"
            pauses.append(standing.problem)
        standing = await session.advance()
    return standing.debrief, pauses, session


@pytest.mark.parametrize(("call", "nth"), FAILURES)
async def test_a_failure_pauses_with_its_reason_and_changes_nothing(call: Call, nth: int) -> None:
    undisturbed, none, _ = await held_with(Counting())
    debrief, pauses, session = await held_with(Failing(call, nth))
    assert none == []
    assert pauses == ["the line is down: try again"]
    assert debrief == undisturbed
    assert debrief.transcripts == await session.transcripts(), "no turn is doubled or missing"


@pytest.mark.parametrize("nth", [1, 3, 5])
async def test_a_question_cut_off_in_the_middle_was_never_asked(nth: int) -> None:
    undisturbed, _, _ = await held_with(Counting())
    debrief, pauses, _ = await held_with(BreakingOff(nth))
    assert pauses == ["cut off in the middle: try again"]
    assert debrief.transcripts == undisturbed.transcripts


@pytest.mark.parametrize(("call", "nth"), FAILURES)
async def test_what_was_done_is_not_done_again(call: Call, nth: int) -> None:
    whole, disturbed = Counting(), Failing(call, nth)
    await held_with(whole)
    await held_with(disturbed)
    assert disturbed.calls == whole.calls + type(whole.calls)({call: 1})


async def test_a_paused_onsite_can_be_continued_elsewhere() -> None:
    archive = memory_archive()
    failing = PanelContext(mind=Failing("ask"), bank=BANK)
    session = await Session.start(TWO, archive, failing)
    assert (await session.advance()).state == "paused"
    again = await Session.resume(session.id, archive, CONTEXT)
    assert (await again.advance()).state == "waiting"


async def test_while_it_is_paused_nothing_is_open_to_answer() -> None:
    session = await Session.start(TWO, memory_archive(), PanelContext(mind=Failing("ask", 2), bank=BANK))
    await session.advance()
    await session.answer(Answer(text="We moved the nightly job to the morning, and nobody missed it."))
    assert (await session.advance()).state == "paused"
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(text="Hello?"))


async def test_a_mind_that_says_nothing_pauses_too() -> None:
    class Mute(Counting):
        name = "mute"

        async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:  # noqa: ARG002
            for piece in list[str]():
                yield piece

    session = await Session.start(TWO, memory_archive(), PanelContext(mind=Mute(), bank=BANK))
    standing = await session.advance()
    assert (standing.state, standing.problem) == ("paused", "mute said nothing for recruiter-01: try again")
