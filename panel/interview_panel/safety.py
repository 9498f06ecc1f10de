"""Start-up refuses when checkpoints would be read by what rebuilds any object."""

import logging
from dataclasses import dataclass

from interview_panel.errors import UnsafeReaderError
from interview_panel.strictly import SWITCH


@dataclass
class Canary:
    """A harmless object that a strict reader will not rebuild."""

    alive: bool = True


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
