"""The readers' file: the same readers give the same bytes."""

import gzip
import json
from pathlib import Path

from interview_agents.signals.readers import Signals

LARGEST = 4_000_000
"""Bytes; it rides in every wheel and is read at the first ruling."""


def packed(signals: Signals) -> bytes:
    """The file's bytes; no time and no order of insertion shows in them."""
    data = signals.model_dump(mode="json", exclude={"sha256"})
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def is_shipped(signals: Signals, path: Path) -> bool:
    """Whether a file holds exactly these readers, bit for bit."""
    return path.is_file() and path.read_bytes() == packed(signals)
