"""One PostgreSQL database for one event loop: connections to it, and locks that end with them."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import lru_cache

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor, sql
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg_pool import AsyncConnectionPool

from interview_panel.database import Database
from interview_panel.errors import StoreError

Pool = AsyncConnectionPool[AsyncConnection[DictRow]]
MOST_LASTING, MOST_QUICK = 8, 4
"""Connections of one process at most, beside the one that holds its locks."""
WAIT_S = 10.0
"""Seconds that a connection is waited for."""
SILENT_S, ASKED_AGAIN_S, ASKED = 15, 5, 3
"""The server gives up a silent machine after 30 seconds, and its locks with it."""
SET_UP_S = 60.0
"""Seconds that others may take to set the same database up."""
TAKE, GIVE = (
    f"SELECT {what}(hashtextextended(%s, 0)) AS yes"
    for what in ("pg_try_advisory_lock", "pg_advisory_unlock")
)


class PostgresTables:
    """Two pools of connections: one whose commits are on the disk, one whose commits follow soon.

    Every method raises `StoreError` when the database cannot be reached or refuses.

    Args:
        database: which.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.quick = _pool(database, MOST_QUICK, lasting=False)
        """For what may be lost in a power cut; a lasting commit takes those before it along."""
        self._lasting = _pool(database, MOST_LASTING, lasting=True)

    async def open(self) -> None:
        """Connect. The schema must be there."""
        with told(self.database):
            await asyncio.gather(
                *(pool.open(wait=True, timeout=WAIT_S) for pool in (self.quick, self._lasting))
            )

    async def close(self) -> None:
        """Give the connections back."""
        await asyncio.gather(self.quick.close(), self._lasting.close())

    async def read(self, query: str, *values: object) -> list[Sequence[object]]:
        """The rows of a query."""
        with told(self.database):
            async with self._lasting.connection() as connection:
                cursor = AsyncRawCursor(connection, row_factory=tuple_row)
                await cursor.execute(_worded(query), _storable(values))
                return list(await cursor.fetchall())

    async def write(self, statement: str, *values: object) -> int:
        """Run one statement as a transaction that is on the disk afterwards; gives the rows changed."""
        return await self._change(self._lasting, statement, values)

    async def note(self, statement: str, *values: object) -> int:
        """As `write`, for what a power cut may take."""
        return await self._change(self.quick, statement, values)

    async def write_all(self, statements: Sequence[str], *values: object) -> None:
        """Run several statements with the same values as one transaction that is on the disk afterwards."""
        with told(self.database):
            async with self._lasting.connection() as connection, connection.transaction():
                for statement in statements:
                    await AsyncRawCursor(connection).execute(_worded(statement), _storable(values))

    async def _change(self, pool: Pool, statement: str, values: Sequence[object]) -> int:
        with told(self.database):
            async with pool.connection() as connection:
                return (
                    await AsyncRawCursor(connection).execute(_worded(statement), _storable(values))
                ).rowcount


class PostgresLocks:
    """Advisory locks of one process, all on one connection: when that ends, others can have them.

    Args:
        database: where.
        connection: to hold them on; another one takes its place when it breaks.
    """

    def __init__(self, database: Database, connection: AsyncConnection[DictRow]) -> None:
        self._database, self._connection = database, connection
        self._held: dict[str, tuple[str, AsyncConnection[DictRow]]] = {}
        self._one_by_one = asyncio.Lock()

    async def take(self, name: str, holder: str) -> bool:
        """Take a lock, or make sure that it is still held; False when somebody else holds it.

        Raises:
            StoreError: when the database cannot be reached.
        """
        async with self._one_by_one:
            owner, held_on = self._held.get(name, (holder, None))
            if owner != holder:
                return False
            with told(self._database):
                alive = await self._alive()
                if held_on is alive or await _asked(alive, TAKE, self._of_schema(name)):
                    self._held[name] = (holder, alive)
                    return True
            self._held.pop(name, None)
            return False

    async def give_back(self, name: str, holder: str) -> None:
        """Free a lock that is held."""
        async with self._one_by_one:
            owner, held_on = self._held.get(name, ("", self._connection))
            if owner == holder:
                del self._held[name]
                with suppress(psycopg.OperationalError):  # a broken connection holds nothing
                    await _asked(held_on, GIVE, self._of_schema(name))

    async def close(self) -> None:
        """End the connection, and all locks with it."""
        await self._connection.close()

    def _of_schema(self, name: str) -> str:
        """Locks are a database's, and there may be onsites in several of its schemas."""
        return f"{self._database.schema}/{name}"

    async def _alive(self) -> AsyncConnection[DictRow]:
        try:
            await self._connection.execute("")
        except psycopg.OperationalError:
            self._connection = await connected(self._database)
        return self._connection


