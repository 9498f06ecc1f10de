"""Where onsites are kept: ledger, checkpoints and store in memory, in one SQLite file or in PostgreSQL."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import aiosqlite
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.store.base import BaseStore
from langgraph.store.memory import InMemoryStore
from langgraph.store.sqlite.aio import AsyncSqliteStore

from interview_panel.checkpoints import FileSaver
from interview_panel.corrections import forget_everywhere
from interview_panel.database import Database, Place
from interview_panel.errors import MissingExtraError, StoreError
from interview_panel.graph import Panel, create_panel
from interview_panel.ledger import Ledger
from interview_panel.memory_ledger import MemoryLedger
from interview_panel.safety import refuse_permissive_reader
from interview_panel.sqlite_file import BUSY_MS, SqliteFile
from interview_panel.sqlite_ledger import SqliteLedger

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


@dataclass(frozen=True)
class Archive:
    """Where onsites are kept. All parts belong to one event loop."""

    ledger: Ledger
    checkpointer: BaseCheckpointSaver[str]
    store: BaseStore
    clock: Callable[[], float] = time.time
    home: Path | None = None
    """The folder of what is kept beside them in files; None when there is none."""

    @cached_property
    def panel(self) -> Panel:
        """The onsite's graph over these, compiled once: that takes as long as a turn."""
        return create_panel(self.checkpointer, self.store)

    async def delete(self, session_id: str) -> None:
        """Remove a session with its turns, results, checkpoints, note in the store and corrections."""
        await self.ledger.delete(session_id)
        await self.checkpointer.adelete_thread(session_id)
        await self.store.adelete(("interview_panel", "debriefs"), session_id)
        if self.home:
            await asyncio.to_thread(forget_everywhere, self.home, session_id)


def memory_archive(clock: Callable[[], float] = time.time) -> Archive:
    """An archive that lives as long as the process."""
    return Archive(MemoryLedger(), InMemorySaver(serde=strict_reader()), InMemoryStore(), clock)


@asynccontextmanager
async def open_archive(place: Place, clock: Callable[[], float] = time.time) -> AsyncIterator[Archive]:
    """The archive in one SQLite file, made readable for its owner only, or in a PostgreSQL database.

    Args:
        place: the file's path, or the database.
        clock: seconds since the epoch, for when onsites were started.

    Raises:
        StoreError: when the place cannot be used, or holds what a newer version kept.
        MissingExtraError: when it is a database and the extra ``postgres`` is not installed.
        UnsafeReaderError: when checkpoints would be read permissively.
    """
    refuse_permissive_reader()
    async with AsyncExitStack() as stack:
        if isinstance(place, Database):
            yield await _in_database(place, clock, stack)
        else:
            yield await _in_file(place, clock, stack)


async def _in_database(database: Database, clock: Callable[[], float], stack: AsyncExitStack) -> Archive:
    try:
        from interview_panel.postgres_archive import opened  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("PostgreSQL", "postgres") from error
    parts = await opened(database, strict_reader(), stack)
    return Archive(*parts, clock, database.home)


async def _in_file(path: Path, clock: Callable[[], float], stack: AsyncExitStack) -> Archive:
    _make_private(path)
    try:
        file = await asyncio.to_thread(SqliteFile, path)
        stack.push_async_callback(file.close)
        ledger, saver = SqliteLedger(file, clock), FileSaver(file, serde=strict_reader())
        await ledger.setup()
        await file.visit(saver.setup)
        # The store begins transactions it leaves to autocommit to end.
        store = AsyncSqliteStore(await _autocommit(path, stack))
        await store.setup()
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be used as the sessions' file ({error}): move it away") from error
    return Archive(ledger, saver, store, clock, path.parent)


def strict_reader() -> JsonPlusSerializer:
    """A checkpoint reader that rebuilds plain data only."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)


async def _autocommit(path: Path, stack: AsyncExitStack) -> aiosqlite.Connection:
    connection = await stack.enter_async_context(aiosqlite.connect(path, isolation_level=None))
    await connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    return connection


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        path.chmod(PRIVATE_FILE)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error}): set INTERVIEW_PANEL_HOME to a folder of yours"
        ) from error
