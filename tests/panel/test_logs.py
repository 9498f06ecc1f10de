"""What a candidate says is logged by nobody above DEBUG, whatever goes wrong."""

import gc
import logging
import threading
from pathlib import Path

import pytest
from tests.panel.minds import Call, Counting, Failing
from tests.panel.onsites import BANK, SCREEN, TWO

from interview_agents.answer import Answer
from interview_agents.errors import MindError
from interview_panel import OnsiteRequest, PanelContext, Session, open_archive
from interview_panel.errors import OutOfTurnError
from interview_panel.plan import Applicant
from interview_panel.runner import Runner

CANARY = "quokkaberry"
SAID = (
    f"I moved the {CANARY} import to a nightly job, because the day load hid its failures from us.",
    f"The hardest part of {CANARY} was that two teams owned the same table and neither watched it.",
    f"I would measure {CANARY} by how often a planner has to correct what the model proposed.",
)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    return caplog


def assert_nothing_was_told(log: pytest.LogCaptureFixture) -> None:
    gc.collect()
    formatter = logging.Formatter("%(message)s")
    told = [formatter.format(record) for record in log.records if record.levelno > logging.DEBUG]
    assert [line for line in told if CANARY in line] == []


async def converse(session: Session) -> int:
    """Answer with the canary until the end; gives how often it paused."""
    pauses, standing = 0, await session.advance()
    while standing.debrief is None:
        if standing.question is None:
            pauses += 1
        else:
            said = SAID[standing.question.turns_used % len(SAID)]
            await session.answer(Answer(to=standing.question.turn_id, text=said, code=None))
            with pytest.raises(OutOfTurnError):
                await session.answer(Answer(to=standing.question.turn_id, text=f"{CANARY} again"))
        standing = await session.advance()
    return pauses


@pytest.mark.parametrize(("call", "nth"), [("ask", 99), ("ask", 2), ("score", 1), ("deliberate", 1)])
async def test_not_over_a_whole_onsite_or_when_a_mind_fails(
    tmp_path: Path, log: pytest.LogCaptureFixture, call: Call, nth: int
) -> None:
    mind = Failing(call, nth, MindError(f"the model answered: 'I cannot say more about {CANARY}'"))
    request = TWO.model_copy(update={"candidate": Applicant(name=CANARY, school=CANARY, resume=CANARY)})
    async with open_archive(tmp_path / "s.sqlite") as archive:
        session = await Session.start(request, archive, PanelContext(mind=mind, bank=BANK))
        pauses = await converse(session)
        await session.delete()
    assert pauses == (nth < 99)
    assert_nothing_was_told(log)


def test_a_pause_itself_is_logged(log: pytest.LogCaptureFixture) -> None:
    with Runner(context=PanelContext(mind=Failing("ask"), bank=BANK)) as runner:
        session_id = runner.start(SCREEN)
        runner.follow(session_id).wait(60)
    assert f"session {session_id} paused: MindError" in log.text


def test_a_fault_in_a_mind_with_the_candidates_words_in_it_is_not_logged_either(
    log: pytest.LogCaptureFixture,
) -> None:
    mind = Failing("ask", 2, RuntimeError(f"unexpected token near '{CANARY}'"))
    with Runner(context=PanelContext(mind=mind, bank=BANK)) as runner:
        session_id = runner.start(SCREEN)
        runner.follow(session_id).wait(60)
        standing = runner.answer(session_id, Answer(text=SAID[0])).wait(60)
    assert standing is not None
    assert standing.state == "paused"
    assert_nothing_was_told(log)


def test_the_runners_threads_are_not_named_after_anybody() -> None:
    with Runner(context=PanelContext(mind=Counting(), bank=BANK)) as runner:
        runner.start(OnsiteRequest(candidate=Applicant(name=CANARY)))
        assert not any(CANARY in thread.name for thread in threading.enumerate())
