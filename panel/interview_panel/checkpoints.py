"""LangGraph's checkpoints in the sessions' file."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple
from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.checkpoint.sqlite import SqliteSaver

from interview_panel.sqlite_file import SqliteFile

FORGET = (
    "DELETE FROM checkpoints WHERE thread_id=? AND checkpoint_ns=? AND checkpoint_id<?",
    "DELETE FROM writes WHERE thread_id=? AND checkpoint_ns=? AND checkpoint_id<?",
)
"""What is left of the checkpoints before one; there is no history to go back to, the turns stand."""


class FileSaver(SqliteSaver):
    """LangGraph's synchronous saver for an event loop: it reads on the loop and writes on the file's thread.

    ``AsyncSqliteSaver`` goes to a thread and back for every cursor, statement, fetch and commit.
    Its tables are these. An onsite's last checkpoint is kept, and not all of them.

    Args:
        file: where checkpoints are kept. A power cut may take the last ones, which is as if the
            process had been killed earlier: the turns are in the ledger.
        serde: how they are read and written.
    """

    def __init__(self, file: SqliteFile, *, serde: SerializerProtocol) -> None:
        super().__init__(file.quick, serde=serde)
        self._file = file

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:  # noqa: FBT001, FBT002 - LangGraph's
        """A cursor to write with, or without a transaction one to read with."""
        if transaction:
            with super().cursor() as writing:
                yield writing
        else:
            yield self._file.reader.cursor()

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write a checkpoint, and forget those before it."""
        written = super().put(config, checkpoint, metadata, new_versions)
        thread, namespace = (written["configurable"][key] for key in ("thread_id", "checkpoint_ns"))
        with self.cursor() as writing:
            for statement in FORGET:
                writing.execute(statement, (thread, namespace, checkpoint["id"]))
        return written

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint asked for, or the last one."""
        return self.get_tuple(config)

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write a checkpoint."""
        return await self._file.visit(self.put, config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Write what a task made, beside the checkpoint it ran from."""
        await self._file.visit(self.put_writes, config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        """Remove an onsite's checkpoints, and give their space back: the last one holds all it ended with."""
        await self._file.visit(self.delete_thread, thread_id)
        await self._file.visit(self._file.quick.executescript, "PRAGMA incremental_vacuum")
