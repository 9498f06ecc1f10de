"""The parts of an archive in PostgreSQL: its ledger, LangGraph's checkpoints and store."""

from contextlib import AsyncExitStack
from typing import NamedTuple

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.store.postgres.aio import AsyncPostgresStore

from interview_panel.database import Database
from interview_panel.postgres_ledger import PostgresLedger, migrate
from interview_panel.postgres_tables import Pool, PostgresLocks, PostgresTables, connected, only_one, told

FORGET = (
    "DELETE FROM checkpoints WHERE thread_id=%s AND checkpoint_ns=%s AND checkpoint_id<%s",
    "DELETE FROM checkpoint_writes WHERE thread_id=%s AND checkpoint_ns=%s AND checkpoint_id<%s",
    "DELETE FROM checkpoint_blobs AS old WHERE thread_id=%s AND checkpoint_ns=%s AND NOT EXISTS "
    "(SELECT 1 FROM checkpoints AS last, jsonb_each_text(last.checkpoint -> 'channel_versions') AS used "
    "WHERE last.thread_id=old.thread_id AND last.checkpoint_ns=old.checkpoint_ns "
    "AND last.checkpoint_id=%s AND used.key=old.channel AND used.value=old.version)",
)
"""What is left of the checkpoints before one; LangGraph's own pruning takes ten questions for that."""


class Parts(NamedTuple):
    """What an archive is made of."""

    ledger: PostgresLedger
    checkpointer: AsyncPostgresSaver
    store: AsyncPostgresStore


class LastSaver(AsyncPostgresSaver):
    """LangGraph's saver, which keeps an onsite's last checkpoint and not all of them.

    Args:
        pool: connections to where they are kept.
        serde: how they are read and written.
    """

    def __init__(self, pool: Pool, serde: SerializerProtocol) -> None:
        super().__init__(pool, serde=serde)
        self._pool = pool

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write a checkpoint, and forget those before it."""
        written = await super().aput(config, checkpoint, metadata, new_versions)
        thread, namespace = (written["configurable"][key] for key in ("thread_id", "checkpoint_ns"))
        async with self._pool.connection() as connection, connection.pipeline():
            for statement in FORGET:
                await connection.execute(statement, (thread, namespace, checkpoint["id"]))
        return written


async def opened(database: Database, serde: SerializerProtocol, stack: AsyncExitStack) -> Parts:
    """Connect, and make or bring up to date what must be there.

    Args:
        database: which.
        serde: how checkpoints are read and written.
        stack: what closes everything.

    Raises:
        StoreError: when it cannot be reached, or is of a newer version.
    """
    with told(database):
        connection = await connected(database)
        locks, tables = PostgresLocks(database, connection), PostgresTables(database)
        stack.push_async_callback(locks.close)
        async with only_one(connection, database.schema):
            await migrate(connection, database.schema)
            stack.push_async_callback(tables.close)
            await tables.open()
            saver, store = LastSaver(tables.quick, serde), AsyncPostgresStore(tables.quick)
            await saver.setup()
            await store.setup()
    return Parts(PostgresLedger(tables, locks), saver, store)
