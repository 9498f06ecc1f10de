"""The ledger in one SQLite file: one row a turn, committed before anything is acknowledged."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress

from interview_panel.ledger import is_gone
from interview_panel.sql_ledger import DELETE, FIRST, SqlLedger, refuse_newer
from interview_panel.sqlite_file import SqliteFile

AS_IT_BEGAN = """
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
STEPS = (
    AS_IT_BEGAN,
    # A debrief holds no second copy of the turns any more.
    "UPDATE known SET value=json_set(value, '$.transcripts', json('[]')) "
    "WHERE key='debrief' AND json_valid(value)",
)
"""What makes each version of the tables from the one before; never changed, only added to."""
KEEP_RUN = (
    f"INSERT INTO runs SELECT {FIRST} + ?3, (SELECT COUNT(*) FROM runs WHERE turn = {FIRST} + ?3), ?4, ?5 "
    "FROM onsites WHERE id=?1 AND NOT (?4 AND EXISTS "
    f"(SELECT 1 FROM runs WHERE turn = {FIRST} + ?3 AND submitted))"
)
CHARGE = (
    "INSERT INTO charges SELECT no, (SELECT COUNT(*) FROM charges WHERE onsite=onsites.no), ?2, ?3 "
    "FROM onsites WHERE id=?1"
)
CLAIM = (
    "INSERT INTO leases VALUES(?1,?2,?3) ON CONFLICT(onsite) DO UPDATE SET holder=?2, until=?3 "
    "WHERE holder=?2 OR holder=?5 OR until<?4"
)


class SqliteLedger(SqlLedger):
    """Keeps every promise of ``Ledger`` across processes and power cuts.

    Args:
        file: where it is kept.
        clock: seconds since the epoch, for leases.
    """

    keep_run_row, charge_row = KEEP_RUN, CHARGE
    delete_rows = ("DELETE FROM leases WHERE onsite=?1", *DELETE)

    def __init__(self, file: SqliteFile, clock: Callable[[], float] = time.time) -> None:
        super().__init__(file)
        self._file, self._clock = file, clock

    async def setup(self) -> None:
        """Bring the tables to this version.

        Raises:
            StoreError: when they are of a newer version.
        """
        await self._file.visit(_migrate, self._file.quick)

    async def shrink(self) -> None:
        """Write the file anew without what was deleted; as it is when another process uses it just now."""
        with suppress(sqlite3.OperationalError):
            await self._file.visit(self._file.quick.execute, "VACUUM")
            await self._file.visit(self._file.quick.execute, "PRAGMA wal_checkpoint(TRUNCATE)")

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:
        """Take or renew the lease to run a session."""
        now = self._clock()
        if await self._file.note(CLAIM, session_id, holder, now + seconds, now, ""):
            return True  # free, its own or run out: the usual case
        held = await self._file.read("SELECT holder FROM leases WHERE onsite=?", session_id)
        dead = str(held[0][0]) if held else ""
        if held and not is_gone(dead):
            return False
        return await self._file.note(CLAIM, session_id, holder, now + seconds, now, dead) == 1

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        await self._file.note("DELETE FROM leases WHERE onsite=? AND holder=?", session_id, holder)


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")  # whoever opens the file at the same time waits, and finds it done
    with connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        refuse_newer(version, len(STEPS))
        for statement in ";".join(STEPS[version:]).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={len(STEPS)}")
