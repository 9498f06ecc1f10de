"""Log records that know which onsite they are of, as text or as one JSON object a line."""

import json
import logging
from datetime import UTC, datetime
from typing import Literal

from interview_agents.tracing import WORK

FIELDS = (
    *("session", "round", "work", "call", "model", "state"),
    *("requests", "tokens_in", "tokens_cached", "tokens_out", "seconds", "dollars"),
)
"""What a record of ours may carry beside its message."""


class OfTheWork(logging.Filter):
    """Gives every record session, round and work of what is done just now; put it on a handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add what the record does not say itself; every record passes."""
        for field, value in WORK.get().items():
            record.__dict__.setdefault(field, value)
        return True


class JsonLines(logging.Formatter):
    """One JSON object a record: time, level, logger, message and those of `FIELDS` that are known."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({field: getattr(record, field) for field in FIELDS if hasattr(record, field)})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to_stderr(level: str, form: Literal["text", "json"] = "text") -> None:
    """Log as the command line does: every logger of the process, to stderr.

    Args:
        level: DEBUG, INFO, WARNING or ERROR. What a candidate says is logged at DEBUG only.
        form: lines to read, or lines to parse.
    """
    handler = logging.StreamHandler()
    handler.addFilter(OfTheWork())
    handler.setFormatter(
        JsonLines() if form == "json" else logging.Formatter("%(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=level, handlers=[handler])
