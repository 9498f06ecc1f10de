"""What is said between this process and the jailed one: lines of JSON.

Whatever comes back is the candidate's word. A line that has not the run's nonce, the number of the
open request and one of these forms was not sent by our runner.
"""

import json
import secrets
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationError

from interview_personas import Record

Kind = Literal["up", "ready", "problem", "printed", "answer", "unplain", "raised"]
STANDING: frozenset[Kind] = frozenset(["up"])
LOADED: frozenset[Kind] = frozenset(["ready", "problem"])
CALLED: frozenset[Kind] = frozenset(["answer", "unplain", "raised"])
"""What may come back at each stage, after what is printed."""


class ForgedError(Exception):
    """A line on the channel is not our runner's."""


class Reply(Record):
    """One line from the jail; which fields count depends on its kind."""

    model_config = ConfigDict(strict=True)

    nonce: str
    n: int
    kind: Kind
    answer: str = ""
    """JSON text of what the function returned."""
    text: str = ""
    type: Annotated[str, Field(pattern=r"^\w*$", max_length=100)] = ""
    """Name of the exception's type."""
    line: int | None = None
    clean_exit: bool = False
    """Whether the exception was an exit that reports success."""


class Conversation:
    """The trusted end: writes numbered requests, and takes only the replies that belong to them."""

    def __init__(self) -> None:
        self._nonce = secrets.token_hex(16)
        self._n = 0

    def set_up(self, setup: dict[str, object]) -> bytes:
        """The first request, which tells the runner the nonce."""
        return _line({**setup, "nonce": self._nonce})

    def request(self, **what: str) -> bytes:
        """The next request: ``code`` and ``entry`` to load, or ``args`` of a call as JSON text."""
        self._n += 1
        return _line({"n": self._n, **what})

    def reply(self, line: bytes) -> Reply:
        """A line that came back.

        Raises:
            ForgedError: it does not belong to the open request, or is no reply at all. What a thread
                prints may come late.
        """
        try:
            reply = Reply.model_validate_json(line)
        except ValidationError:
            raise ForgedError("no reply of the runner's") from None
        in_place = reply.n == self._n or (reply.kind == "printed" and 0 <= reply.n < self._n)
        if reply.nonce != self._nonce or not in_place:
            raise ForgedError("a reply out of its place")
        return reply


def _line(message: dict[str, object]) -> bytes:
    return json.dumps(message).encode() + b"\n"
