"""Code in an onsite: tried, handed in, run in a real sandbox, and a part of the transcript."""

from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from tests.panel.onsites import BANK, FILLER

from interview_agents.answer import Answer
from interview_agents.rehearsal import Rehearsal
from interview_agents.transcript import Move
from interview_panel import (
    Length,
    OnsiteRequest,
    PanelContext,
    RoundKind,
    Session,
    Standing,
    create_panel,
    memory_archive,
    open_archive,
)
from interview_panel.errors import CodeOffError, OutOfTurnError
from interview_panel.sandbox import sandbox_here
from interview_panel.trying import tries, try_code

CONTEXT = PanelContext(mind=Rehearsal(), bank=BANK)
READ_ONLY = PanelContext(mind=Rehearsal(), bank=BANK, runs_code=False)
CODING = OnsiteRequest(length=Length.SHORT, rounds=(RoundKind.CODING,), questions=("Q08",))
TASK = BANK.questions["Q08"].coding
assert TASK is not None
GOOD, WRONG = TASK.reference, f"def {TASK.entry}(*given):\n    return 7\n"


@pytest.fixture(autouse=True)
async def _walls() -> None:
    if await sandbox_here() is None:
        pytest.skip("no sandbox passes its self-test on this machine")


async def begun(session: Session) -> Standing:
    """The onsite with its first question open."""
    standing = await session.advance()
    assert standing.question
    return standing


async def hand_in(session: Session, code: str) -> Standing:
    """Answer with code, and what comes of it."""
    await session.answer(Answer(text=FILLER, code=code))
    return await session.advance()


async def test_what_is_handed_in_is_run_before_the_interviewer_reacts() -> None:
    session = await Session.start(CODING, memory_archive(), CONTEXT)
    await begun(session)
    await hand_in(session, WRONG)
    (transcript,) = await session.transcripts()
    answer, reaction = transcript.turns[-2:]
    assert answer.submitted is not None
    assert answer.submitted.hidden_passed == 0
    assert reaction.direction is not None
    assert (reaction.direction.move, reaction.direction.on_code) == (Move.PROBE, "fails_visible")


async def test_a_run_is_told_while_it_happens_without_a_test_of_ours() -> None:
    session = await Session.start(CODING, memory_archive(), CONTEXT)
    await begun(session)
    await session.answer(Answer(text=FILLER, code=GOOD))
    heard: list[dict[str, object]] = []
    await session.advance(lambda event: heard.append(dict(event)))
    (run,) = [event for event in heard if event["type"] == "run"]
    assert run["passed"] == run["total"]
    assert set(run) == {"type", "turn_id", "passed", "total"}


async def test_tries_are_kept_with_the_answer_they_led_to_and_survive_the_process(tmp_path: Path) -> None:
    async with open_archive(tmp_path / "s.sqlite") as archive:
        session = await Session.start(CODING, archive, CONTEXT)
        await begun(session)
        tried = await try_code(session, WRONG)
        assert {verdict.hidden for verdict in tried.verdicts} == {False}
    async with open_archive(tmp_path / "s.sqlite") as archive:
        session = await Session.resume(session.id, archive, CONTEXT)
        assert await tries(session) == (tried,)
        await hand_in(session, GOOD)
        assert await tries(session) == ()
        (transcript,) = await session.transcripts()
        assert [run.submitted for run in transcript.turns[1].runs] == [False, True]
        assert WRONG in transcript.turns[1].content, "every version can be quoted"


async def test_hidden_tests_bound_the_round_and_stand_in_the_debrief() -> None:
    session = await Session.start(CODING, memory_archive(), CONTEXT)
    standing = await begun(session)
    while standing.question:
        standing = await hand_in(session, WRONG)
    assert standing.debrief
    (card,) = standing.debrief.scorecards
    assert card.measured.tested is not None
    assert card.measured.tested.passed == 0
    assert card.points is None or card.points <= 1


async def test_without_a_sandbox_code_is_read_and_the_round_goes_on() -> None:
    session = await Session.start(CODING, memory_archive(), READ_ONLY)
    await begun(session)
    with pytest.raises(CodeOffError, match="doctor"):
        await try_code(session, GOOD)
    standing = await hand_in(session, GOOD)
    (transcript,) = await session.transcripts()
    assert standing.question
    assert transcript.turns[1].runs == ()
    direction = transcript.turns[2].direction
    assert direction is not None
    assert direction.on_code == "walk_through"


async def test_code_can_be_tried_only_while_a_coding_question_is_open() -> None:
    screen = OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.RECRUITER,))
    session = await Session.start(screen, memory_archive(), CONTEXT)
    await begun(session)
    with pytest.raises(OutOfTurnError):
        await try_code(session, GOOD)


async def test_code_can_be_tried_while_the_next_question_is_coming_and_counts_for_its_answer() -> None:
    session = await Session.start(CODING, memory_archive(), CONTEXT)
    await begun(session)
    await session.answer(Answer(text=FILLER))
    tried = await try_code(session, WRONG)
    await session.advance()
    assert await tries(session) == (tried,)
    await session.answer(Answer(wants="end_round"))
    with pytest.raises(OutOfTurnError):
        await try_code(session, WRONG)


async def test_without_a_ledger_the_run_rides_in_the_state() -> None:
    panel = create_panel(InMemorySaver())
    thread = {"configurable": {"thread_id": "t"}}
    asked = CODING.model_dump(mode="json", include={"length", "rounds", "questions"})
    first = await panel.ainvoke(asked, thread, context=CONTEXT, version="v2")  # type: ignore[call-overload]  # plain data
    answer: Command[str] = Command(resume={first.interrupts[0].id: {"text": FILLER, "code": GOOD}})
    await panel.ainvoke(answer, thread, context=CONTEXT, version="v2")  # type: ignore[call-overload]  # as above
    state = await panel.aget_state(thread)  # type: ignore[arg-type]  # as above
    (run,) = state.values["runs"].values()
    assert run["submitted"] is True
