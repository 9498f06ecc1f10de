"""A jailed process as the kernel sees it from outside: who is in it, how large it was, its end."""

import asyncio
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
PATIENCE_S = 2.0
LOOK_S = 0.01


def descendants(pid: int) -> Iterator[int]:
    """All processes below one, the nearest first; none where the kernel does not tell."""
    for thread in _threads(pid):
        for child in map(int, _text(thread / "children").split()):
            yield child
            yield from descendants(child)


def peak_mb(pid: int) -> float:
    """The most memory that any process of this tree held so far; 0.0 where the kernel does not tell.

    The processes must still be there. Their own word is not asked: it is the candidate's.
    """
    return max(map(_high_water_kb, (pid, *descendants(pid))), default=0) / 1024


def kill_below(pid: int) -> bool:
    """Kill all processes below one, which then clears up and ends by itself; whether there were any."""
    below = list(descendants(pid))
    for process in below:
        with suppress(ProcessLookupError):  # it has just ended
            os.kill(process, signal.SIGKILL)
    return bool(below)


async def collect(pids: Iterable[int]) -> None:
    """Take the remains of ended processes that have become our children.

    Whoever is process 1, as a program in a container often is, inherits processes whose parents
    have ended, and they would stay as zombies.
    """
    for pid in pids:
        with suppress(ChildProcessError, TimeoutError):  # it is not ours, as a rule
            async with asyncio.timeout(PATIENCE_S):
                while not _collected(pid):  # noqa: ASYNC110  # nobody tells us of a grandchild
                    await asyncio.sleep(LOOK_S)


def _collected(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG)[0] == pid


def _high_water_kb(pid: int) -> int:
    found = (line for line in _text(PROC / str(pid) / "status").splitlines() if line.startswith("VmHWM:"))
    return int(next(found, "VmHWM: 0 kB").split()[1])


def _threads(pid: int) -> list[Path]:
    try:
        return list((PROC / str(pid) / "task").iterdir())
    except OSError:  # it has ended since; a glob would raise here on Python 3.11
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:  # it has ended since
        return ""
