"""LangGraph's checkpoints in SQLite, with one visit to a thread where LangGraph's own saver makes six."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple
from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.checkpoint.sqlite import SqliteSaver

Result = TypeVar("Result")


class ThreadSaver(SqliteSaver):
    """LangGraph's synchronous saver, called from a loop and run on a thread of its own.

    ``AsyncSqliteSaver`` crosses to its thread and back for every cursor, statement, fetch and
    commit, which is most of what a turn's checkpoints cost. The tables are the same. History is
    not listed.

    Args:
        connection: not bound to a thread.
        serde: how checkpoints are read and written.
    """

    def __init__(self, connection: sqlite3.Connection, *, serde: SerializerProtocol) -> None:
        super().__init__(connection, serde=serde)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="checkpoints")

    async def asetup(self) -> None:
        """Create the tables that are not there."""
        await self._visit(self.setup)

    async def aclose(self) -> None:
        """Close the connection once everything is written."""
        await self._visit(self.conn.close)
        self._thread.shutdown()

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint asked for, or the last one."""
        return await self._visit(self.get_tuple, config)

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write a checkpoint."""
        return await self._visit(self.put, config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Write what a task made, beside the checkpoint it ran from."""
        await self._visit(self.put_writes, config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        """Remove an onsite's checkpoints."""
        await self._visit(self.delete_thread, thread_id)

    async def _visit(self, work: Callable[..., Result], *values: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *values)
