"""The ledger in SQL: all that is the same in every database.

Statements number their values, ``?1``. Where a row is added to a session, ``/*held*/`` stands for
whatever a database needs so that the session is not deleted meanwhile.
"""

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import ClassVar, Protocol

from interview_agents.calls.spending import Spending
from interview_agents.code_run import CodeRun
from interview_agents.transcript import Transcript, Turn, turn_id
from interview_panel.errors import StoreError
from interview_panel.ledger import Charge, SessionRow, position_of, refuse_conflict, round_of, unknown
from interview_personas import Record, RoundKind

ROUNDS = tuple(RoundKind)
ROUND_BITS, POSITION_BITS = 4, 16
"""A turn's key is onsite, round and position in one integer: no second index to keep."""
NO = "(SELECT no FROM onsites WHERE id=?1)"
FIRST = f"(((onsites.no << {ROUND_BITS}) | ?2) << {POSITION_BITS})"
OF_ROUND = f">= {FIRST} AND {{0}} < {FIRST} + {1 << POSITION_BITS}"
OF_ONSITE = f">= {NO} << {ROUND_BITS + POSITION_BITS} AND {{0}} < ({NO} + 1) << {ROUND_BITS + POSITION_BITS}"
TURNS_OF_ROUND = f"turns.id {OF_ROUND.format('turns.id')}"
TURNS = f"SELECT turn FROM onsites JOIN turns ON {TURNS_OF_ROUND} WHERE onsites.id=?1 ORDER BY turns.id"
APPEND = (
    f"INSERT INTO turns(id, turn) SELECT {FIRST} + ?3, ?4 FROM onsites "
    f"WHERE onsites.id=?1 AND ?3 = (SELECT COUNT(*) FROM turns WHERE {TURNS_OF_ROUND}) "
    "/*held*/ ON CONFLICT DO NOTHING"
)
RUNS = (
    f"SELECT turn, run FROM onsites JOIN runs ON runs.turn {OF_ROUND.format('runs.turn')} "
    "WHERE onsites.id=?1 ORDER BY turn, runs.no"
)
REMEMBER = (
    "INSERT INTO known(onsite, key, value) SELECT no, ?2, ?3 FROM onsites WHERE id=?1 "
    "/*held*/ ON CONFLICT DO NOTHING"
)
KEEP_DRAFT = (
    "INSERT INTO drafts(onsite, field, text) SELECT no, ?2, ?3 FROM onsites WHERE id=?1 "
    "/*held*/ ON CONFLICT(onsite, field) DO UPDATE SET text=?3"
)
DELETE = (
    "UPDATE onsites SET finished=finished WHERE id=?1",  # whoever adds to it waits, and finds it gone
    f"DELETE FROM turns WHERE id {OF_ONSITE.format('id')}",
    f"DELETE FROM runs WHERE turn {OF_ONSITE.format('turn')}",
    f"DELETE FROM known WHERE onsite={NO}",
    f"DELETE FROM charges WHERE onsite={NO}",
    f"DELETE FROM drafts WHERE onsite={NO}",
    "DELETE FROM onsites WHERE id=?1",
)
KEPT_TURNS = 8192
"""Turns held in memory as read: every step of a round reads the round again."""


class Tables(Protocol):
    """One database, as a ledger uses it."""

    async def read(self, query: str, *values: object) -> Sequence[Sequence[object]]:
        """The rows of a query."""
        ...

    async def write(self, statement: str, *values: object) -> int:
        """Run one statement as a transaction that lasts; gives the rows changed."""
        ...

    async def note(self, statement: str, *values: object) -> int:
        """As `write`, for what a power cut may take."""
        ...

    async def write_all(self, statements: Sequence[str], *values: object) -> None:
        """Run several statements with the same values as one transaction that lasts."""
        ...