async def connected(database: Database) -> AsyncConnection[DictRow]:
    """A connection that the server gives up soon when this machine disappears.

    Raises:
        psycopg.Error: when there is none to be had.
    """
    made = await AsyncConnection[DictRow].connect(
        database.url, autocommit=True, row_factory=dict_row, connect_timeout=int(WAIT_S)
    )
    await _configured(made, database, lasting=True)
    for name, value in (("idle", SILENT_S), ("interval", ASKED_AGAIN_S), ("count", ASKED)):
        await made.execute("SELECT set_config(%s, %s, false)", (f"tcp_keepalives_{name}", str(value)))
    return made


@contextmanager
def told(database: Database) -> Iterator[None]:
    """Say in our words what PostgreSQL said; its own may repeat what was to be stored, so only its reason.

    Raises:
        StoreError: for every error of the database, and for what takes too long there.
    """
    try:
        yield
    except (psycopg.Error, TimeoutError) as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise StoreError(f"{database}: the database cannot be used just now ({reason}): try again") from error


@asynccontextmanager
async def only_one(connection: AsyncConnection[DictRow], name: str) -> AsyncIterator[None]:
    """Wait until nobody else is in here.

    It asks again and again, because a new index waits for everybody who waits inside PostgreSQL.

    Raises:
        TimeoutError: when somebody else is in here for very long.
    """
    async with asyncio.timeout(SET_UP_S):
        while not await _asked(connection, TAKE, name):  # noqa: ASYNC110 - another process has it
            await asyncio.sleep(0.05)
    try:
        yield
    finally:
        await _asked(connection, GIVE, name)


def _pool(database: Database, most: int, *, lasting: bool) -> Pool:
    async def configure(connection: AsyncConnection[DictRow]) -> None:
        await _configured(connection, database, lasting=lasting)

    return Pool(
        database.url,
        min_size=1,
        max_size=most,
        open=False,
        timeout=WAIT_S,
        configure=configure,
        check=Pool.check_connection,  # the server may have been away
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},  # as LangGraph wants it
    )


async def _configured(connection: AsyncConnection[DictRow], database: Database, *, lasting: bool) -> None:
    path = sql.Identifier(database.schema).as_string(connection)
    for name, value in (("search_path", path), ("synchronous_commit", "on" if lasting else "off")):
        await connection.execute("SELECT set_config(%s, %s, false)", (name, value))


async def _asked(connection: AsyncConnection[DictRow], query: str, name: str) -> bool:
    row = await (await connection.execute(query.encode(), (name,))).fetchone()
    return row is not None and bool(row["yes"])


@lru_cache
def _worded(statement: str) -> bytes:
    """A ledger's statement as PostgreSQL has it."""
    return statement.replace("?", "$").replace("/*held*/", "FOR SHARE OF onsites").encode()


def _storable(values: Sequence[object]) -> list[object]:
    """Values as PostgreSQL's text can hold them: all characters but one."""
    return [
        value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
        for value in values
    ]
