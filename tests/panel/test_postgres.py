"""Onsites in PostgreSQL: what only a database of several processes can promise."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from pydantic import SecretStr
from tests.panel.ledgers import in_postgres, row, texts, turn
from tests.panel.minds import Counting, Gated
from tests.panel.onsites import BANK, CONTEXT, SCREEN, play, player, reply_to
from tests.panel.postgres import Server, own_server

from interview_agents.answer import Answer
from interview_panel import Archive, PanelContext, Session, open_archive
from interview_panel.database import Database
from interview_panel.errors import MissingExtraError, SessionBusyError, StoreError
from interview_panel.settings import Settings

HOLD = """
import asyncio, sys
from interview_panel import open_archive
from interview_panel.database import Database

async def hold():
    async with open_archive(Database(sys.argv[1], schema=sys.argv[2])) as archive:
        print(await archive.ledger.claim("one", "first", 30), flush=True)
        await asyncio.sleep(600)

asyncio.run(hold())
"""


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    """What a query finds among a database's tables."""
    options = f"-c search_path={database.schema}"
    with psycopg.connect(database.url, options=options) as connection:
        return connection.execute(query.encode()).fetchall()


def left_of(database: Database, session_id: str) -> dict[str, int]:
    """Rows of every table that mention a session."""
    tables = rows(database, f"SELECT tablename FROM pg_tables WHERE schemaname='{database.schema}'")
    found = {str(name): rows(database, f"SELECT * FROM {name}") for (name,) in tables}
    return {name: len(kept) for name, kept in found.items() if session_id in str(kept)}


@asynccontextmanager
async def two_archives(database: Database) -> AsyncIterator[tuple[Archive, Archive]]:
    """What two processes have of one database."""
    async with open_archive(database) as left, open_archive(database) as right:
        yield left, right


@pytest.fixture
def holding(database: Database) -> Iterator[subprocess.Popen[str]]:
    """Another process, which runs the session called one."""
    command = [sys.executable, "-c", HOLD, database.url, database.schema]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


async def test_an_onsite_is_held_by_turns_in_two_processes_and_read_in_both(database: Database) -> None:
    who = player("haruto_mori")
    async with two_archives(database) as archives:
        session = await Session.start(SCREEN, archives[0], CONTEXT)
        standing = await session.advance()
        for turns in range(20):
            if standing.question is None:
                break
            elsewhere = await Session.resume(session.id, archives[turns % 2], CONTEXT)
            assert await elsewhere.advance() == standing
            await elsewhere.answer(await reply_to(elsewhere, standing, who))
            standing = await elsewhere.advance()
        assert standing.state == "finished"
        assert [await Session(session.id, each, CONTEXT).standing() for each in archives] == [
            standing,
            standing,
        ]


async def test_two_processes_never_run_one_onsite_at_the_same_time(database: Database) -> None:
    mind, other = Gated(), Counting()
    async with two_archives(database) as (left, right):
        session = await Session.start(SCREEN, left, PanelContext(mind=mind, bank=BANK))
        running = asyncio.create_task(session.advance())
        await asyncio.wait_for(mind.arrived.wait(), 30)
        elsewhere = await Session.resume(session.id, right, PanelContext(mind=other, bank=BANK))
        with pytest.raises(SessionBusyError, match="another process"):
            await elsewhere.advance()
        mind.gate.set()
        assert await running == await elsewhere.advance()
    assert other.calls == {}


async def test_a_process_that_is_killed_gives_its_onsite_free(
    database: Database, holding: subprocess.Popen[str]
) -> None:
    async with open_archive(database) as archive:
        assert not await archive.ledger.claim("one", "second", 30)
        holding.send_signal(signal.SIGKILL)
        holding.wait(30)
        assert await archive.ledger.claim("one", "second", 30)


