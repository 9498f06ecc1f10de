"""Ledgers to try the contract on, a clock to turn, turns to store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from interview_agents.transcript import Speaker, Turn, turn_id
from interview_panel import Ledger, OnsiteRequest, RoundKind
from interview_panel.database import Database
from interview_panel.ledger import SessionRow
from interview_panel.memory_ledger import MemoryLedger
from interview_panel.postgres_ledger import PostgresLedger, migrate
from interview_panel.postgres_tables import PostgresLocks, PostgresTables, connected
from interview_panel.sqlite_file import SqliteFile
from interview_panel.sqlite_ledger import SqliteLedger

CODING, RECRUITER = RoundKind.CODING, RoundKind.RECRUITER


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@asynccontextmanager
async def in_memory() -> AsyncIterator[Ledger]:
    """A ledger of this process."""
    yield MemoryLedger()


@asynccontextmanager
async def in_a_file(path: Path, clock: Clock) -> AsyncIterator[SqliteLedger]:
    """A ledger on connections of its own."""
    file = SqliteFile(path)
    try:
        ledger = SqliteLedger(file, clock)
        await ledger.setup()
        yield ledger
    finally:
        await file.close()


@asynccontextmanager
async def in_postgres(database: Database, *, sweep: bool = False) -> AsyncIterator[PostgresLedger]:
    """A ledger on connections of its own, as another process would have it."""
    connection = await connected(database)
    locks, tables = PostgresLocks(database, connection), PostgresTables(database)
    try:
        await migrate(connection, database.schema)
        await tables.open()
        if sweep:
            await connection.execute("TRUNCATE onsites, turns, runs, known, charges, drafts")
        yield PostgresLedger(tables, locks)
    finally:
        await tables.close()
        await locks.close()


def row(name: str, owner: str = "", created_at: float = 1.0) -> SessionRow:
    """A session's row."""
    return SessionRow(id=name, owner=owner, created_at=created_at, request=OnsiteRequest(seed=7))


def turn(position: int, text: str = "said", kind: RoundKind = CODING, code: str | None = None) -> Turn:
    """The turn at a position: the interviewer's at even ones, the candidate's at odd ones."""
    speaker = Speaker.CANDIDATE if position % 2 else Speaker.INTERVIEWER
    return Turn(id=turn_id(kind, position), round=kind, speaker=speaker, text=text, code=code)


async def texts(ledger: Ledger, name: str = "one", kind: RoundKind = CODING) -> list[str]:
    """What is stored of a round."""
    return [stored.text for stored in (await ledger.turns(name, kind)).turns]
