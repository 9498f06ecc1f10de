"""The ledger in one SQLite file: one row a turn, committed before anything is acknowledged."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from interview_agents.calls.spending import Spending
from interview_agents.code_run import CodeRun
from interview_agents.transcript import Transcript, Turn, turn_id
from interview_panel.ledger import SessionRow, is_gone, position_of, refuse_conflict, round_of, unknown
from interview_panel.sqlite_file import SqliteFile
from interview_personas import RoundKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS onsites(
    no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, owner TEXT NOT NULL,
    created_at REAL NOT NULL, row TEXT NOT NULL, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS turns(id INTEGER PRIMARY KEY, turn TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS runs(turn INTEGER NOT NULL, no INTEGER NOT NULL, submitted INTEGER NOT NULL,
    run TEXT NOT NULL, PRIMARY KEY(turn, no)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known(onsite INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(onsite, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS charges(onsite INTEGER NOT NULL, no INTEGER NOT NULL, work TEXT NOT NULL,
    spending TEXT NOT NULL, PRIMARY KEY(onsite, no)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drafts(onsite INTEGER NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(onsite, field)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leases(onsite TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL)
    WITHOUT ROWID;
"""
DELETE = (
    "DELETE FROM turns WHERE id >> 20 = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM runs WHERE turn >> 20 = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM known WHERE onsite = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM charges WHERE onsite = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM drafts WHERE onsite = (SELECT no FROM onsites WHERE id=?)",
    "DELETE FROM leases WHERE onsite=?",
    "DELETE FROM onsites WHERE id=?",
)
"""In an order that a kill in the middle of can be finished from; 20 is both sets of bits below."""
ROUNDS = tuple(RoundKind)
ROUND_BITS, POSITION_BITS = 4, 16
"""A turn's key is onsite, round and position in one integer: no second index to keep."""
FIRST = f"(((onsites.no << {ROUND_BITS}) | ?2) << {POSITION_BITS})"
OF_ROUND = f"turns.id >= {FIRST} AND turns.id < {FIRST} + {1 << POSITION_BITS}"
TURNS = f"SELECT turn FROM onsites JOIN turns ON {OF_ROUND} WHERE onsites.id=?1 ORDER BY turns.id"
APPEND = (
    f"INSERT INTO turns(id, turn) SELECT {FIRST} + ?3, ?4 FROM onsites "
    f"WHERE onsites.id=?1 AND ?3 = (SELECT COUNT(*) FROM turns WHERE {OF_ROUND})"
)
RUNS = (
    "SELECT turn, run FROM onsites JOIN runs ON "
    f"runs.turn >= {FIRST} AND runs.turn < {FIRST} + {1 << POSITION_BITS} "
    "WHERE onsites.id=?1 ORDER BY turn, runs.no"
)
KEEP_RUN = (
    f"INSERT INTO runs SELECT {FIRST} + ?3, (SELECT COUNT(*) FROM runs WHERE turn = {FIRST} + ?3), ?4, ?5 "
    "FROM onsites WHERE id=?1 AND NOT (?4 AND EXISTS "
    f"(SELECT 1 FROM runs WHERE turn = {FIRST} + ?3 AND submitted))"
)
CHARGE = (
    "INSERT INTO charges SELECT no, (SELECT COUNT(*) FROM charges WHERE onsite=onsites.no), ?2, ?3 "
    "FROM onsites WHERE id=?1"
)
KEEP_DRAFT = (
    "INSERT INTO drafts SELECT no, ?2, ?3 FROM onsites WHERE id=?1 "
    "ON CONFLICT(onsite, field) DO UPDATE SET text=?3"
)
CLAIM = (
    "INSERT INTO leases VALUES(?1,?2,?3) ON CONFLICT(onsite) DO UPDATE SET holder=?2, until=?3 "
    "WHERE holder=?2 OR holder=?5 OR until<?4"
)
KEPT_TURNS = 8192
"""Turns held in memory as read: every step of a round reads the round again."""


class SqliteLedger:
    """Keeps every promise of ``Ledger`` across processes and power cuts.

    Args:
        file: where it is kept.
        clock: seconds since the epoch, for leases.
    """

    def __init__(self, file: SqliteFile, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock = file, clock

    async def setup(self) -> None:
        """Create the tables that are not there."""
        await self._file.visit(self._file.quick.executescript, SCHEMA)

    async def open(self, row: SessionRow) -> None:
        """Enter a session; entering it again changes nothing."""
        text = row.model_dump_json(exclude_defaults=True)
        await self._file.write(
            "INSERT OR IGNORE INTO onsites(id, owner, created_at, row) VALUES(?,?,?,?)",
            *(row.id, row.owner, row.created_at, text),
        )

    async def session(self, session_id: str) -> SessionRow:
        """A session's row."""
        found = self._file.read("SELECT row, finished FROM onsites WHERE id=?", session_id)
        if not found:
            raise unknown(session_id)
        return _row(found[0])

    async def sessions(self, owner: str | None = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first; everybody's with None."""
        query = (
            "SELECT row, finished FROM onsites WHERE owner=IFNULL(?, owner) ORDER BY created_at DESC, no DESC"
        )
        return [_row(found) for found in self._file.read(query, owner)]

    async def finish(self, session_id: str) -> None:
        """Mark a session finished."""
        await self._file.write("UPDATE onsites SET finished=1 WHERE id=?", session_id)

    async def delete(self, session_id: str) -> None:
        """Remove a session with all it left; nothing when it is not there."""
        for statement in DELETE:
            await self._file.write(statement, session_id)

    async def append(self, session_id: str, turn: Turn) -> None:
        """Store a turn."""
        kind, position = ROUNDS.index(turn.round), position_of(turn.id)
        text = turn.model_dump_json(exclude_defaults=True)
        if not await self._file.write(APPEND, session_id, kind, position, text):
            stored = (await self.turns(session_id, turn.round)).turns[position : position + 1]
            refuse_conflict(stored[0] if stored else None, turn, -1)

    async def turns(self, session_id: str, kind: RoundKind) -> Transcript:
        """A round's turns, oldest first."""
        rows = self._file.read(TURNS, session_id, ROUNDS.index(kind))
        if not rows:
            await self.session(session_id)
        transcript = Transcript(round=kind, turns=tuple(_turn(str(text)) for (text,) in rows))
        if kind is not RoundKind.CODING:
            return transcript
        return transcript.with_runs(self._runs(session_id, kind))

    async def keep_run(self, session_id: str, turn_id: str, run: CodeRun) -> None:
        """Keep a run of code that belongs to an answer."""
        kind, position = ROUNDS.index(round_of(turn_id)), position_of(turn_id)
        text = run.model_dump_json(exclude_defaults=True)
        if not await self._file.write(KEEP_RUN, session_id, kind, position, int(run.submitted), text):
            await self.session(session_id)

    async def runs(self, session_id: str, turn_id: str) -> Sequence[CodeRun]:
        """An answer's runs, oldest first."""
        return self._runs(session_id, round_of(turn_id)).get(turn_id, [])

    def _runs(self, session_id: str, kind: RoundKind) -> dict[str, list[CodeRun]]:
        """A round's runs by the id of their turn."""
        runs: dict[str, list[CodeRun]] = {}
        for key, text in self._file.read(RUNS, session_id, ROUNDS.index(kind)):
            name = turn_id(kind, int(str(key)) % (1 << POSITION_BITS))
            runs.setdefault(name, []).append(CodeRun.model_validate_json(str(text)))
        return runs

    async def recall(self, session_id: str, key: str) -> str | None:
        """What was remembered under a key."""
        query = "SELECT value FROM known WHERE onsite = (SELECT no FROM onsites WHERE id=?) AND key=?"
        found = self._file.read(query, session_id, key)
        if not found:
            await self.session(session_id)
        return str(found[0][0]) if found else None

    async def remember(self, session_id: str, key: str, value: str) -> str:
        """Remember a value, unless the key has one already."""
        statement = "INSERT OR IGNORE INTO known SELECT no, ?2, ?3 FROM onsites WHERE id=?1"
        added = await self._file.write(statement, session_id, key, value)
        return value if added else await self.recall(session_id, key) or value

    async def charge(self, session_id: str, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the session's bill."""
        text = spending.model_dump_json(exclude_defaults=True)
        if not await self._file.note(CHARGE, session_id, work, text):
            raise unknown(session_id)

    async def spent(self, session_id: str) -> Spending:
        """The sum of all charges."""
        query = "SELECT spending FROM charges WHERE onsite = (SELECT no FROM onsites WHERE id=?)"
        total: Counter[str] = Counter()
        for (text,) in self._file.read(query, session_id):
            total.update(json.loads(str(text)))
        return Spending.model_validate(total)

    async def keep_draft(self, session_id: str, field: str, text: str) -> None:
        """Keep what is being written in a field."""
        if not await self._file.note(KEEP_DRAFT, session_id, field, text):
            raise unknown(session_id)

    async def drafts(self, session_id: str) -> Mapping[str, str]:
        """What is being written, by field."""
        query = "SELECT field, text FROM drafts WHERE onsite = (SELECT no FROM onsites WHERE id=?)"
        return {str(field): str(text) for field, text in self._file.read(query, session_id)}

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:
        """Take or renew the lease to run a session."""
        now = self._clock()
        if await self._file.note(CLAIM, session_id, holder, now + seconds, now, ""):
            return True  # free, its own or run out: the usual case
        held = self._file.read("SELECT holder FROM leases WHERE onsite=?", session_id)
        dead = str(held[0][0]) if held else ""
        if held and not is_gone(dead):
            return False
        return await self._file.note(CLAIM, session_id, holder, now + seconds, now, dead) == 1

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        await self._file.note("DELETE FROM leases WHERE onsite=? AND holder=?", session_id, holder)


@lru_cache(KEPT_TURNS)
def _turn(text: str) -> Turn:
    return Turn.model_validate_json(text)


def _row(found: Sequence[object]) -> SessionRow:
    row, finished = found
    return SessionRow.model_validate_json(str(row)).model_copy(update={"finished": bool(finished)})
