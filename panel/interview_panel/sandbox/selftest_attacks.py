"""What the self-test runs inside a jail: each attack says ``held``, or what it could do."""

import os
import sys

HELD = "held"
ALLOWED_VARIABLES = {
    "LC_ALL",
    "MALLOC_ARENA_MAX",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "PWD",
    "LC_CTYPE",
}


def attack(name: str, secret: str) -> str:
    """Try one way out.

    Args:
        name: which.
        secret: a file of the machine's that everybody there may read and write.
    """
    attacks = {
        "network": network,
        "files": files,
        "processes": processes,
        "variables": variables,
        "writing": writing,
        "memory": memory,
        "clock": clock,
    }
    return attacks[name](secret)


def network(_secret: str) -> str:
    """Make a socket."""
    try:
        import socket  # it may be missing

        socket.socket()
    except (ImportError, OSError, AttributeError):
        return HELD
    return "made a socket"


def files(secret: str) -> str:
    """Read what everybody on the machine can read."""
    for path in (secret, "/etc/passwd", "/proc/self/environ", "/proc/1/environ"):
        try:
            with open(path, "rb") as file:
                file.read(1)
        except OSError:
            continue
        return f"read {path}"
    return HELD


def processes(_secret: str) -> str:
    """Start a process, or signal one."""
    try:
        child = os.fork()
    except (OSError, AttributeError):
        return signals()
    if child == 0:
        os._exit(0)
    return "started a process"


def signals() -> str:
    """Signal the parent; 0 only asks whether one could."""
    try:
        os.kill(os.getppid(), 0)
    except (OSError, AttributeError):
        return HELD
    return "could signal its parent"


def variables(_secret: str) -> str:
    """Look for keys in the environment."""
    more = set(os.environ) - ALLOWED_VARIABLES
    return f"saw {sorted(more)}" if more else HELD


def writing(secret: str) -> str:
    """Open a file to write."""
    for path in (secret, "/tmp/left", "/dev/shm/left", "/var/tmp/left", "left"):  # noqa: S108  # the usual places
        try:
            with open(path, "ab"):
                pass
        except OSError:
            continue
        if path != secret:
            os.unlink(path)
        return f"opened {path} to write"
    return HELD


def memory(_secret: str) -> str:
    """Take more than there is."""
    taken = bytes(min(1 << 33, sys.maxsize - 64))  # the second is what fits 32 bits
    return f"took {len(taken)} bytes"


def clock(_secret: str) -> str:
    """Never come back."""
    while True:
        pass