class SqlLedger:
    """Keeps the promises of ``Ledger`` in a database; who runs a session is each database's own affair.

    Args:
        tables: where it is kept.
    """

    keep_run_row: ClassVar[str]
    """Adds a run, unless it is of code handed in and there is one of that already."""
    charge_row: ClassVar[str]
    """Adds a charge after those that are there."""
    delete_rows: ClassVar[Sequence[str]] = DELETE

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def open(self, row: SessionRow) -> None:
        """Enter a session; entering it again changes nothing."""
        text = row.model_dump_json(exclude_defaults=True)
        await self._tables.write(
            "INSERT INTO onsites(id, owner, created_at, row) VALUES(?1,?2,?3,?4) ON CONFLICT DO NOTHING",
            *(row.id, row.owner, row.created_at, text),
        )

    async def session(self, session_id: str) -> SessionRow:
        """A session's row."""
        found = await self._tables.read("SELECT row, finished FROM onsites WHERE id=?1", session_id)
        if not found:
            raise unknown(session_id)
        return _row(found[0])

    async def sessions(self, owner: str | None = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first; everybody's with None."""
        which = "" if owner is None else "WHERE owner=?1"
        query = f"SELECT row, finished FROM onsites {which} ORDER BY created_at DESC, no DESC"
        return [_row(found) for found in await self._tables.read(query, *[owner] * bool(which))]

    async def finish(self, session_id: str) -> None:
        """Mark a session finished."""
        await self._tables.write("UPDATE onsites SET finished=1 WHERE id=?1", session_id)

    async def delete(self, session_id: str) -> None:
        """Remove a session with all it left; nothing when it is not there."""
        await self._tables.write_all(self.delete_rows, session_id)

    async def append(self, session_id: str, turn: Turn) -> None:
        """Store a turn."""
        kind, position = ROUNDS.index(turn.round), position_of(turn.id)
        if not await self._tables.write(APPEND, session_id, kind, position, _packed(turn)):
            stored = (await self.turns(session_id, turn.round)).turns[position : position + 1]
            refuse_conflict(stored[0] if stored else None, turn, -1)

    async def turns(self, session_id: str, kind: RoundKind) -> Transcript:
        """A round's turns, oldest first."""
        rows = await self._tables.read(TURNS, session_id, ROUNDS.index(kind))
        if not rows:
            await self.session(session_id)
        transcript = Transcript(round=kind, turns=tuple(kept_turn(kept) for (kept,) in rows))
        if kind is not RoundKind.CODING:
            return transcript
        return transcript.with_runs(await self._runs(session_id, kind))

    async def keep_run(self, session_id: str, turn_id: str, run: CodeRun) -> None:
        """Keep a run of code that belongs to an answer."""
        kind, position = ROUNDS.index(round_of(turn_id)), position_of(turn_id)
        values = (session_id, kind, position, int(run.submitted), _packed(run))
        if not await self._tables.write(self.keep_run_row, *values):
            await self.session(session_id)

    async def runs(self, session_id: str, turn_id: str) -> Sequence[CodeRun]:
        """An answer's runs, oldest first."""
        return (await self._runs(session_id, round_of(turn_id))).get(turn_id, [])

    async def _runs(self, session_id: str, kind: RoundKind) -> dict[str, list[CodeRun]]:
        """A round's runs by the id of their turn."""
        runs: dict[str, list[CodeRun]] = {}
        for key, kept in await self._tables.read(RUNS, session_id, ROUNDS.index(kind)):
            name = turn_id(kind, int(str(key)) % (1 << POSITION_BITS))
            runs.setdefault(name, []).append(CodeRun.model_validate_json(unpacked(kept)))
        return runs

    async def recall(self, session_id: str, key: str) -> str | None:
        """What was remembered under a key."""
        found = await self._tables.read(
            f"SELECT value FROM known WHERE onsite={NO} AND key=?2", session_id, key
        )
        if not found:
            await self.session(session_id)
        return unpacked(found[0][0]) if found else None

    async def remember(self, session_id: str, key: str, value: str) -> str:
        """Remember a value, unless the key has one already."""
        added = await self._tables.write(REMEMBER, session_id, key, packed(value))
        return value if added else await self.recall(session_id, key) or value

    async def remembered(self, session_id: str) -> Mapping[str, str]:
        """All that was remembered, by key."""
        rows = await self._tables.read(
            f"SELECT key, value FROM known WHERE onsite={NO} ORDER BY key", session_id
        )
        return {str(key): unpacked(kept) for key, kept in rows}

    async def charge(self, session_id: str, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the session's bill."""
        text = spending.model_dump_json(exclude_defaults=True)
        if not await self._tables.note(self.charge_row, session_id, work, text):
            raise unknown(session_id)

    async def charges(self, session_id: str) -> Sequence[Charge]:
        """The bill row by row, oldest first."""
        query = f"SELECT work, spending FROM charges WHERE onsite={NO} ORDER BY no"
        rows = await self._tables.read(query, session_id)
        return [
            Charge(work=str(work), spending=Spending.model_validate_json(str(text))) for work, text in rows
        ]

    async def spent(self, session_id: str) -> Spending:
        """The sum of all charges."""
        total: Counter[str] = Counter()
        for (text,) in await self._tables.read(f"SELECT spending FROM charges WHERE onsite={NO}", session_id):
            total.update(json.loads(str(text)))
        return Spending.model_validate(total)

    async def keep_draft(self, session_id: str, field: str, text: str) -> None:
        """Keep what is being written in a field."""
        if not await self._tables.note(KEEP_DRAFT, session_id, field, text):
            raise unknown(session_id)

    async def drafts(self, session_id: str) -> Mapping[str, str]:
        """What is being written, by field."""
        rows = await self._tables.read(f"SELECT field, text FROM drafts WHERE onsite={NO}", session_id)
        return {str(field): str(text) for field, text in rows}


def refuse_newer(version: int, known: int) -> None:
    """Refuse tables that this version does not know.

    Raises:
        StoreError: when they are of a newer version.
    """
    if version > known:
        raise StoreError(
            f"these onsites were kept by a newer interview-panel (version {version} of the tables, "
            f"this one knows {known}): upgrade it"
        )


def packed(text: str) -> bytes:
    """Text as it is kept: turns take a bit more than half of the space so, sheets a quarter.

    >>> unpacked(packed("said")), unpacked("said before rows were packed")
    ('said', 'said before rows were packed')
    """
    return zlib.compress(text.encode())


def unpacked(kept: object) -> str:
    """Text that was kept; rows of the first version are plain."""
    return zlib.decompress(kept).decode() if isinstance(kept, bytes) else str(kept)


@lru_cache(KEPT_TURNS)
def kept_turn(kept: object) -> Turn:
    """A turn as it was kept."""
    return Turn.model_validate_json(unpacked(kept))


def _packed(record: Record) -> bytes:
    return packed(record.model_dump_json(exclude_defaults=True))


def _row(found: Sequence[object]) -> SessionRow:
    row, finished = found
    return SessionRow.model_validate_json(str(row)).model_copy(update={"finished": bool(finished)})