async def test_who_lost_the_connection_of_its_locks_is_not_told_that_it_holds_them(swept: Database) -> None:
    async with in_postgres(swept) as left, in_postgres(swept) as right:
        assert await left.claim("one", "first", 30)
        rows(swept, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype='advisory'")
        assert await right.claim("one", "second", 30)
        assert not await left.claim("one", "first", 30)
        await left.release("one", "first")
        assert not await left.claim("one", "first", 30)


async def test_a_lock_whose_connection_broke_is_taken_again_by_its_holder(swept: Database) -> None:
    async with in_postgres(swept) as left, in_postgres(swept) as right:
        assert await left.claim("one", "first", 30)
        rows(swept, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype='advisory'")
        assert await left.claim("one", "first", 30)
        assert not await right.claim("one", "second", 30)


async def test_locks_of_onsites_in_other_schemas_are_others(swept: Database, database: Database) -> None:
    async with in_postgres(swept) as left, in_postgres(database) as right:
        assert await left.claim("one", "first", 30)
        assert await right.claim("one", "second", 30)


async def test_of_two_different_answers_at_once_one_wins_and_the_other_is_told(swept: Database) -> None:
    async with in_postgres(swept, sweep=True) as left, in_postgres(swept) as right:
        await left.open(row("one"))
        for position in range(0, 20, 2):
            await left.append("one", turn(position))
            outcomes = await asyncio.gather(
                left.append("one", turn(position + 1, "left")),
                right.append("one", turn(position + 1, "right")),
                return_exceptions=True,
            )
            assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "OutOfTurnError"]
            winner = "left" if outcomes[0] is None else "right"
            assert [(await texts(each))[position + 1] for each in (left, right)] == [winner, winner]


async def test_a_session_that_is_deleted_while_turns_are_added_leaves_none(swept: Database) -> None:
    async with in_postgres(swept, sweep=True) as left, in_postgres(swept) as right:
        for number in range(10):
            await left.open(row(name := f"session-{number}"))
            await left.append(name, turn(0))
            await asyncio.gather(
                left.append(name, turn(1)),
                left.remember(name, "k", "v"),
                right.delete(name),
                left.keep_draft(name, "words", "half"),
                return_exceptions=True,
            )
    for table in ("onsites", "turns", "known", "drafts"):
        assert rows(swept, f"SELECT * FROM {table}") == []


async def test_an_open_onsite_has_one_checkpoint_a_finished_one_none_and_a_deleted_one_leaves_nothing(
    database: Database,
) -> None:
    async with open_archive(database) as archive:
        session = await Session.start(SCREEN, archive, CONTEXT)
        await session.advance()
        await session.answer(Answer(text="I would look at the data first."))
        await session.advance()
        assert rows(database, "SELECT COUNT(*) FROM checkpoints") == [(1,)]
        await play(session)
        assert rows(database, "SELECT COUNT(*) FROM checkpoints") == [(0,)]
        assert "onsites" in left_of(database, session.id)
        await session.delete()
    assert left_of(database, session.id) == {}


async def test_everything_is_in_the_schema_and_nothing_beside_it(database: Database) -> None:
    beside = "SELECT COUNT(*) FROM pg_tables WHERE schemaname='public'"
    before = rows(database, beside)
    async with open_archive(database):
        tables = {
            str(name)
            for (name,) in rows(database, "SELECT tablename FROM pg_tables WHERE schemaname=current_schema()")
        }
    assert {"onsites", "turns", "checkpoints", "store"} <= tables
    assert rows(database, beside) == before


async def test_processes_that_start_together_set_the_database_up_once(database: Database) -> None:
    async def start() -> str:
        async with open_archive(database) as archive:
            return (await Session.start(SCREEN, archive, CONTEXT)).id

    ids = await asyncio.gather(*(start() for _ in range(3)))
    async with open_archive(database) as archive:
        assert {kept.id for kept in await archive.ledger.sessions()} == set(ids)


async def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    async with open_archive(database):
        pass
    with psycopg.connect(database.url, options=f"-c search_path={database.schema}") as connection:
        connection.execute("INSERT INTO ledger_version VALUES(99)")
    with pytest.raises(StoreError, match=r"version 99.*upgrade"):
        async with open_archive(database):
            pass


@pytest.fixture
def server() -> Iterator[Server]:
    """A server to stop."""
    with own_server() as running:
        yield running


async def test_a_server_that_goes_away_pauses_an_onsite_which_goes_on_when_it_is_back(server: Server) -> None:
    async with open_archive(Database(server.url)) as archive:
        session = await Session.start(SCREEN, archive, CONTEXT)
        asked = await session.advance()
        answer = await reply_to(session, asked, player("haruto_mori"))
        await session.answer(answer)
        server.stop()
        try:
            with pytest.raises(StoreError, match="cannot be used just now"):
                await session.advance()
        finally:
            server.start()
        standing = await session.advance()
        said = [said.text for said in (await session.transcripts())[0].turns]
    assert standing.question is not None
    assert said == [asked.question and asked.question.text, answer.text, standing.question.text]


class TestAddresses:
    def test_of_the_settings_lead_to_the_database_and_else_to_the_file(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert Settings().place == Settings().sessions_file
        monkeypatch.setenv("INTERVIEW_PANEL_STORE", "postgresql://me:secret@db.example/onsites")
        assert Settings().place == Database("postgresql://me:secret@db.example/onsites", Settings().home)

    @pytest.mark.parametrize("url", ["mysql://db/onsites", "onsites.sqlite", "db.example:5432"])
    def test_of_anything_else_are_refused_without_being_repeated(self, url: str) -> None:
        with pytest.raises(StoreError, match="write postgresql://") as refused:
            Database(url)
        assert url not in str(refused.value)

    @pytest.mark.parametrize(
        "url",
        [
            "postgresql://me:secret@db.example:5432/onsites?sslmode=require",
            "postgres://me:sec@ret@db.example:5432/onsites",
        ],
    )
    def test_are_shown_without_the_password(self, url: str) -> None:
        assert str(Database(url)) == "postgresql://db.example:5432/onsites"
        assert "sec" not in repr(Database(url))
        assert "secret" not in repr(Settings(store=SecretStr(url)))

    async def test_where_nothing_answers_say_so_without_the_password(self) -> None:
        with pytest.raises(StoreError, match=r"postgresql://127\.0\.0\.1:1/onsites: .*refused") as refused:
            async with open_archive(Database("postgresql://me:secret@127.0.0.1:1/onsites")):
                pass
        assert "secret" not in str(refused.value)

    async def test_without_the_extra_say_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("psycopg", "interview_panel.postgres_archive", "interview_panel.postgres_tables"):
            monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
        with pytest.raises(MissingExtraError, match=r"interview-panel\[postgres\]"):
            async with open_archive(Database("postgresql://db.example/onsites")):
                pass
