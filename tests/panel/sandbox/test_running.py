"""Many runs at once, runs that are called off, and a program that dies in the middle of one."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.panel.sandbox.conftest import LIMITS
from tests.panel.sandbox.tasks import ADD, SUM, run

from interview_panel.sandbox import Sandbox
from interview_panel.sandbox.processes import descendants

LOOP = "def solve(a, b):\n    while True:\n        pass\n"
PATIENCE_S = 20
HOLDER = """
import asyncio, os, sys, time
from interview_panel.sandbox.finding import FINDERS
from interview_panel.sandbox.jail import Jail
from interview_panel.sandbox.limits import default_limits
from interview_panel.sandbox.processes import descendants

async def main():
    jail = await Jail.start(FINDERS[sys.argv[1]](), default_limits(), numpy=False)
    await jail.load("import time\\ndef f():\\n    time.sleep(600)\\n", "f")
    asyncio.get_running_loop().create_task(jail.call("[]"))
    await asyncio.sleep(0.1)
    print(*descendants(os.getpid()), flush=True)
    time.sleep(600)

asyncio.run(main())
"""


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes true in reasonable time."""
    until = time.monotonic() + PATIENCE_S
    while not (held := holds()) and time.monotonic() < until:
        time.sleep(0.02)
    return held


def alive(pids: Iterable[int]) -> list[int]:
    """Processes that are there and not only remembered."""
    return [pid for pid in pids if (state := _state(pid)) and state != "Z"]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


async def test_many_runs_at_once_all_get_their_own_verdicts(sandbox: Sandbox) -> None:
    codes = [ADD, "def solve(a, b):\n    return a - b\n"] * 4
    runs = await asyncio.gather(*(run(sandbox, code, submitted=True) for code in codes))
    assert [done.passed for done in runs] == [5, 1] * 4


async def test_runs_on_several_event_loops_do_not_get_into_each_others_way(sandbox: Sandbox) -> None:
    def one() -> int:
        return sandbox.run_blocking(SUM, "Q00", ADD, submitted=True).passed

    assert await asyncio.gather(*(asyncio.to_thread(one) for _ in range(4))) == [5] * 4


async def test_a_run_that_is_called_off_leaves_no_process(sandbox: Sandbox) -> None:
    before = set(descendants(os.getpid()))
    running = asyncio.create_task(run(sandbox, LOOP))
    while not set(descendants(os.getpid())) - before:  # noqa: ASYNC110  # nobody tells us of it
        await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    async with asyncio.timeout(10):  # the kernel takes a jail down after its first process
        while set(descendants(os.getpid())) - before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert (await run(sandbox, ADD)).passed == 2


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_after_a_run_no_process_and_no_open_file_is_left(sandbox: Sandbox) -> None:
    before = set(descendants(os.getpid())), open_files()
    for code in (ADD, LOOP, "import os\nos._exit(0)\n", "def solve(a, b):\n    import os\n    os._exit(0)\n"):
        await run(sandbox, code, submitted=True)
    assert set(descendants(os.getpid())) <= before[0]
    assert open_files() == before[1]


def test_a_jail_ends_with_the_program_that_asked_for_it(sandbox: Sandbox) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, sandbox.name],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    inside = [int(pid) for pid in holder.stdout.readline().split()]
    assert alive(inside) == inside
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert eventually(lambda: not alive(inside)), alive(inside)


async def test_every_process_inside_is_limited_before_the_code_is_there(sandbox: Sandbox) -> None:
    if sandbox.name == "wasi":
        pytest.skip("wasmtime limits memory inside, and there are no processes")
    code = """
import resource

def solve(a, b):
    names = ("AS", "CPU", "FSIZE", "NOFILE", "CORE", "STACK")
    return [list(resource.getrlimit(getattr(resource, "RLIMIT_" + name))) for name in names]
"""
    verdict = (await run(sandbox, code)).verdicts[0]
    megabyte = 1 << 20
    assert verdict.got == str(
        [
            [LIMITS.memory_mb * megabyte] * 2,
            [LIMITS.cpu_s, LIMITS.cpu_s + 1],
            [0, 0],
            [LIMITS.open_files] * 2,
            [0, 0],
            [LIMITS.stack_mb * megabyte] * 2,
        ]
    )
