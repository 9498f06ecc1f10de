"""The ledger in one SQLite file: one row a turn, committed before anything is acknowledged."""

import time
from collections.abc import Callable, Sequence

import aiosqlite

from interview_agents.transcript import Transcript, Turn
from interview_panel.ledger import SessionRow, is_gone, position_of, refuse_conflict, unknown
from interview_personas import RoundKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS onsites(
    no INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, owner TEXT NOT NULL, created_at REAL NOT NULL,
    row TEXT NOT NULL, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS turns(id INTEGER PRIMARY KEY, turn TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS known(onsite INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(onsite, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leases(onsite TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL)
    WITHOUT ROWID;
"""
ROUNDS = tuple(RoundKind)
ROUND_BITS, POSITION_BITS = 4, 16
"""A turn's key is onsite, round and position in one integer: no second index to keep."""


class SqliteLedger:
    """Keeps every promise of ``Ledger`` across processes and power cuts."""

    def __init__(self, connection: aiosqlite.Connection, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = connection, clock
        self._numbers: dict[str, int] = {}

    async def setup(self) -> None:
        """Create the tables, and have every commit reach the disk."""
        await self._db.executescript(SCHEMA)
        await self._db.execute("PRAGMA synchronous=FULL")
        await self._db.commit()

    async def open(self, row: SessionRow) -> None:
        """Enter a session; entering it again changes nothing."""
        await self._db.execute(
            "INSERT OR IGNORE INTO onsites(id, owner, created_at, row) VALUES(?,?,?,?)",
            (row.id, row.owner, row.created_at, row.model_dump_json(exclude_defaults=True)),
        )
        await self._db.commit()

    async def session(self, session_id: str) -> SessionRow:
        """A session's row."""
        found = await self._one("SELECT row, finished FROM onsites WHERE id=?", session_id)
        if found is None:
            raise unknown(session_id)
        return _row(str(found[0]), found[1])

    async def sessions(self, owner: str = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first."""
        query = "SELECT row, finished FROM onsites WHERE owner=? ORDER BY created_at DESC, no DESC"
        async with self._db.execute(query, (owner,)) as cursor:
            return [_row(str(row), finished) async for row, finished in cursor]

    async def finish(self, session_id: str) -> None:
        """Mark a session finished."""
        await self._db.execute("UPDATE onsites SET finished=1 WHERE id=?", (session_id,))
        await self._db.commit()

    async def delete(self, session_id: str) -> None:
        """Remove a session with all its turns and remembered results."""
        number = await self._number(session_id)
        first, last = number << (ROUND_BITS + POSITION_BITS), (number + 1) << (ROUND_BITS + POSITION_BITS)
        await self._db.execute("DELETE FROM turns WHERE id>=? AND id<?", (first, last))
        await self._db.execute("DELETE FROM known WHERE onsite=?", (number,))
        await self._db.execute("DELETE FROM onsites WHERE no=?", (number,))
        await self._db.commit()
        self._numbers.pop(session_id, None)

    async def append(self, session_id: str, turn: Turn) -> None:
        """Store a turn."""
        key = await self._key(session_id, turn.round, position_of(turn.id))
        first = await self._key(session_id, turn.round, 0)
        text = turn.model_dump_json(exclude_defaults=True)
        added = await self._db.execute(
            "INSERT INTO turns(id, turn) SELECT ?1, ?2 "
            "WHERE ?1 = ?3 + (SELECT COUNT(*) FROM turns WHERE id >= ?3 AND id < ?4)",
            (key, text, first, first + (1 << POSITION_BITS)),
        )
        await self._db.commit()
        if added.rowcount == 0:
            found = await self._one("SELECT turn FROM turns WHERE id=?", key)
            refuse_conflict(Turn.model_validate_json(str(found[0])) if found else None, turn, -1)

    async def turns(self, session_id: str, kind: RoundKind) -> Transcript:
        """A round's turns, oldest first."""
        first = await self._key(session_id, kind, 0)
        query = "SELECT turn FROM turns WHERE id>=? AND id<? ORDER BY id"
        async with self._db.execute(query, (first, first + (1 << POSITION_BITS))) as cursor:
            turns = [Turn.model_validate_json(text) async for (text,) in cursor]
        return Transcript(round=kind, turns=tuple(turns))

    async def recall(self, session_id: str, key: str) -> str | None:
        """What was remembered under a key."""
        number = await self._number(session_id)
        found = await self._one("SELECT value FROM known WHERE onsite=? AND key=?", number, key)
        return str(found[0]) if found else None

    async def remember(self, session_id: str, key: str, value: str) -> str:
        """Remember a value, unless the key has one already."""
        number = await self._number(session_id)
        await self._db.execute("INSERT OR IGNORE INTO known VALUES(?,?,?)", (number, key, value))
        await self._db.commit()
        return await self.recall(session_id, key) or value

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:
        """Take or renew the lease to run a session."""
        now = self._clock()
        held = await self._one("SELECT holder FROM leases WHERE onsite=?", session_id)
        dead = str(held[0]) if held and is_gone(str(held[0])) else ""
        done = await self._db.execute(
            "INSERT INTO leases VALUES(?1,?2,?3) ON CONFLICT(onsite) DO UPDATE SET holder=?2, until=?3 "
            "WHERE holder=?2 OR holder=?5 OR until<?4",
            (session_id, holder, now + seconds, now, dead),
        )
        await self._db.commit()
        return done.rowcount == 1

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        await self._db.execute("DELETE FROM leases WHERE onsite=? AND holder=?", (session_id, holder))
        await self._db.commit()

    async def _number(self, session_id: str) -> int:
        if session_id not in self._numbers:
            found = await self._one("SELECT no FROM onsites WHERE id=?", session_id)
            if found is None:
                raise unknown(session_id)
            self._numbers[session_id] = int(str(found[0]))
        return self._numbers[session_id]

    async def _key(self, session_id: str, kind: RoundKind, position: int) -> int:
        number = await self._number(session_id)
        return (((number << ROUND_BITS) | ROUNDS.index(kind)) << POSITION_BITS) | position

    async def _one(self, query: str, *values: object) -> Sequence[object] | None:
        async with self._db.execute(query, values) as cursor:
            row = await cursor.fetchone()
            return tuple(row) if row else None


def _row(text: str, finished: object) -> SessionRow:
    return SessionRow.model_validate_json(text).model_copy(update={"finished": bool(finished)})
