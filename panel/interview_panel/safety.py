"""The default checkpoint reader rebuilds any object, so a poisoned row would run code.

Strict reading is decided by the environment when LangGraph is first imported. This module
asks for it before that import, and start-up refuses when somebody was there first.
"""

import logging
import os
from dataclasses import dataclass

from interview_panel.errors import UnsafeReaderError

SWITCH = "LANGGRAPH_STRICT_MSGPACK"


@dataclass
class Canary:
    """A harmless object that a strict reader will not rebuild."""

    alive: bool = True


def read_strictly() -> None:
    """Ask for strict reading; it counts when LangGraph has not been imported yet."""
    os.environ[SWITCH] = "true"


def refuse_permissive_reader() -> None:
    """Try the reader that is in force on a harmless object.

    Raises:
        UnsafeReaderError: when it rebuilt it, as it would rebuild anything.
    """
    from langgraph.checkpoint.serde import jsonplus  # noqa: PLC0415 - after the switch is set

    reader = jsonplus.JsonPlusSerializer()
    log = logging.getLogger(jsonplus.__name__)
    log.disabled = True
    try:
        revived = reader.loads_typed(reader.dumps_typed(Canary()))
    finally:
        log.disabled = False
    if isinstance(revived, Canary):
        raise UnsafeReaderError(
            "LangGraph was imported before interview_panel and reads checkpoints permissively: "
            f"set {SWITCH}=true in the environment, or import interview_panel first"
        )
