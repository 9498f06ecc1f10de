"""The first tier: namespaces by bubblewrap, then the seccomp filter, then limits.

A plain user gets a user namespace. Root needs none: bubblewrap keeps only the right to change the
user, which the runner uses up before it reads any code. Either way Python's files are mounted where
they are on this machine, so that an interpreter under /root works, too.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from interview_panel.sandbox.filter import filter_program
from interview_panel.sandbox.identity import is_root, spare_uid
from interview_panel.sandbox.interpreter import Interpreter, find_numpy, own_interpreter, with_its_libraries
from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.tier import (
    ENVIRONMENT,
    NUMPY_MISSING,
    Launch,
    TierName,
    UnusableError,
    jailed_python,
    rlimits,
)

ALONE = (
    "--unshare-pid --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup-try "
    "--die-with-parent --new-session --cap-drop ALL"
).split()
AS_NOBODY = "--unshare-user --uid 65534 --gid 65534".split()
TO_SHED_ROOT = "--cap-add CAP_SETUID --cap-add CAP_SETGID".split()
DEVICES = "--dir /dev --dev-bind /dev/null /dev/null --ro-bind /dev/urandom /dev/urandom".split()
SEALED = "--dir /tmp --remount-ro / --chdir /tmp".split()
"""Nothing can be written anywhere."""


@dataclass(frozen=True)
class Bubblewrap:
    """Starts Python under bubblewrap."""

    walls: tuple[str, ...]
    python: tuple[str, ...]
    numpy: Path | None
    no_numpy: str = NUMPY_MISSING
    name: TierName = "bubblewrap"

    @contextmanager
    def launch(self, limits: Limits, *, numpy: bool) -> Iterator[Launch]:
        """How to start one process; the filter waits in a pipe."""
        uid = spare_uid() if is_root() else 0
        packages = with_its_libraries(self.numpy) if numpy and self.numpy else ()
        reading = _pipe_with(filter_program())
        try:
            yield Launch(
                command=(*self.walls, *_bound(packages), *SEALED, "--seccomp", str(reading), *self.python),
                descriptors=(reading,),
                uid=uid,
                rlimits=rlimits(limits, processes=True),
            )
        finally:
            os.close(reading)


def find_bubblewrap() -> Bubblewrap:
    """The tier as this machine has it, not yet tried.

    Raises:
        UnusableError: bubblewrap is not installed, or nothing fits it here.
    """
    program = shutil.which("bwrap")
    if program is None:
        raise UnusableError("bwrap is not installed: on Debian and Ubuntu `apt install bubblewrap`")
    filter_program()  # here, where a processor without one still is a sentence in a report
    python = own_interpreter()
    return Bubblewrap(_walls(program, python), jailed_python(python.executable), find_numpy(python))


def _walls(program: str, python: Interpreter) -> tuple[str, ...]:
    """All of the command that is the same for every run."""
    who = TO_SHED_ROOT if is_root() else [*AS_NOBODY, *_if_known(program, "--disable-userns")]
    hidden = [word for path in python.hidden for word in ("--tmpfs", str(path))]
    seen = _bound((*python.visible, python.executable))
    variables = [word for name, value in ENVIRONMENT.items() for word in ("--setenv", name, value)]
    return (program, *ALONE, *who, *seen, *hidden, *DEVICES, *variables)


def _bound(paths: tuple[Path, ...]) -> list[str]:
    """Each path at its own place, read-only; a link stays a link.

    The folders above are made first, to be passed through but not looked into.
    """
    above = dict.fromkeys(folder for path in paths for folder in reversed(path.parents[:-1]))
    words = [word for folder in above for word in ("--perms", "0111", "--dir", str(folder))]
    for path in paths:
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        else:
            words += ["--ro-bind", str(path), str(path)]
    return words


def _if_known(program: str, option: str) -> list[str]:
    """An option that only newer versions have; what it closes, the filter closes as well."""
    shown = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)  # noqa: S603
    return [option] if option in shown.stdout else []


def _pipe_with(content: bytes) -> int:
    """The reading end of a pipe that holds some bytes; they must fit a pipe."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading
