"""The lasting secret of a data home: what model minds make their fences from.

A fence around a candidate's words must not be guessed by them, and must be the same after a
restart, or every prompt the provider keeps would have to be read again.
"""

import os
import tempfile
from pathlib import Path

from interview_panel.errors import StoreError

NAME, LENGTH = "secret", 32
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def lasting_secret(folder: Path) -> bytes:
    """The secret of a data home, made on first use; whoever comes second gets the first one's.

    Raises:
        StoreError: when the file cannot be made or read, or is not ours.
    """
    path = folder / NAME
    try:
        if not path.exists():
            _make(path)
        path.chmod(PRIVATE_FILE)
        secret = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be used ({error.strerror}): set INTERVIEW_PANEL_HOME to a folder of yours"
        ) from error
    if len(secret) != LENGTH:
        raise StoreError(
            f"{path}: holds {len(secret)} bytes and not {LENGTH}: move it away, a new one is made"
        )
    return secret


def _make(path: Path) -> None:
    """Write it whole under another name, then give it its name, unless somebody else was faster."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    number, draft = tempfile.mkstemp(prefix=f".{NAME}-", dir=path.parent)  # readable by its owner only
    try:
        with os.fdopen(number, "wb") as file:
            file.write(os.urandom(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink()
