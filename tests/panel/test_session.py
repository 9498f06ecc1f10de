"""One candidate's onsite: held, kept, resumed elsewhere, run by one at a time, deleted."""

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.panel.ledgers import Clock
from tests.panel.minds import Counting, Gated
from tests.panel.onsites import BANK, CONTEXT, DRILL, SCREEN, TWO, play, player, reply_to

from interview_agents.answer import Answer
from interview_panel import OnsiteRequest, PanelContext, Session, memory_archive, open_archive
from interview_panel.checkpoints import FileSaver
from interview_panel.errors import RequestError, SessionBusyError, UnknownSessionError


def rows_naming(path: Path, session_id: str) -> dict[str, int]:
    """Rows of every table of the file that mention a session."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = {
        table: sum(session_id in str(row) for row in connection.execute(f"SELECT * FROM {table}"))  # noqa: S608
        for table in tables
    }
    connection.close()
    return {table: count for table, count in found.items() if count}


async def test_a_whole_onsite_is_held_and_kept_in_a_file(tmp_path: Path) -> None:
    async with open_archive(tmp_path / "s.sqlite") as archive:
        session = await Session.start(DRILL, archive, CONTEXT)
        standing = await play(session)
        transcripts = await session.transcripts()
    assert standing.state == "finished"
    assert standing.debrief is not None
    assert len(standing.debrief.scorecards) == len(transcripts) == 4
    assert standing.debrief.transcripts == transcripts
    async with open_archive(tmp_path / "s.sqlite") as archive:
        again = await Session.resume(session.id, archive, CONTEXT)
        assert await again.standing() == standing
        assert await again.advance() == standing
        assert (await archive.ledger.session(session.id)).finished


async def test_one_checkpoint_is_kept_of_an_open_onsite_and_none_of_a_finished_one(tmp_path: Path) -> None:
    path, who = tmp_path / "s.sqlite", player("haruto_mori")
    async with open_archive(path) as archive:
        session = await Session.start(TWO, archive, CONTEXT)
        standing = await session.advance()
        while standing.question is not None:
            assert rows_naming(path, session.id)["checkpoints"] == 1
            await session.answer(await reply_to(session, standing, who))
            standing = await session.advance()
        assert not {"checkpoints", "writes"} & set(rows_naming(path, session.id))
        assert await session.advance() == await session.standing() == standing


async def test_an_answer_whose_checkpoint_a_power_cut_took_is_replied_to(tmp_path: Path) -> None:
    async with open_archive(tmp_path / "s.sqlite") as archive:
        session = await Session.start(TWO, archive, CONTEXT)
        standing = await session.advance()
        answer = await reply_to(session, standing, player("haruto_mori"))
        await session.answer(answer)
        assert isinstance(archive.panel.checkpointer, FileSaver)
        await archive.panel.checkpointer.adelete_thread(session.id)
        after = await session.advance()
        said = [turn.text for turn in (await session.transcripts())[0].turns]
    assert after.question is not None
    assert said == [standing.question and standing.question.text, answer.text, after.question.text]


async def test_resumed_elsewhere_at_every_turn_it_asks_the_same_question(tmp_path: Path) -> None:
    path, who, shown = tmp_path / "s.sqlite", player("haruto_mori"), 0
    async with open_archive(path) as archive:
        session = await Session.start(TWO, archive, CONTEXT)
        standing = await session.advance()
    while standing.question is not None:
        mind = Counting()
        async with open_archive(path) as archive:
            session = await Session.resume(session.id, archive, PanelContext(mind=mind, bank=BANK))
            assert await session.standing() == standing
            assert await session.advance() == standing
            assert mind.calls == {}, "nothing was asked of the mind again"
            await session.answer(await reply_to(session, standing, who))
        async with open_archive(path) as archive:
            standing = await (await Session.resume(session.id, archive, CONTEXT)).advance()
        shown += 1
    assert standing.state == "finished"
    assert shown >= 6


async def test_advancing_again_asks_nothing_again() -> None:
    mind = Counting()
    session = await Session.start(SCREEN, memory_archive(), PanelContext(mind=mind, bank=BANK))
    standings = [await session.advance() for _ in range(3)]
    assert standings[0] == standings[1] == standings[2]
    assert mind.calls == {"ask": 1}


async def test_a_session_is_run_by_one_at_a_time() -> None:
    mind = Gated()
    session = await Session.start(SCREEN, memory_archive(), PanelContext(mind=mind, bank=BANK))
    first = asyncio.create_task(session.advance())
    await asyncio.wait_for(mind.arrived.wait(), 30)
    with pytest.raises(SessionBusyError, match="try again"):
        await session.advance()
    mind.gate.set()
    assert (await first).state == "waiting"
    assert (await session.advance()).state == "waiting", "the lease is given back"


async def test_who_lost_the_lease_to_somebody_else_runs_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview_panel.session.LEASE_S", 0.3)
    clock, mind = Clock(), Gated()
    async with open_archive(tmp_path / "s.sqlite", clock) as archive:
        session = await Session.start(SCREEN, archive, PanelContext(mind=mind, bank=BANK))
        running = asyncio.create_task(session.advance())
        await asyncio.wait_for(mind.arrived.wait(), 30)
        while not await archive.ledger.claim(session.id, "elsewhere:1:a", 30):
            clock.now += 1
        with pytest.raises(SessionBusyError, match="nothing that was said is lost"):
            await asyncio.wait_for(running, 30)
        assert not (await session.transcripts())[0].turns


async def test_events_are_the_words_as_they_come() -> None:
    heard: list[Mapping[str, object]] = []
    session = await Session.start(SCREEN, memory_archive(), CONTEXT)
    standing = await session.advance(heard.append)
    assert standing.question is not None
    assert "".join(str(event["text"]) for event in heard) == standing.question.text
    assert {event["turn_id"] for event in heard} == {standing.question.turn_id}


async def test_an_onsite_the_bank_cannot_give_is_not_entered() -> None:
    archive = memory_archive()
    with pytest.raises(RequestError):
        await Session.start(OnsiteRequest(role="plumber"), archive, CONTEXT)
    assert list(await archive.ledger.sessions()) == []


async def test_a_session_of_another_archive_is_unknown() -> None:
    session = await Session.start(SCREEN, memory_archive(), CONTEXT)
    with pytest.raises(UnknownSessionError):
        await Session.resume(session.id, memory_archive(), CONTEXT)


async def test_deleting_leaves_no_row_in_any_table_and_touches_no_other_session(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    async with open_archive(path) as archive:
        gone = await Session.start(SCREEN, archive, CONTEXT, session_id="a" * 32)
        kept = await Session.start(SCREEN, archive, CONTEXT, session_id="b" * 32)
        for session in (gone, kept):
            await play(session)
        open_one = await Session.start(SCREEN, archive, CONTEXT, session_id="c" * 32)
        await open_one.advance()
        before = rows_naming(path, kept.id)
        assert set(rows_naming(path, gone.id)) == {"onsites", "store"}
        assert {"onsites", "checkpoints", "writes"} <= set(rows_naming(path, open_one.id))
        await gone.delete()
        await open_one.delete()
        assert rows_naming(path, gone.id) == rows_naming(path, open_one.id) == {}
        assert rows_naming(path, kept.id) == before
        assert (await kept.advance()).state == "finished"
        with pytest.raises(UnknownSessionError):
            await Session.resume(gone.id, archive, CONTEXT)


async def test_a_session_deleted_while_it_is_asked_leaves_nothing_behind(tmp_path: Path) -> None:
    path, mind = tmp_path / "s.sqlite", Gated()
    async with open_archive(path) as archive:
        session = await Session.start(
            SCREEN, archive, PanelContext(mind=mind, bank=BANK), session_id="a" * 32
        )
        running = asyncio.create_task(session.advance())
        await asyncio.wait_for(mind.arrived.wait(), 30)
        await session.delete()
        mind.gate.set()
        await asyncio.gather(running, return_exceptions=True)
    assert rows_naming(path, session.id) == {}


async def test_resumed_with_a_bank_that_lacks_its_question_it_pauses_and_says_so() -> None:
    session = await Session.start(SCREEN, memory_archive(), CONTEXT)
    await session.advance()
    open_now = (await session.plan()).rounds[0].questions[0]
    others = {name: question for name, question in BANK.questions.items() if name != open_now}
    without = PanelContext(mind=CONTEXT.mind, bank=BANK.model_copy(update={"questions": others}))
    again = await Session.resume(session.id, session.archive, without)
    await again.answer(Answer(text="I moved the nightly import to the morning, and nobody missed it."))
    standing = await again.advance()
    assert (standing.state, open_now in standing.problem) == ("paused", True)
