"""Every way a call can fail, over both APIs, on a loop and without: one typed error each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import httpx
import pytest
from tests.agents.wire import GOOD, Line, failure, reset, stream

from interview_agents import errors
from interview_agents.errors import ModelError

Answer = httpx.Response | Exception
Make = Callable[[Line], Answer]
BUSY = 4
"""Requests the tests' spec allows for one answer."""


@dataclass(frozen=True)
class Fault:
    """What the wire does, what a caller gets, and after how many requests."""

    make: Make
    becomes: type[ModelError]
    requests: int
    id: str


def always(answer: Answer) -> Make:
    return lambda _: answer


def unavailable(status: int, code: str = "", message: str = "no") -> Make:
    return always(failure(status, code, message))


def unreadable(text: str, id_: str) -> Fault:
    """A sheet that comes back twice as it should not: one request and one repair."""
    return Fault(lambda line: line.written(text), errors.MalformedReplyError, 2, id_)


def in_place(code: object, message: str) -> Make:
    """An error in a good answer's place, as routers in front of other providers send it."""
    return always(httpx.Response(200, json={"error": {"code": code, "message": message}}))


HTML = httpx.Response(200, headers={"content-type": "text/html"}, text="<h1>Sign in</h1>")

EITHER = (
    Fault(unavailable(429, "rate_limit_exceeded"), errors.RateLimitedError, BUSY, "rate limit"),
    Fault(unavailable(429, "insufficient_quota"), errors.QuotaExhaustedError, 1, "no credit"),
    Fault(unavailable(402, "", "Insufficient credits"), errors.QuotaExhaustedError, 1, "no money"),
    Fault(unavailable(401, "invalid_api_key"), errors.KeyRefusedError, 1, "bad key"),
    Fault(unavailable(403, "unsupported_country"), errors.KeyRefusedError, 1, "forbidden"),
    Fault(unavailable(404, "model_not_found"), errors.UnknownModelError, 1, "no such model"),
    Fault(unavailable(410, ""), errors.UnknownModelError, 1, "gone"),
    Fault(
        unavailable(400, "", "The model gpt-4 has been deprecated"), errors.UnknownModelError, 1, "retired"
    ),
    Fault(unavailable(400, "invalid_value"), errors.RequestRefusedError, 1, "bad request"),
    Fault(unavailable(400, "context_length_exceeded"), errors.RequestRefusedError, 1, "too long"),
    Fault(unavailable(400, "content_filter"), errors.FilteredError, 1, "prompt filtered"),
    Fault(unavailable(422, "x"), errors.RequestRefusedError, 1, "unprocessable"),
    Fault(unavailable(408), errors.UnreachableError, BUSY, "request timeout"),
    Fault(unavailable(409), errors.UnreachableError, BUSY, "conflict"),
    Fault(unavailable(500), errors.UnreachableError, BUSY, "server error"),
    Fault(unavailable(503), errors.UnreachableError, BUSY, "overloaded"),
    Fault(in_place(502, "the provider is down"), errors.UnreachableError, BUSY, "error for an answer"),
    Fault(in_place(429, "slow down"), errors.RateLimitedError, BUSY, "rate limit for an answer"),
    Fault(in_place(None, "insufficient_quota"), errors.QuotaExhaustedError, 1, "no credit for an answer"),
    Fault(always(httpx.ConnectError("refused")), errors.UnreachableError, BUSY, "no connection"),
    Fault(always(httpx.ConnectTimeout("slow")), errors.UnreachableError, BUSY, "connect timeout"),
    Fault(always(httpx.ReadTimeout("slow")), errors.UnreachableError, BUSY, "read timeout"),
    Fault(always(httpx.RemoteProtocolError("half")), errors.UnreachableError, BUSY, "reset before headers"),
)

SPOKEN = (
    Fault(always(HTML), errors.UnreachableError, BUSY, "html"),
    Fault(always(stream()), errors.UnreachableError, BUSY, "empty stream"),
    Fault(always(stream('{"id": "c1", "cho')), errors.UnreachableError, BUSY, "broken event"),
    Fault(lambda line: line.spoken(end="", done=False), errors.CutOffError, 1, "no end, no DONE"),
    Fault(lambda line: line.spoken(end=""), errors.CutOffError, 1, "no end"),
    Fault(lambda line: line.spoken((), end="", done=False), errors.UnreachableError, BUSY, "ends unspoken"),
    Fault(lambda line: line.spoken(end="length"), errors.CutOffError, 1, "limit of tokens"),
    Fault(lambda line: line.spoken(end="content_filter"), errors.FilteredError, 1, "filtered"),
    Fault(lambda line: line.refused(), errors.RefusedError, 1, "refusal"),
    Fault(lambda line: line.spoken(()), errors.MalformedReplyError, 1, "nothing said"),
    Fault(lambda line: part(line, reset), errors.UnreachableError, 1, "reset midway"),
    Fault(lambda line: part(line, stream, "server_error"), errors.UnreachableError, 1, "error midway"),
    Fault(lambda _: error_event("server_error"), errors.UnreachableError, BUSY, "error event"),
    Fault(lambda _: error_event("insufficient_quota"), errors.QuotaExhaustedError, 1, "no credit event"),
    Fault(lambda _: error_event("rate_limit_exceeded"), errors.RateLimitedError, BUSY, "rate limit event"),
)

