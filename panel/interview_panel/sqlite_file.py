"""One SQLite file for one event loop: read on the loop, written on a thread."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, TypeVar

Result = TypeVar("Result")
BUSY_MS = 10_000


class SqliteFile:
    """The connections to one file; opening them blocks.

    A read comes out of SQLite's memory in some 20 microseconds and waits for no writer; handing
    it to a thread and taking the rows back would keep the loop busy for longer. A write waits for
    the disk and for other processes: all go through one thread, in order.

    Args:
        path: the file; made when it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.reader = _connect(path, "NORMAL")
        self.quick = _connect(path, "NORMAL")
        """For writes that may be lost in a power cut; a lasting one takes those before it along."""
        self._lasting = _connect(path, "FULL")
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    async def read(self, query: str, *values: object) -> list[Sequence[object]]:
        """The rows of a query, as they stand on the disk."""
        return self.reader.execute(query, values).fetchall()

    async def write(self, statement: str, *values: object) -> int:
        """Run one statement as a transaction that is on the disk afterwards; gives the rows changed."""
        return await self.visit(_changed, self._lasting, statement, values)

    async def note(self, statement: str, *values: object) -> int:
        """As `write`, for what a power cut may take."""
        return await self.visit(_changed, self.quick, statement, values)

    async def write_all(self, statements: Sequence[str], *values: object) -> None:
        """Run several statements with the same values as one transaction that is on the disk afterwards."""
        await self.visit(_changed_all, self._lasting, statements, values)

    async def visit(self, work: Callable[..., Result], *values: object) -> Result:
        """Do something on the thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *values)

    async def close(self) -> None:
        """Close the connections, once everything is written."""
        for connection in (self.reader, self.quick, self._lasting):
            await self.visit(connection.close)
        self._thread.shutdown()


def _connect(path: Path, synchronous: Literal["FULL", "NORMAL"]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    # These two are decided when a file is made. Most tables are small, and an onsite's rows are too.
    connection.execute("PRAGMA page_size=2048")
    connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    return connection


def _changed(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> int:
    with connection:
        return connection.execute(statement, values).rowcount


def _changed_all(connection: sqlite3.Connection, statements: Sequence[str], values: Sequence[object]) -> None:
    with connection:
        for statement in statements:
            connection.execute(statement, values)
