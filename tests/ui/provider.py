"""A scripted provider on this machine: questions as a stream, sheets as JSON, faults when told to.

It notes which calls were made while others were still being answered.
"""

import json
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal, get_args

from tests.ui.loopback import QuietDesk, loopback

MODEL = "scripted"
KEY = "sk-typed-0123456789abcdef"
QUESTION = "Question {number}: what did you measure, and why did you choose that?"
PRICES = """
as_of = 2026-11-20
[models."openai:scripted"]
input = 1.0
cached = 0.1
output = 5.0
"""
USAGE = {
    "prompt_tokens": 1000,
    "completion_tokens": 40,
    "total_tokens": 1040,
    "prompt_tokens_details": {"cached_tokens": 800},
}
SCORECARD = {
    "rulings": [],
    "scores": [],
    "strengths": [],
    "concern": "little was said about data",
    "open_question": "how was it measured?",
    "confidence": "low",
}
COMMITTEE = {"summary": "A short loop.", "disagreements": [], "rewrites": [], "would_change": "More detail."}
HELD_AT = 8
NEW = {"id": "c1", "created": 1, "model": MODEL}
HELD_S = 60
Kind = Literal["question", "scorecard", "committee"]
BESIDE: tuple[set[Kind], ...] = ({"question", "scorecard"},)
"""What one session may ask for at once: the next round opens while the last one's scorecard is written."""


@dataclass(frozen=True)
class Asked:
    """One call, and what else was being answered when it came."""

    kind: Kind
    beside: tuple[Kind, ...]

    @property
    def overlaps(self) -> bool:
        """Whether one session must not have asked for it just then."""
        return bool(self.beside) and (len(self.beside) > 1 or {self.kind, *self.beside} not in BESIDE)


@dataclass
class Provider:
    """What it was asked, and how it answers next."""

    address: str = ""
    question: str = QUESTION
    faults: list[int] = field(default_factory=list)
    """Statuses of the next answers, 0 for a good one; after them it works again."""
    wants_key: bool = False
    keys: list[str] = field(default_factory=list)
    """The Authorization of each request."""
    asked: list[dict[str, object]] = field(default_factory=list)
    pause_s: float = 0.0
    """Between the words of a stream."""
    go: threading.Event = field(default_factory=threading.Event)
    """While it is not set, a stream stops in its middle and a sheet is not begun, of the kinds in `stops`."""
    stops: Collection[Kind] = get_args(Kind)
    calls: list[Asked] = field(default_factory=list)
    _open: list[Kind] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.go.set()

    def begin_anew(self) -> None:
        """Forget what was asked, and answer word by word."""
        self.calls.clear()
        self.asked.clear()
        self.pause_s = 0.05
        self.stops, self.question = get_args(Kind), QUESTION
        self.go.set()

    @property
    def overlapping(self) -> list[Asked]:
        """Calls that were made while another one that excludes them was still being answered."""
        return [call for call in self.calls if call.overlaps]

    def asked_for(self, kind: Kind) -> int:
        """How often something was asked for."""
        return sum(call.kind == kind for call in self.calls)

    @contextmanager
    def answering(self, kind: Kind) -> Iterator[None]:
        """Note a call until its last words are about to be sent: whoever has them may ask again."""
        with self._changed:
            self.calls.append(Asked(kind, tuple(self._open)))
            self._open.append(kind)
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._open.remove(kind)
                self._changed.notify_all()

    def hold(self, kind: Kind) -> None:
        """Wait until this kind may go on."""
        if kind in self.stops:
            self.go.wait(HELD_S)

    def wait_until_open(self, *kinds: Kind) -> None:
        """Wait until just these calls are being answered; until none is, without any."""
        with self._changed:
            assert self._changed.wait_for(lambda: sorted(self._open) == sorted(kinds), HELD_S), self._open

    def sheet(self, body: dict[str, object]) -> str:
        """What is written on a sheet."""
        return json.dumps(SCORECARD if kind_of(body) == "scorecard" else COMMITTEE)

    def words(self) -> list[str]:
        """What an interviewer says next."""
        number = sum(bool(body.get("stream")) for body in self.asked)
        return [f"{word} " for word in self.question.format(number=number).split()]


class Desk(QuietDesk):
    """One connection."""

    provider: Provider

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.provider.asked.append(body)
        self.provider.keys.append(self.headers.get("authorization", ""))
        if self.provider.wants_key and self.provider.keys[-1] != f"Bearer {KEY}":
            self._fail(401)
        elif self.provider.faults and (fault := self.provider.faults.pop(0)):
            self._fail(fault)
        else:
            # Whoever asked may be gone by now: killed in the middle.
            with suppress(ConnectionError):
                self._speak() if body.get("stream") else self._write(body)

    def _fail(self, status: int) -> None:
        self._send(status, {"error": {"message": "no", "type": "error", "code": None, "param": None}})

    def _send(self, status: int, content: dict[str, object]) -> None:
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _write(self, body: dict[str, object]) -> None:
        kind = kind_of(body)
        with self.provider.answering(kind):
            self.provider.hold(kind)
        message = {"role": "assistant", "content": self.provider.sheet(body)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        self._send(200, {**NEW, "object": "chat.completion", "choices": [choice], "usage": USAGE})

    def _speak(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        with self.provider.answering("question"):
            for number, word in enumerate(self.provider.words()):
                self._event({"choices": [_choice({"content": word})]})
                time.sleep(self.provider.pause_s)
                if number == HELD_AT:
                    self.provider.hold("question")
        self._event({"choices": [_choice({}, "stop")]})
        self._event({"choices": [], "usage": USAGE})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, content: dict[str, object]) -> None:
        event = {**NEW, "object": "chat.completion.chunk", **content}
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()


def kind_of(body: dict[str, object]) -> Kind:
    """What a request asks for."""
    if body.get("stream"):
        return "question"
    return "scorecard" if "open_question" in json.dumps(body["response_format"]) else "committee"


def _choice(delta: dict[str, str], finish: str | None = None) -> dict[str, object]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


@contextmanager
def scripted_provider() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    provider = Provider()
    desk = type("Desk", (Desk,), {"provider": provider})
    with loopback(desk) as address:
        provider.address = f"{address}/v1"
        yield provider
        provider.go.set()