WRITTEN = (
    Fault(always(HTML), errors.UnreachableError, BUSY, "html"),
    Fault(always(httpx.Response(200, text="null")), errors.UnreachableError, BUSY, "null"),
    Fault(always(httpx.Response(200, text='{"id": "c1", "cho')), errors.UnreachableError, BUSY, "cut body"),
    Fault(always(httpx.Response(200, json={})), errors.UnreachableError, BUSY, "empty object"),
    Fault(lambda line: line.written("", refusal="I can't."), errors.RefusedError, 1, "refusal"),
    Fault(lambda line: line.written("{}", end="content_filter"), errors.FilteredError, 1, "filtered"),
    Fault(lambda line: line.written('{"points": 3', end="length"), errors.CutOffError, 1, "limit"),
    unreadable('{"points": 3', "truncated JSON"),
    unreadable("They did well.", "prose"),
    unreadable("null", "null text"),
    unreadable('{"points": "3", "why": "", "quotes": []}', "a string for a number"),
    unreadable('{"points": 3, "why": ""}', "a field unsaid"),
    unreadable('{"points": 3, "why": "", "quotes": [], "vote": "hire"}', "a key too many"),
    unreadable(GOOD.model_dump_json() * 2, "two objects"),
    unreadable(f"```json\n{GOOD.model_dump_json()}\n```", "fenced"),
    unreadable("", "empty"),
)


def part(line: Line, send: Callable[..., httpx.Response], error: str = "") -> httpx.Response:
    """Some words, and then something else than the end."""
    whole = line.spoken(end="", done=False).content.decode().strip().split("\n\n")
    sent = [event.rpartition("data: ")[2] for event in whole]
    return send(
        *sent, *([error_event(error).content.decode().partition("data: ")[2].strip()] if error else [])
    )


def error_event(code: str) -> httpx.Response:
    error = {"message": code, "code": code, "type": code, "param": None}
    return stream(json.dumps({"error": error}))


@pytest.mark.parametrize("fault", [*EITHER, *SPOKEN], ids=lambda fault: fault.id)
async def test_a_spoken_answer_that_fails_is_one_typed_error(line: Line, fault: Fault) -> None:
    route = line.answers(fault.make(line))
    with pytest.raises(ModelError) as raised:
        await line.hear(line.caller())
    assert (type(raised.value), route.call_count) == (fault.becomes, fault.requests)


@pytest.mark.parametrize("fault", [*EITHER, *WRITTEN], ids=lambda fault: fault.id)
async def test_a_written_answer_that_fails_is_one_typed_error(line: Line, fault: Fault) -> None:
    route = line.answers(fault.make(line))
    with pytest.raises(ModelError) as raised:
        await line.sheet(line.caller())
    assert (type(raised.value), route.call_count) == (fault.becomes, fault.requests)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (always(HTML), "what came back is not the API's"),
        (in_place(None, "upstream is asleep"), "the endpoint reported: upstream is asleep"),
        (in_place(502, "upstream is asleep"), r"the endpoint failed \(502\)"),
        (always(httpx.ConnectError("refused")), "no connection"),
        (always(httpx.ReadTimeout("slow")), "no answer in time"),
    ],
    ids=["html", "an error for an answer", "with a status", "no connection", "timeout"],
)
async def test_an_endpoint_that_cannot_be_used_is_described(line: Line, make: Make, told: str) -> None:
    line.answers(make(line))
    for ask in (line.hear, line.sheet):
        with pytest.raises(errors.UnreachableError, match=told):
            await ask(line.caller(requests=1))


@pytest.mark.parametrize("written", [False, True], ids=["spoken", "written"])
async def test_any_run_of_failures_ends_in_an_answer_or_one_typed_error(line: Line, *, written: bool) -> None:
    """A hundred and fifty drawn sequences for each API, way and kind of call."""
    draw = Random(7)
    faults = [*EITHER, *(WRITTEN if written else SPOKEN)]
    good = line.written(GOOD.model_dump_json()) if written else line.spoken()
    answered, named = 0, set()
    for _ in range(150):
        answers = [draw.choice(faults).make(line) for _ in range(draw.randint(0, 5))]
        route = line.answers(*answers, good)
        caller, before = line.caller(), route.call_count
        try:
            answered += bool(await (line.sheet if written else line.hear)(caller))
        except ModelError as error:
            named.add((error.model, bool(error.call_id)))
        assert route.call_count - before == caller.spent.requests <= BUSY + 1
    assert 20 < answered < 130
    assert named == {("openai:gpt-6-luna", True)}
