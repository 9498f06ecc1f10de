"""Answers: safe when taken, refused when nobody asked, the same twice."""

import asyncio

import pytest
from tests.panel.minds import SlowScorer
from tests.panel.onsites import BANK, CONTEXT, FILLER, SCREEN, TWO, play, player, reply_to

from interview_agents.answer import Answer
from interview_panel import PanelContext, Session, memory_archive
from interview_panel.errors import OutOfTurnError
from interview_panel.session import Standing


async def begun() -> tuple[Session, Standing]:
    session = await Session.start(SCREEN, memory_archive(), CONTEXT)
    return session, await session.advance()


async def until_asked(session: Session, turn_id: str) -> None:
    """Come back when a question is stored."""
    for _ in range(100_000):
        if any(transcript.turn(turn_id) for transcript in await session.transcripts()):
            return
        await asyncio.sleep(0)


async def test_the_question_names_its_turn_and_the_answer_comes_after_it() -> None:
    session, standing = await begun()
    assert standing.question is not None
    await session.answer(Answer(text=FILLER, seconds=12))
    (transcript,) = await session.transcripts()
    assert [turn.id for turn in transcript.turns] == [standing.question.turn_id, "recruiter-02"]
    assert (transcript.turns[1].text, transcript.turns[1].seconds) == (FILLER, 12)


async def test_answering_twice_with_the_same_words_is_fine() -> None:
    session, _ = await begun()
    for _ in range(2):
        await session.answer(Answer(to="recruiter-01", text=FILLER))
    standing = await session.advance()
    await session.answer(Answer(to="recruiter-01", text=FILLER))
    assert await session.advance() == standing


async def test_answering_twice_with_other_words_is_refused_before_and_after_going_on() -> None:
    session, _ = await begun()
    await session.answer(Answer(to="recruiter-01", text=FILLER))
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(to="recruiter-01", text="Something else."))
    await session.advance()
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(to="recruiter-01", text="Something else."))
    assert (await session.transcripts())[0].turns[1].text == FILLER


@pytest.mark.parametrize("to", ["recruiter-02", "recruiter-99", "coding-01", "nonsense"])
async def test_an_answer_to_no_question_is_refused(to: str) -> None:
    session, _ = await begun()
    await session.answer(Answer(text=FILLER))
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(to=to, text="Hello?"))


async def test_an_answer_before_anything_was_asked_is_refused() -> None:
    session = await Session.start(SCREEN, memory_archive(), CONTEXT)
    with pytest.raises(OutOfTurnError, match="no question is open"):
        await session.answer(Answer(text=FILLER))


async def test_an_answer_without_a_name_is_not_stored_behind_another_answer() -> None:
    session, _ = await begun()
    await session.answer(Answer(text=FILLER))
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(text="And another thing."))


async def test_an_answer_to_a_finished_onsite_is_refused() -> None:
    session, _ = await begun()
    await play(session)
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(text="One more thing!"))


async def test_nobody_answers_a_rounds_closing_words() -> None:
    session, _ = await begun()
    await play(session)
    (transcript,) = await session.transcripts()
    with pytest.raises(OutOfTurnError):
        await session.answer(Answer(to=transcript.turns[-1].id, text="Bye!"))


async def test_silence_is_an_answer() -> None:
    session, _ = await begun()
    await session.answer(Answer())
    standing = await session.advance()
    assert standing.question is not None
    assert (await session.transcripts())[0].turns[1].text == ""


async def test_an_answer_given_while_the_last_round_is_still_being_scored_is_used() -> None:
    mind = SlowScorer()
    session = await Session.start(TWO, memory_archive(), PanelContext(mind=mind, bank=BANK))
    who = player()
    for _ in range(3):
        await session.answer(await reply_to(session, await session.advance(), who))
    running = asyncio.create_task(session.advance())
    async with asyncio.timeout(30):
        await mind.arrived.wait()
        await until_asked(session, "behavioral-01")
    await session.answer(Answer(to="behavioral-01", text="Early, but I have one ready."))
    mind.gate.set()
    standing = await running
    assert standing.question is not None
    assert standing.question.turn_id == "behavioral-03"
    assert (await session.transcripts())[1].turns[1].text == "Early, but I have one ready."
