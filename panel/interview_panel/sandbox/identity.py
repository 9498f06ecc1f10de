"""A user id of its own for each run that root starts."""

import os
import secrets
from pathlib import Path

from interview_panel.sandbox.tier import UnusableError

ID_MAP = Path("/proc/self/uid_map")
FIRST, LAST = 20_000, 1 << 31
"""Above the ids that people and services have."""


def is_root() -> bool:
    """Whether this process may become any user."""
    return os.geteuid() == 0


def spare_uid() -> int:
    """An id that no user and, as good as surely, no other run has.

    Limits on processes are kept per user: runs that share one get into each other's way.

    Raises:
        UnusableError: there are no such ids in this container.
    """
    end = min(LAST, _ids())
    if end <= FIRST:
        raise UnusableError("root has no other user ids in this container: run as an ordinary user")
    return FIRST + secrets.randbelow(end - FIRST)


def _ids() -> int:
    """One past the last id of the widest range that exists here."""
    ranges = [[int(field) for field in line.split()] for line in ID_MAP.read_text("ascii").splitlines()]
    first, _, count = max(ranges, key=lambda found: found[2], default=(0, 0, 0))
    return first + count
