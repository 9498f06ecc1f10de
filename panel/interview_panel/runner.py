"""The one owner of the event loop: runs onsites in the background, one run a session.

A page, a terminal or a script never runs the graph itself. It starts, answers and follows;
a reload, a second tab or a closed window changes nothing about the run. The graph, its saver
and its clients are made on the runner's own loop and stay there.
"""

import asyncio
import logging
import threading
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self, TypeVar

from interview_agents.answer import Answer
from interview_agents.calls.spending import Spending
from interview_agents.code_run import CodeRun
from interview_agents.debrief import Debrief
from interview_agents.transcript import Transcript
from interview_agents.voice import Heard
from interview_panel.archive import Archive, memory_archive, open_archive
from interview_panel.context import PanelContext
from interview_panel.database import Place
from interview_panel.hearing import heard_in
from interview_panel.ledger import SessionRow, unknown
from interview_panel.plan import OnsiteRequest
from interview_panel.run import Run
from interview_panel.session import Session, Standing
from interview_panel.trying import tries, try_code
from interview_personas import InterviewError

Result = TypeVar("Result")
START_S = 30.0
KEPT_RUNS = 200
log = logging.getLogger(__name__)


class Runner:
    """Runs onsites on a loop of its own; every method may be called from any thread.

    Args:
        place: the sessions' file or a database; everything stays in memory without one.
        context: mind and bank for every onsite that is not given its own.
    """

    def __init__(self, place: Place | None = None, context: PanelContext | None = None) -> None:
        self.context = context or PanelContext()
        self._place = place
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="interview-runner", daemon=True)
        self._stack = AsyncExitStack()
        self._contexts: dict[str, PanelContext] = {}
        self._runs: dict[str, Run] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread.start()
        try:
            self._archive: Archive = self._call(self._open(), START_S)
        except BaseException:
            self._stop()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(
        self,
        request: OnsiteRequest,
        owner: str = "",
        session_id: str = "",
        context: PanelContext | None = None,
    ) -> str:
        """Start an onsite; gives its id.

        Args:
            request: what onsite.
            owner: who may see it.
            session_id: its id; a new one when left out.
            context: what `hold_with` says.

        Raises:
            RequestError: when the bank cannot give what was asked for.
            ModelSpecError: when a model is named or set up so that it cannot work.
        """
        own = context or self.context
        opened = Session.start(request, self._archive, own, owner=owner, session_id=session_id)
        session = self._call(opened)
        if context is not None:
            self.hold_with(session.id, context)
        self.follow(session.id)
        return session.id

    def hold_with(self, session_id: str, context: PanelContext) -> None:
        """Hold a session with a mind and keys of its own from the next run on.

        They stay in memory until the session is finished or deleted, and are never stored:
        after a restart they are to be given again.
        """
        self._contexts[session_id] = context

    def answer(self, session_id: str, answer: Answer) -> Run:
        """Store an answer and go on. When this returns, the answer is safe.

        Raises:
            OutOfTurnError: when nothing is asked, or the question has another answer already.
            UnknownSessionError: when there is no such session.
        """
        return self._call(self._answer(session_id, answer))

    def follow(self, session_id: str, *, again: bool = False) -> Run:
        """The session's run: the active one, or a new one when it has to go on.

        Args:
            session_id: which.
            again: run even when the last run has come to a standstill.
        """
        return self._call(self._follow(session_id, again=again))

    def context_of(self, session_id: str) -> PanelContext:
        """What a session is held with."""
        return self._contexts.get(session_id, self.context)

    def try_code(self, session_id: str, code: str) -> CodeRun:
        """Run code for the open question against the tests that can be seen.

        Raises:
            OutOfTurnError: when no coding question is open, or it was tried too often.
            CodeOffError: when this machine has no sandbox.
        """

        async def run() -> CodeRun:
            return await try_code(await self._session(session_id), code)

        return self._call(run())

    def tries(self, session_id: str) -> tuple[CodeRun, ...]:
        """Runs of code for the answer that is being written, oldest first."""

        async def read() -> tuple[CodeRun, ...]:
            return await tries(await self._session(session_id))

        return self._call(read())

    def keep_draft(self, session_id: str, field: str, text: str) -> None:
        """Keep what is being written in a field, for whoever looks next.

        Raises:
            UnknownSessionError: when there is no such session.
        """
        self._call(self._archive.ledger.keep_draft(session_id, field, text))

    def drafts(self, session_id: str) -> Mapping[str, str]:
        """What is being written, by field."""
        return self._call(self._archive.ledger.drafts(session_id))

    def hear(self, session_id: str, turn_id: str, wav: bytes) -> Future[Heard]:
        """Have a recording written down, as `heard_in` says; a page looks again whether it is done."""

        async def write_down() -> Heard:
            return await heard_in(await self._session(session_id), turn_id, wav)

        return asyncio.run_coroutine_threadsafe(write_down(), self._loop)

    def transcripts(self, session_id: str) -> tuple[Transcript, ...]:
        """Every round's turns so far."""

        async def read() -> tuple[Transcript, ...]:
            return await (await self._session(session_id)).transcripts()

        return self._call(read())

    def debrief(self, session_id: str) -> Debrief | None:
        """A session's write-up as stored; None before there is one. Nothing is run."""

        async def read() -> Debrief | None:
            return await (await self._session(session_id)).debrief()

        return self._call(read())

    def spent(self, session_id: str) -> Spending:
        """What a session's model calls used so far, in the middle of a run too."""
        return self._call(self._archive.ledger.spent(session_id))

    def running(self) -> frozenset[str]:
        """The sessions that are being run just now."""
        return frozenset(run.session_id for run in tuple(self._runs.values()) if run.standing is None)

    def sessions(self, owner: str | None = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first; everybody's with None."""
        return self._call(self._archive.ledger.sessions(owner))

    def row(self, session_id: str, owner: str | None = "") -> SessionRow:
        """A session's row, for its owner only; for whoever may read the file with None.

        Raises:
            UnknownSessionError: when there is none, or it is somebody else's.
        """
        row = self._call(self._archive.ledger.session(session_id))
        if owner not in {None, row.owner}:
            raise unknown(session_id)
        return row

    def delete(self, session_id: str) -> None:
        """Remove a session with everything it left behind."""
        self._runs.pop(session_id, None)
        self._contexts.pop(session_id, None)
        self._call(self._archive.delete(session_id))

    def close(self) -> None:
        """Let active runs come to their end and close the archive."""

        async def finish() -> None:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._stack.aclose()
            # What libraries left running on this loop ends with it, as with asyncio.run.
            left = asyncio.all_tasks() - {asyncio.current_task()}
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            await self._loop.shutdown_asyncgens()  # and with them the model clients' connections

        self._call(finish())
        self._stop()

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work: Coroutine[None, None, Result], timeout_s: float | None = None) -> Result:
        done: Future[Result] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(timeout_s)

    async def _open(self) -> Archive:
        if self._place is None:
            return memory_archive()
        return await self._stack.enter_async_context(open_archive(self._place))

    async def _session(self, session_id: str) -> Session:
        return await Session.resume(session_id, self._archive, self.context_of(session_id))

    async def _answer(self, session_id: str, answer: Answer) -> Run:
        session = Session(session_id, self._archive, self.context_of(session_id))
        await session.answer(answer)
        return self._go_on(session, again=True)

    async def _follow(self, session_id: str, *, again: bool) -> Run:
        return self._go_on(await self._session(session_id), again=again)

    def _go_on(self, session: Session, *, again: bool) -> Run:
        run = self._runs.get(session.id)
        if run is not None and (run.standing is None or not again):
            run.more |= again
            return run
        run = Run(session.id)
        self._remember(run)
        task = asyncio.create_task(self._advance(session, run))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return run

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Name what broke a run off. Its text may hold the candidate's words, so it stays at DEBUG."""
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("a run was broken off: %s", type(error).__name__)
            log.debug("what broke it off", exc_info=error)

    def _remember(self, run: Run) -> None:
        self._runs.pop(run.session_id, None)
        self._runs[run.session_id] = run
        over = [name for name, old in self._runs.items() if old.standing is not None]
        for name in over[: max(0, len(self._runs) - KEPT_RUNS)]:
            del self._runs[name]

    async def _advance(self, session: Session, run: Run) -> None:
        standing = Standing(state="paused", problem="the run was broken off: continue it")
        try:
            standing = standing.model_copy(
                update={"spent": await session.spent()}
            )  # should a bug break it off
            while True:
                run.more = False
                standing = await session.advance(run.hear)
                if not run.more:
                    break
        except InterviewError as error:
            standing = Standing(state="paused", problem=str(error), spent=await session.spent())
        finally:
            if standing.state == "finished":
                self._contexts.pop(session.id, None)
            run.come_to(standing)
