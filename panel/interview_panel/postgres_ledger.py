"""The ledger in PostgreSQL: several processes and machines, each session run by one of them."""

import asyncio

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from interview_panel.postgres_tables import PostgresLocks, PostgresTables
from interview_panel.sql_ledger import FIRST, SqlLedger, refuse_newer

STEPS = (
    """
    CREATE TABLE onsites(no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id TEXT UNIQUE NOT NULL,
        owner TEXT NOT NULL, created_at DOUBLE PRECISION NOT NULL, row TEXT NOT NULL,
        finished INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX onsites_of_owner ON onsites(owner, created_at);
    CREATE TABLE turns(id BIGINT PRIMARY KEY, turn BYTEA NOT NULL);
    CREATE TABLE runs(turn BIGINT NOT NULL, no BIGINT GENERATED ALWAYS AS IDENTITY,
        submitted INTEGER NOT NULL, run BYTEA NOT NULL, PRIMARY KEY(turn, no));
    CREATE UNIQUE INDEX run_handed_in ON runs(turn) WHERE submitted=1;
    CREATE TABLE known(onsite BIGINT NOT NULL, key TEXT NOT NULL, value BYTEA NOT NULL,
        PRIMARY KEY(onsite, key));
    CREATE TABLE charges(onsite BIGINT NOT NULL, no BIGINT GENERATED ALWAYS AS IDENTITY, work TEXT NOT NULL,
        spending TEXT NOT NULL, PRIMARY KEY(onsite, no));
    CREATE TABLE drafts(onsite BIGINT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY(onsite, field));
    """,
)
"""What makes each version of the tables from the one before; never changed, only added to."""
TRIES, BETWEEN_S = 5, 0.04
"""A killed process's lock is free as soon as the server has noticed, so it is asked for again."""


class PostgresLedger(SqlLedger):
    """Keeps every promise of ``Ledger`` across processes, machines and power cuts.

    A session is run by whoever holds its advisory lock: until it is given back, or the process
    or its connection ends. It does not run out.

    Args:
        tables: where it is kept.
        locks: who runs what.
    """

    keep_run_row = (
        f"INSERT INTO runs(turn, submitted, run) SELECT {FIRST} + ?3, ?4, ?5 FROM onsites WHERE id=?1 "
        "/*held*/ ON CONFLICT DO NOTHING"
    )
    charge_row = (
        "INSERT INTO charges(onsite, work, spending) SELECT no, ?2, ?3 FROM onsites WHERE id=?1 /*held*/"
    )

    def __init__(self, tables: PostgresTables, locks: PostgresLocks) -> None:
        super().__init__(tables)
        self._locks = locks

    async def shrink(self) -> None:
        """PostgreSQL's own vacuum does it."""

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:  # noqa: ARG002 - it does not run out
        """Take or renew the lease to run a session."""
        for _ in range(TRIES):
            if await self._locks.take(session_id, holder):
                return True
            await asyncio.sleep(BETWEEN_S)
        return False

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        await self._locks.give_back(session_id, holder)


async def migrate(connection: AsyncConnection[DictRow], schema: str) -> None:
    """Bring a schema and its tables to this version; the caller sees to it that nobody else does.

    Raises:
        StoreError: when they are of a newer version.
    """
    if not await _first(
        connection, "SELECT to_regnamespace(%s)::text AS it", schema
    ):  # may be all that is allowed
        await connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    await connection.execute("CREATE TABLE IF NOT EXISTS ledger_version(version INTEGER PRIMARY KEY)")
    version = int(str(await _first(connection, "SELECT MAX(version) AS it FROM ledger_version") or 0))
    refuse_newer(version, len(STEPS))
    for number, step in enumerate(STEPS[version:], version + 1):
        async with connection.transaction():
            await connection.execute(step.encode())
            await connection.execute("INSERT INTO ledger_version VALUES(%s)", (number,))


async def _first(connection: AsyncConnection[DictRow], query: str, *values: str) -> object:
    """The one value that a query gives, under the name of ``it``."""
    row = await (await connection.execute(query.encode(), values)).fetchone()
    return row and row["it"]
