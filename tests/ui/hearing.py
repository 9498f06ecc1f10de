"""A transcription server on this machine: it keeps what it was sent and says what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.ui.loopback import QuietDesk, loopback

SAID = "Um, I'd look at the labels first."


@dataclass
class Ears:
    """What the server was sent, and what it says next."""

    address: str = ""
    said: str = SAID
    faults: list[int] = field(default_factory=list)
    """Statuses of the next answers; after them it works again."""
    forms: list[bytes] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    """While it is not set, nothing is answered."""

    def __post_init__(self) -> None:
        self.go.set()


class Desk(QuietDesk):
    """One connection."""

    ears: Ears

    def do_POST(self) -> None:
        self.ears.forms.append(self.rfile.read(int(self.headers["content-length"])))
        self.ears.go.wait(30)
        status = self.ears.faults.pop(0) if self.ears.faults else 200
        told = {"error": {"message": "no", "type": "error"}} if status >= 400 else {"text": self.ears.said}
        text = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def listening() -> Iterator[Ears]:
    """A server that answers until the end of the block."""
    ears = Ears()
    desk = type("Desk", (Desk,), {"ears": ears})
    with loopback(desk) as address:
        ears.address = f"{address}/v1"
        yield ears
        ears.go.set()
