"""What a sandboxed run costs over a bare Python: ``python -m benchmarks.sandbox``.

A trivial solution, one test: from asking to the verdict, in each tier that holds here, against
``python -c`` doing the same sum. All arms once a turn in rotated order, after a warm-up turn, so that
whatever else the machine does falls on all of them alike. The figure is the median of the paired
ratios within one run; the times are there to see what it is a ratio of.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable

from interview_panel.sandbox import TIERS, Sandbox, find_sandbox
from interview_personas import CodingTask, CodingTest

ADD = "def add(a, b):\n    return a + b\n"
BARE = f"{ADD}print(add(1, 2))"
TEST = CodingTest(name="sum", args="[1, 2]", expect="3")
Arm = Callable[[], Awaitable[None]]


def task() -> CodingTask:
    """A task as small as a task can be."""
    return CodingTask(
        statement="Add.",
        entry="add",
        starter="",
        reference=ADD,
        time="O(1)",
        space="O(1)",
        visible=(TEST, TEST),
        hidden=(TEST, TEST, TEST),
    )


async def bare() -> None:
    """The sum by a Python of its own, started like the jailed one."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-S", "-B", "-c", BARE, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    if said != b"3\n":
        raise RuntimeError(f"bare Python said {said!r}")


def sandboxed(sandbox: Sandbox) -> Arm:
    """The sum by a sandbox."""
    asked = task()

    async def arm() -> None:
        run = await sandbox.run(asked, "Q00", ADD, submitted=False)
        if run.passed < run.total:
            raise RuntimeError(f"{sandbox.name} said {run}")

    return arm


async def measured(arms: dict[str, Arm], turns: int) -> dict[str, list[float]]:
    """Seconds of every arm, turn by turn; the first turn warms up and is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in arms}
    names = list(arms)
    for turn in range(turns + 1):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            began = time.perf_counter()
            await arms[name]()
            if turn:
                seconds[name].append(time.perf_counter() - began)
    return seconds


def line(tier: str, ours: list[float], base: list[float]) -> str:
    """One row of a Markdown table."""
    ratio = statistics.median(a / b for a, b in zip(ours, base, strict=True))
    ms, base_ms = (1000 * statistics.median(times) for times in (ours, base))
    return f"| {tier} | {ratio:.1f} x | {ms:.0f} ms | {base_ms:.0f} ms | {len(ours)} |"


async def main() -> None:
    """Measure every tier that holds here."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=50)
    turns: int = parser.parse_args().turns
    found = [sandbox for tier in TIERS if (sandbox := await find_sandbox([tier]))]
    seconds = await measured({"bare": bare, **{s.name: sandboxed(s) for s in found}}, turns)
    print(
        "| sandbox | median ratio | run, median | bare `python -c`, median | turns |\n|---|---|---|---|---|"
    )
    for sandbox in found:
        print(line(sandbox.name, seconds[sandbox.name], seconds["bare"]))


if __name__ == "__main__":
    asyncio.run(main())
