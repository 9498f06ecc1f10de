"""Tasks made for a test."""

import json

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_panel.sandbox import Sandbox
from interview_personas import CodingTask, CodingTest

Pairs = list[tuple[list[object], object]]

ADD = "def solve(a, b):\n    return a + b\n"
SUMS: Pairs = [([1, 2], 3), ([0, 0], 0)]
HIDDEN_SUMS: Pairs = [([5, 5], 10), ([-1, 1], 0), ([10**20, 1], 10**20 + 1)]


def task_of(
    visible: Pairs, hidden: Pairs | None = None, *, tolerance: float = 0.0, numpy: bool = False
) -> CodingTask:
    """A task that asks for ``solve``; its hidden tests are the sums when none are given."""
    return CodingTask(
        statement="Solve it.",
        entry="solve",
        starter="",
        reference=ADD,
        time="",
        space="",
        tolerance=tolerance,
        numpy=numpy,
        visible=_tests("v", visible),
        hidden=_tests("h", HIDDEN_SUMS if hidden is None else hidden),
    )


def _tests(start: str, pairs: Pairs) -> tuple[CodingTest, ...]:
    return tuple(
        CodingTest(name=f"{start}{at}", args=json.dumps(args), expect=json.dumps(expect))
        for at, (args, expect) in enumerate(pairs)
    )


SUM = task_of(SUMS)


async def run(sandbox: Sandbox, code: str, task: CodingTask = SUM, *, submitted: bool = False) -> CodeRun:
    """Run code against a task, the visible tests only unless it is submitted."""
    return await sandbox.run(task, "Q00", code, submitted=submitted)


async def first(sandbox: Sandbox, code: str, task: CodingTask = SUM) -> CaseVerdict:
    """The verdict of a task's first visible test."""
    return (await run(sandbox, code, task)).verdicts[0]


async def returning(sandbox: Sandbox, answer: str, expect: object, *, tolerance: float = 0.0) -> CaseVerdict:
    """The verdict on an answer, given as Python text, where another value is expected."""
    task = task_of([([], expect), ([], expect)], tolerance=tolerance)
    return await first(sandbox, f"def solve():\n    return {answer}\n", task)
