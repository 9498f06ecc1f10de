"""A provider on the wire, without a network: respx under whichever SDK is installed.

openai 3.x sends through httpx2, which respx does not know; the mocker here tells it where to look.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypedDict, Unpack

import httpx
import openai
import respx
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from respx.mocks import HTTPCoreMocker, Mocker

from interview_agents.calls import wire
from interview_agents.calls.blocking import BlockingCaller
from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.progress import Clock
from interview_agents.calls.specs import ModelSpec
from interview_personas import Record

URL = "http://models.test/v1"
SDK_LINE = int(re.match(r"\D*(\d+)", openai.__version__)[1])  # type: ignore[index]  # it is a version
USING = "httpcore2" if SDK_LINE >= 3 else "httpcore"

if USING == "httpcore2" and USING not in Mocker.registry:

    class HTTPCore2Mocker(HTTPCoreMocker):
        """respx's own, one library on."""

        name = "httpcore2"
        targets: ClassVar[list[str]] = [
            target.replace("httpcore.", "httpcore2.", 1) for target in HTTPCoreMocker.targets
        ]


SAID: tuple[BaseMessage, ...] = (SystemMessage("You interview."), HumanMessage("I'd start with the data."))
WORDS = ("Why", " would", " you?")
TEXT = "".join(WORDS)
REFUSAL = ("I'm", " sorry,", " I can't.")
EVENTS = {"content-type": "text/event-stream"}
USAGE = {"input": 1200, "cached": 1024, "output": 40}


AnyCaller = Caller | BlockingCaller


class Sheet(Record):
    """What the tests ask for as strict JSON."""

    points: int
    """1 to 4."""
    why: str
    quotes: tuple[str, ...] = ()


GOOD = Sheet(points=3, why="named the metric", quotes=("the data",))


class FakeClock(Clock):
    """Time that passes only while somebody rests."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.rests: list[float] = []

    def now(self) -> float:
        return self.time

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.time += seconds


class Changes(TypedDict, total=False):
    """What a test changes in its spec."""

    name: str
    base_url: str | None
    requests: int
    deadline_s: float
    max_tokens: int
    temperature: float
    reasoning_effort: str


@dataclass
class Line:
    """One API of one provider, asked on a loop or without."""

    router: respx.MockRouter
    responses: bool
    blocking: bool
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def path(self) -> str:
        return "/responses" if self.responses else "/chat/completions"

    def spec(self, **changes: Unpack[Changes]) -> ModelSpec:
        values: dict[str, object] = {
            "name": "openai:gpt-6-luna",
            "base_url": URL,
            "api_key": "sk-test-0123456789abcdef",
            "use_responses_api": self.responses,
        }
        return ModelSpec.model_validate({**values, **changes})

    def caller(self, circuits: Circuits | None = None, **changes: Unpack[Changes]) -> AnyCaller:
        kind = BlockingCaller if self.blocking else Caller
        circuits = circuits or Circuits(self.clock.now)
        return kind(self.spec(**changes), clock=self.clock, circuits=circuits, seed=1)

    def answers(self, *answers: "httpx.Response | Exception | type[Exception]") -> respx.Route:
        """Each request gets the next; the last stays."""
        queue = list(answers)

        def reply(_: httpx.Request) -> httpx.Response:
            answer = queue.pop(0) if len(queue) > 1 else queue[0]
            if isinstance(answer, httpx.Response):
                return again(answer)
            raise answer

        return self.router.post(self.path).mock(side_effect=reply)

    async def hear(
        self, caller: AnyCaller, call_id: str = "interviewer/coding-03", session: str = ""
    ) -> list[str]:
        """The pieces of a spoken answer."""
        call = Call(call_id, SAID, session)
        if isinstance(caller, BlockingCaller):
            return list(caller.stream(call))
        return [piece async for piece in caller.stream(call)]

    async def sheet(
        self, caller: AnyCaller, call_id: str = "judge/committee#1", *, repair: bool = True
    ) -> Sheet:
        """A written answer."""
        call = Call(call_id, SAID)
        if isinstance(caller, BlockingCaller):
            return caller.structured(call, Sheet, repair=repair)
        return await caller.structured(call, Sheet, repair=repair)

    # What the provider sends, in the API's own words.

    def spoken(self, words: Sequence[str] = WORDS, *, end: str = "stop", done: bool = True) -> httpx.Response:
        """A whole stream; ``end=""`` leaves out why it ended, ``done=False`` its last line."""
        events = _response_events(words, end) if self.responses else _chat_events(words, end)
        return stream(*events, *(["[DONE]"] if done and not self.responses else []))

    def refused(self) -> httpx.Response:
        """A stream in which the model declines."""
        events = _response_refusal() if self.responses else _chat_events(REFUSAL, "stop", field="refusal")
        return stream(*events, *([] if self.responses else ["[DONE]"]))

    def written(self, text: str, *, end: str = "stop", refusal: str | None = None) -> httpx.Response:
        """A whole answer in one body."""
        body = (_response_body if self.responses else _chat_body)(text, end, refusal)
        return httpx.Response(200, json=body)


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in parts, on a loop and without."""

    def __init__(self, whole: bytes = b"") -> None:
        self.whole = whole

    def __iter__(self) -> Iterator[bytes]:
        yield self.whole

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self:
            yield part


class Cut(Body):
    """It breaks off."""

    def __iter__(self) -> Iterator[bytes]:
        yield self.whole
        raise wire.http.ReadError("connection reset by peer")


