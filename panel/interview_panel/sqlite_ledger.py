"""The ledger in one SQLite file: one row a turn, committed before anything is acknowledged."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence

import aiosqlite

from interview_agents.calls.spending import Spending
from interview_agents.transcript import Transcript, Turn
from interview_panel.ledger import SessionRow, is_gone, position_of, refuse_conflict, unknown
from interview_personas import RoundKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS onsites(
    no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, owner TEXT NOT NULL,
    created_at REAL NOT NULL, row TEXT NOT NULL, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS turns(id INTEGER PRIMARY KEY, turn TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS known(onsite INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(onsite, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS charges(onsite INTEGER NOT NULL, no INTEGER NOT NULL, work TEXT NOT NULL,
    spending TEXT NOT NULL, PRIMARY KEY(onsite, no)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leases(onsite TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL)
    WITHOUT ROWID;
"""
DELETE = (
    "DELETE FROM turns WHERE id >> 20 = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM known WHERE onsite = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM charges WHERE onsite = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM leases WHERE onsite=?",
    "DELETE FROM onsites WHERE id=?",
)
"""In an order that a kill in the middle of can be finished from; 20 is both sets of bits below."""
ROUNDS = tuple(RoundKind)
ROUND_BITS, POSITION_BITS = 4, 16
"""A turn's key is onsite, round and position in one integer: no second index to keep."""


class SqliteLedger:
    """Keeps every promise of ``Ledger`` across processes and power cuts.

    Statements go one at a time: a read left open beside a write on one connection would
    make SQLite refuse the write as locked, however long it is told to wait.

    Args:
        connection: in autocommit mode, so that a statement is a transaction.
        clock: seconds since the epoch, for leases.
    """

    def __init__(self, connection: aiosqlite.Connection, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = connection, clock
        self._one_at_a_time = asyncio.Lock()

    async def setup(self) -> None:
        """Create the tables that are not there, and have every commit reach the disk."""
        await self._db.executescript(SCHEMA)
        await self._db.execute("PRAGMA synchronous=FULL")

    async def open(self, row: SessionRow) -> None:
        """Enter a session; entering it again changes nothing."""
        text = row.model_dump_json(exclude_defaults=True)
        await self._write(
            "INSERT OR IGNORE INTO onsites(id, owner, created_at, row) VALUES(?,?,?,?)",
            *(row.id, row.owner, row.created_at, text),
        )

    async def session(self, session_id: str) -> SessionRow:
        """A session's row."""
        found = await self._read("SELECT row, finished FROM onsites WHERE id=?", session_id)
        if not found:
            raise unknown(session_id)
        return _row(found[0])

    async def sessions(self, owner: str = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first."""
        query = "SELECT row, finished FROM onsites WHERE owner=? ORDER BY created_at DESC, no DESC"
        return [_row(found) for found in await self._read(query, owner)]

    async def finish(self, session_id: str) -> None:
        """Mark a session finished."""
        await self._write("UPDATE onsites SET finished=1 WHERE id=?", session_id)

    async def delete(self, session_id: str) -> None:
        """Remove a session with all it left; nothing when it is not there."""
        for statement in DELETE:
            await self._write(statement, session_id)

    async def append(self, session_id: str, turn: Turn) -> None:
        """Store a turn."""
        first = await self._key(session_id, turn.round)
        key = first + position_of(turn.id)
        added = await self._write(
            "INSERT INTO turns(id, turn) SELECT ?1, ?2 "
            "WHERE ?1 = ?3 + (SELECT COUNT(*) FROM turns WHERE id >= ?3 AND id < ?4)",
            *(key, turn.model_dump_json(exclude_defaults=True), first, first + (1 << POSITION_BITS)),
        )
        if not added:
            found = await self._read("SELECT turn FROM turns WHERE id=?", key)
            refuse_conflict(Turn.model_validate_json(str(found[0][0])) if found else None, turn, -1)

    async def turns(self, session_id: str, kind: RoundKind) -> Transcript:
        """A round's turns, oldest first."""
        first = await self._key(session_id, kind)
        query = "SELECT turn FROM turns WHERE id>=? AND id<? ORDER BY id"
        rows = await self._read(query, first, first + (1 << POSITION_BITS))
        return Transcript(round=kind, turns=tuple(Turn.model_validate_json(str(text)) for (text,) in rows))

    async def recall(self, session_id: str, key: str) -> str | None:
        """What was remembered under a key."""
        number = await self._number(session_id)
        found = await self._read("SELECT value FROM known WHERE onsite=? AND key=?", number, key)
        return str(found[0][0]) if found else None

    async def remember(self, session_id: str, key: str, value: str) -> str:
        """Remember a value, unless the key has one already."""
        number = await self._number(session_id)
        await self._write("INSERT OR IGNORE INTO known VALUES(?,?,?)", number, key, value)
        return await self.recall(session_id, key) or value

    async def charge(self, session_id: str, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the session's bill."""
        await self._write(
            "INSERT INTO charges SELECT ?1, COUNT(*), ?2, ?3 FROM charges WHERE onsite=?1",
            *(await self._number(session_id), work, spending.model_dump_json(exclude_defaults=True)),
        )

    async def spent(self, session_id: str) -> Spending:
        """The sum of all charges."""
        query = "SELECT spending FROM charges WHERE onsite = (SELECT no FROM onsites WHERE id=?)"
        total: Counter[str] = Counter()
        for (text,) in await self._read(query, session_id):
            total.update(json.loads(str(text)))
        return Spending.model_validate(total)

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:
        """Take or renew the lease to run a session."""
        now = self._clock()
        held = await self._read("SELECT holder FROM leases WHERE onsite=?", session_id)
        dead = str(held[0][0]) if held and is_gone(str(held[0][0])) else ""
        taken = await self._write(
            "INSERT INTO leases VALUES(?1,?2,?3) ON CONFLICT(onsite) DO UPDATE SET holder=?2, until=?3 "
            "WHERE holder=?2 OR holder=?5 OR until<?4",
            *(session_id, holder, now + seconds, now, dead),
        )
        return taken == 1

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        await self._write("DELETE FROM leases WHERE onsite=? AND holder=?", session_id, holder)

    async def _number(self, session_id: str) -> int:
        found = await self._read("SELECT no FROM onsites WHERE id=?", session_id)
        if not found:
            raise unknown(session_id)
        return int(str(found[0][0]))

    async def _key(self, session_id: str, kind: RoundKind) -> int:
        """The key of a round's first turn."""
        number = await self._number(session_id)
        return ((number << ROUND_BITS) | ROUNDS.index(kind)) << POSITION_BITS

    async def _read(self, query: str, *values: object) -> list[Sequence[object]]:
        async with self._one_at_a_time, self._db.execute(query, values) as cursor:
            return [tuple(row) for row in await cursor.fetchall()]

    async def _write(self, query: str, *values: object) -> int:
        """Run one statement and give the number of rows it changed."""
        async with self._one_at_a_time, self._db.execute(query, values) as cursor:
            return cursor.rowcount


def _row(found: Sequence[object]) -> SessionRow:
    row, finished = found
    return SessionRow.model_validate_json(str(row)).model_copy(update={"finished": bool(finished)})
