"""The default checkpoint reader rebuilds any object, so a poisoned row would run code.

Strict reading is decided by the environment when LangGraph is first imported. The package's first
lines ask for it, so nothing else is imported here; `safety` refuses when somebody was there first.
"""

import os

SWITCH = "LANGGRAPH_STRICT_MSGPACK"


def read_strictly() -> None:
    """Ask for strict reading; it counts when LangGraph has not been imported yet."""
    os.environ[SWITCH] = "true"
