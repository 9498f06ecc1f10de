"""What a run may do to the process that asks for it: nothing."""

import asyncio
import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path

MEMORY_KB = 100_000
"""This process may grow by so much in a run: results are small, and output is cut as it comes."""
GAP_S = 3.0
"""Other tasks never stand still for so long, whatever the run does; a machine that is busy counts in."""
PATIENCE_S = 5.0
"""So long after the run its processes have to be gone."""
PR_SET_CHILD_SUBREAPER = 36
PROC = Path("/proc")


def adopt_orphans() -> None:
    """Have every process whose parent ends become a child of this one, so that none gets lost."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class Process:
    """This process: its children, open files, memory, and whether its other tasks go on."""

    def __init__(self) -> None:
        self._children, self._files = set(_descendants(os.getpid())), _open_files()
        (PROC / "self" / "clear_refs").write_text("5")  # the high-water mark starts again from here
        self._memory_kb = _high_water_kb()
        self._gap_s = 0.0
        self._ticking = asyncio.get_running_loop().create_task(self._tick())

    async def _tick(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.05)
            self._gap_s = max(self._gap_s, time.monotonic() - before)

    async def traces(self) -> list[str]:
        """What is another way than before the run."""
        await asyncio.sleep(0.06)
        self._ticking.cancel()
        left = [_named(pid) for pid in await self._left()]
        found = [f"{len(left)} processes are still there: {left[:5]}"] if left else []
        if (more := _open_files() - self._files) > 0:
            found.append(f"{more} more files are open")
        if (grown := _high_water_kb() - self._memory_kb) > MEMORY_KB:
            found.append(f"this process grew by {grown} kB")
        if self._gap_s > GAP_S:
            found.append(f"other tasks stood still for {self._gap_s:.1f} s")
        return found

    async def _left(self) -> set[int]:
        until = time.monotonic() + PATIENCE_S
        # nobody tells us of a process that is not ours
        while time.monotonic() < until and set(_descendants(os.getpid())) - self._children:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return set(_descendants(os.getpid())) - self._children


def _descendants(pid: int) -> Iterator[int]:
    for thread in _threads(pid):
        for child in _read(thread / "children").split():
            yield int(child)
            yield from _descendants(int(child))


def _threads(pid: int) -> list[Path]:
    try:
        return list((PROC / str(pid) / "task").iterdir())
    except OSError:  # it has ended since
        return []


def _named(pid: int) -> str:
    return f"{pid} {_read(PROC / str(pid) / 'comm').strip()!r}"


def _open_files() -> int:
    return len(list((PROC / "self" / "fd").iterdir()))


def _high_water_kb() -> int:
    lines = (PROC / "self" / "status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # it has ended since
        return ""
