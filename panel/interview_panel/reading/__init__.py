"""Reads what a candidate hands in before the onsite: a PDF, a Word document or text, as text."""

from interview_panel.reading.errors import (
    DamagedError,
    LockedError,
    NoTextError,
    OverLimitError,
    ReadingError,
    UnknownFormatError,
    UnlimitedError,
)
from interview_panel.reading.limits import ReadingLimits
from interview_panel.reading.paper import MOST_MB, Paper, read_bytes, read_file, read_words
from interview_panel.reading.parsing import missing_readers

__all__ = [
    "MOST_MB",
    "DamagedError",
    "LockedError",
    "NoTextError",
    "OverLimitError",
    "Paper",
    "ReadingError",
    "ReadingLimits",
    "UnknownFormatError",
    "UnlimitedError",
    "missing_readers",
    "read_bytes",
    "read_file",
    "read_words",
]
