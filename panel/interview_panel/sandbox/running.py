"""A candidate's code, run against a task's tests."""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_panel.sandbox.jail import KILO, Heard, Jail
from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.tampering import find_tampering
from interview_panel.sandbox.tier import Tier, TierName
from interview_panel.sandbox.verdicts import Case, not_run, problem_of, verdict_of
from interview_personas import CodingTask

NO_NUMPY = "No module named 'numpy'"
TURN_S = 0.01
_cores = threading.BoundedSemaphore(os.cpu_count() or 1)
"""Runs at the same time, whatever event loops they are on; more would only slow each other down."""


class Sandbox:
    """A place where a candidate's code can be run; ``find_sandbox`` gives one that has been tried."""

    def __init__(self, tier: Tier, limits: Limits) -> None:
        self.tier = tier
        self.limits = limits

    @property
    def name(self) -> TierName:
        """Which tier it is."""
        return self.tier.name

    async def run(self, task: CodingTask, question_id: str, code: str, *, submitted: bool) -> CodeRun:
        """Run the visible tests, and the hidden ones too when the code is submitted.

        Raises:
            SandboxError: the sandbox itself failed; nothing is known about the code.
        """
        code = code.encode("utf-8", "replace").decode()  # half characters can be neither run nor stored
        tests = [(test, False) for test in task.visible] + [(test, True) for test in task.hidden if submitted]
        cases = [Case(test=test, hidden=hidden, tolerance=task.tolerance) for test, hidden in tests]
        async with _a_core():
            began = time.monotonic()
            sitting = Sitting(self.tier, self.limits, task, code)
            verdicts = await sitting.take(cases)
        return CodeRun(
            question_id=question_id,
            code=code,
            submitted=submitted,
            verdicts=tuple(verdicts),
            problem=sitting.problem,
            problem_line=sitting.problem_line,
            seconds=round(time.monotonic() - began, 6),
            memory_mb=round(sitting.memory_mb, 1),
            tier=self.name,
            tampering=tuple(sorted(sitting.tampering)),
        )

    def run_blocking(self, task: CodingTask, question_id: str, code: str, *, submitted: bool) -> CodeRun:
        """``run`` for scripts; not to be called on an event loop."""
        return asyncio.run(self.run(task, question_id, code, submitted=submitted))


class Sitting:
    """One run: a jailed process, a new one after each that ended, and what was seen of them."""

    def __init__(self, tier: Tier, limits: Limits, task: CodingTask, code: str) -> None:
        self._tier = tier
        self._limits = limits
        self._task = task
        self._code = code
        self._lines = code.count("\n") + 1
        self._jail: Jail | None = None
        self._why_not = ""
        self.problem = ""
        self.problem_line: int | None = None
        self.memory_mb = 0.0
        self.tampering: set[str] = set()

    async def take(self, cases: list[Case]) -> list[CaseVerdict]:
        """A verdict for every test, in order: the visible ones come before any hidden input is sent."""
        if len(self._code) > self._limits.code_kb * KILO:
            self.problem = f"The code is longer than {self._limits.code_kb} kB."
            return [not_run(case) for case in cases]
        self.tampering |= await asyncio.to_thread(find_tampering, self._code)
        try:
            verdicts = await self._in_turn(cases)
        finally:
            await self._leave()
        if any(verdict.outcome != "not_run" for verdict in verdicts):
            self.problem_line = None
            return verdicts
        self.problem = self._why_not
        return [not_run(case) for case in cases]

    async def _in_turn(self, cases: list[Case]) -> list[CaseVerdict]:
        over = time.monotonic() + self._limits.run_s
        verdicts: list[CaseVerdict] = []
        for case in cases:
            if self._jail is None and not self._why_not:
                await self._enter()
            if not self._why_not and time.monotonic() > over:
                self._why_not = f"The run's {self._limits.run_s:g} s were used up before."
            verdicts.append(await self._take_one(case))
        return verdicts

    async def _take_one(self, case: Case) -> CaseVerdict:
        if self._jail is None or self._why_not:
            return not_run(case, self._why_not)
        heard = await self._jail.call(case.test.args)
        self._note(heard)
        if heard.reply is None:
            await self._leave()
        return verdict_of(case, heard, self._limits, self._lines)

    async def _enter(self) -> None:
        task = self._task
        self._jail = await Jail.start(self._tier, self._limits, numpy=task.numpy)
        heard = await self._jail.load(self._code, task.entry)
        self._note(heard)
        self._why_not, self.problem_line = problem_of(heard, self._limits, self._lines)
        if task.numpy and self._tier.numpy is None and self._why_not.endswith(NO_NUMPY):
            self._why_not = f"This task may use numpy, but {self._tier.no_numpy}"
        if self._why_not:
            await self._leave()

    async def _leave(self) -> None:
        jail, self._jail = self._jail, None
        if jail is not None:
            self.memory_mb = max(self.memory_mb, await jail.end())

    def _note(self, heard: Heard) -> None:
        """Keep the tricks that show from outside."""
        if heard.failure == "forged":
            self.tampering.add("forged_reply")
        left = heard.failure == "ended" and heard.status == 0
        if left or (heard.reply is not None and heard.reply.kind == "raised" and heard.reply.clean_exit):
            self.tampering.add("early_exit")


@asynccontextmanager
async def _a_core() -> AsyncIterator[None]:
    """Wait for a turn; asyncio's semaphores belong to one event loop, and there may be several."""
    while not _cores.acquire(blocking=False):  # noqa: ASYNC110  # an asyncio.Event has one loop, too
        await asyncio.sleep(TURN_S)
    try:
        yield
    finally:
        _cores.release()
