"""The second tier: Landlock and the seccomp filter, with nothing but the standard library.

For machines that refuse namespaces, as containers do. A launcher of ours in a process of its own
walls itself in and then becomes the jailed Python; this process is never touched.
"""

import ctypes
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from interview_panel.sandbox.filter import filter_program
from interview_panel.sandbox.identity import is_root, spare_uid
from interview_panel.sandbox.interpreter import (
    find_numpy,
    interpreter_open_to_all,
    open_to_all,
    own_interpreter,
    with_its_libraries,
)
from interview_panel.sandbox.landlock_launcher import CREATE_RULESET
from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.tier import (
    ENVIRONMENT,
    NUMPY_MISSING,
    PYTHON_FLAGS,
    Launch,
    TierName,
    UnusableError,
    jailed_python,
    program_text,
    rlimits,
)

DEVICES = (Path("/dev/null"), Path("/dev/urandom"))
ASK_VERSION = 1


@dataclass(frozen=True)
class Landlock:
    """Starts Python under Landlock."""

    opened: tuple[str, ...]
    """What it may read, as the launcher takes it."""
    python: tuple[str, ...]
    numpy: Path | None
    no_numpy: str = NUMPY_MISSING
    name: TierName = "landlock"

    @contextmanager
    def launch(self, limits: Limits, *, numpy: bool) -> Iterator[Launch]:
        """How to start one process."""
        uid = spare_uid() if is_root() else 0
        packages = with_its_libraries(self.numpy) if numpy and self.numpy else ()
        setup = {
            "uid": uid,
            "parent": os.getpid(),
            "filter": filter_program().hex(),
            "environment": ENVIRONMENT,
        }
        opened = (*self.opened, *(f"+{path}" for path in packages))
        launcher = (sys.executable, *PYTHON_FLAGS, "-c", program_text("landlock_launcher.py"))
        yield Launch(
            command=(*launcher, json.dumps(setup), *opened, "--", *self.python),
            rlimits=rlimits(limits, processes=bool(uid)),
        )


def find_landlock() -> Landlock:
    """The tier as this machine has it, not yet tried.

    Raises:
        UnusableError: the kernel has no Landlock, or nothing fits it here.
    """
    filter_program()
    if _version() < 1:
        raise UnusableError("this kernel has no Landlock, or has it switched off: Linux 5.13 or newer has it")
    python = interpreter_open_to_all() if is_root() else own_interpreter()
    files = [word for path in python.visible for word in _opened(path, python.hidden)]
    opened = (*files, *(f"+{path}" for path in (*DEVICES, python.executable)))
    numpy = find_numpy(python)
    jailed = jailed_python(python.executable)
    if numpy and is_root() and not open_to_all(numpy):
        return Landlock(opened, jailed, None, f"{numpy} lies where only some users may look")
    return Landlock(opened, jailed, numpy)


def _version() -> int:
    """The version of Landlock that the kernel speaks; less than one: none."""
    if not sys.platform.startswith("linux"):
        return 0
    return int(ctypes.CDLL(None, use_errno=True).syscall(CREATE_RULESET, None, 0, ASK_VERSION))


def _opened(path: Path, hidden: tuple[Path, ...]) -> list[str]:
    """What to open so that all of a path can be read but what is hidden in it.

    Landlock only ever opens. A folder with something to hide is opened for listing (``=``), and
    everything else in it for reading (``+``).
    """
    real = Path(os.path.realpath(path))
    if real in hidden:
        return []
    if not any(real in folder.parents for folder in hidden):
        return [f"+{real}"]
    return [f"={real}", *(word for inside in sorted(real.iterdir()) for word in _opened(inside, hidden))]