class ByteByByte(Body):
    """It comes in the smallest parts there are."""

    def __iter__(self) -> Iterator[bytes]:
        yield from (bytes([byte]) for byte in self.whole)


class Dripping(Body):
    """It never ends and says nothing; ten seconds pass before each part."""

    def __init__(self, clock: FakeClock, drop: bytes) -> None:
        super().__init__(drop)
        self.clock, self.sent = clock, 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.clock.time += 10
            self.sent += 1
            yield self.whole


def again(answer: httpx.Response) -> httpx.Response:
    """An answer that has not been read yet."""
    if isinstance(answer.stream, Body):
        return httpx.Response(answer.status_code, headers=answer.headers, stream=answer.stream)
    headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
    return httpx.Response(answer.status_code, headers=headers, content=answer.content)


def stream(*events: dict[str, Any] | str) -> httpx.Response:
    """Server-sent events."""
    return httpx.Response(200, headers=EVENTS, content=sse(*events))


def reset(*events: dict[str, Any] | str) -> httpx.Response:
    """Server-sent events, and then the line is gone."""
    return httpx.Response(200, headers=EVENTS, stream=Cut(sse(*events)))


def sse(*events: dict[str, Any] | str) -> bytes:
    lines = []
    for event in events:
        if isinstance(event, dict) and "type" in event:
            lines.append(f"event: {event['type']}\n")
        lines.append(f"data: {event if isinstance(event, str) else json.dumps(event)}\n\n")
    return "".join(lines).encode()


def failure(status: int, code: str = "", message: str = "no", **headers: str) -> httpx.Response:
    """An error as OpenAI words it."""
    body = {"error": {"message": message, "type": code or "error", "code": code or None, "param": None}}
    return httpx.Response(status, json=body, headers={k.replace("_", "-"): v for k, v in headers.items()})


def _chat_events(words: Sequence[str], end: str, field: str = "content") -> list[dict[str, Any]]:
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "gpt-6-luna"}
    first = {"role": "assistant", "content": "", "refusal": None}
    deltas: list[dict[str, Any]] = [first, *({field: word} for word in words)]
    events = [{**head, "choices": [{"index": 0, "delta": d, "finish_reason": None}]} for d in deltas]
    if end:
        events.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": end}]})
        events.append({**head, "choices": [], "usage": _chat_usage()})
    return events


def _chat_body(text: str, end: str, refusal: str | None) -> dict[str, Any]:
    message = {"role": "assistant", "content": None if refusal else text, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": end or None, "logprobs": None}
    head = {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-6-luna"}
    return {**head, "choices": [choice], "usage": _chat_usage()}


def _chat_usage() -> dict[str, Any]:
    return {
        "prompt_tokens": USAGE["input"],
        "completion_tokens": USAGE["output"],
        "total_tokens": USAGE["input"] + USAGE["output"],
        "prompt_tokens_details": {"cached_tokens": USAGE["cached"]},
    }


def _response_body(text: str, end: str, refusal: str | None = None) -> dict[str, Any]:
    part: dict[str, Any] = {"type": "output_text", "text": text, "annotations": []}
    if refusal:
        part = {"type": "refusal", "refusal": refusal}
    whole = end == "stop"
    reason = {"length": "max_output_tokens", "content_filter": "content_filter"}.get(end, "")
    message = {"id": "m1", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
    usage = {
        "input_tokens": USAGE["input"],
        "output_tokens": USAGE["output"],
        "total_tokens": USAGE["input"] + USAGE["output"],
        "input_tokens_details": {"cached_tokens": USAGE["cached"]},
        "output_tokens_details": {"reasoning_tokens": 0},
    }
    return {
        "id": "r1",
        "object": "response",
        "created_at": 1,
        "model": "gpt-6-luna",
        "status": "completed" if whole else "incomplete",
        "incomplete_details": None if whole else {"reason": reason},
        "error": None,
        "output": [message],
        "usage": usage,
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "metadata": {},
    }


def _response_refusal() -> list[dict[str, Any]]:
    body = _response_body("", "stop", "".join(REFUSAL))
    at = {"item_id": "m1", "output_index": 0, "content_index": 0}
    empty = {"type": "refusal", "refusal": ""}
    return [
        {"type": "response.content_part.added", **at, "part": empty, "sequence_number": 0},
        *(
            {"type": "response.refusal.delta", **at, "delta": word, "sequence_number": number}
            for number, word in enumerate(REFUSAL, 1)
        ),
        {"type": "response.refusal.done", **at, "refusal": "".join(REFUSAL), "sequence_number": 8},
        {"type": "response.completed", "response": body, "sequence_number": 9},
    ]


def _response_events(words: Sequence[str], end: str) -> list[dict[str, Any]]:
    body = _response_body("".join(words), end)
    started = {**body, "status": "in_progress", "output": [], "usage": None}
    at = {"item_id": "m1", "output_index": 0, "content_index": 0}
    item = {"id": "m1", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": started},
        {"type": "response.output_item.added", "output_index": 0, "item": item},
        *({"type": "response.output_text.delta", **at, "delta": word, "logprobs": []} for word in words),
    ]
    if end:
        kind = "response.completed" if end == "stop" else "response.incomplete"
        events.append({"type": kind, "response": body})
    return [{**event, "sequence_number": number} for number, event in enumerate(events)]
