"""The tiers: ways to wall off a candidate's code, strongest first."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, Protocol

from interview_panel.sandbox.errors import SandboxError
from interview_panel.sandbox.limits import Limits
from interview_personas import Record

TierName = Literal["bubblewrap", "landlock", "wasi"]
TIERS: tuple[TierName, ...] = ("bubblewrap", "landlock", "wasi")

ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",  # with a limit on address space, every thread's arena counts
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""All that a jailed process finds in its environment."""
NUMPY_MISSING = "it is not installed for this Python: `pip install numpy`"
PYTHON_FLAGS = ("-I", "-S", "-B", "-X", "utf8")
"""No user's or site's packages, no variables heeded, no byte code written."""


class TierReport(Record):
    """Whether a tier can be used on this machine."""

    tier: TierName
    usable: bool
    why: str
    """What holds, or what is missing and what to do about it; one line."""


class UnusableError(SandboxError):
    """A tier cannot be used on this machine; the message says what to do."""


@dataclass(frozen=True)
class Launch:
    """How one jailed process is started and what its runner does first."""

    command: tuple[str, ...]
    descriptors: tuple[int, ...] = ()
    """Open descriptors that the command is told to read."""
    uid: int = 0
    """User and group the runner changes to; 0: none, it is nobody already."""
    rlimits: dict[str, tuple[int, int]] = field(default_factory=dict)


class Tier(Protocol):
    """One way to wall off a process."""

    @property
    def name(self) -> TierName:
        """Which one."""
        ...

    @property
    def numpy(self) -> Path | None:
        """Folder of a numpy that its Python can import; None: it has none."""

    @property
    def no_numpy(self) -> str:
        """Why it has none, and what to do."""
        ...

    def launch(self, limits: Limits, *, numpy: bool) -> AbstractContextManager[Launch]:
        """How to start one process; what it needs is there until the context is left."""
        ...


def jailed_python(executable: Path) -> tuple[str, ...]:
    """The command that becomes the jailed Python, with our runner as its program."""
    return (str(executable), *PYTHON_FLAGS, "-c", program_text("runner.py"))


@cache
def program_text(program: str) -> str:
    """One of the programs of this package that run in a process of their own."""
    return files("interview_panel.sandbox").joinpath(program).read_text("utf-8")


def rlimits(limits: Limits, *, processes: bool) -> dict[str, tuple[int, int]]:
    """The limits as the kernel takes them, soft and hard.

    Args:
        limits: what a run may use.
        processes: whether threads can be counted; a plain user's other programs would count too.
    """
    megabyte = 1 << 20
    values = {
        "RLIMIT_AS": limits.memory_mb * megabyte,
        "RLIMIT_STACK": limits.stack_mb * megabyte,
        "RLIMIT_FSIZE": limits.file_mb * megabyte,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_CORE": 0,
        **({"RLIMIT_NPROC": limits.processes} if processes else {}),
    }
    # at the soft limit the kernel asks, a second later it kills
    return {"RLIMIT_CPU": (limits.cpu_s, limits.cpu_s + 1), **{key: (n, n) for key, n in values.items()}}
