"""One place asks again: how often, how long after, and what is never asked twice."""

import asyncio
import json
import logging

import httpx
import openai
import pytest
import respx
from tests.agents.wire import GOOD, SAID, TEXT, URL, USING, Dripping, FakeClock, Line, failure

from interview_agents import errors
from interview_agents.calls import wire
from interview_agents.calls.blocking import BlockingCaller
from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import FAILURES, REST_S, Circuits
from interview_agents.calls.failures import chain
from interview_agents.calls.spending import metered
from interview_agents.errors import MindError

LIMITED = failure(429, "rate_limit_exceeded")
DEAD = failure(503)
KEY = "sk-test-0123456789abcdef"


class MissError(openai.OpenAIError, LookupError):
    """What a replaying transport raises: the client's error, so that the client passes it on."""


@pytest.mark.parametrize("requests", [1, 2, 4, 7])
@pytest.mark.parametrize("written", [False, True], ids=["spoken", "written"])
async def test_a_permanent_429_gives_exactly_the_configured_requests(
    line: Line, requests: int, *, written: bool
) -> None:
    route = line.answers(LIMITED)
    caller = line.caller(requests=requests)
    with pytest.raises(errors.RateLimitedError):
        await (line.sheet if written else line.hear)(caller)
    assert route.call_count == caller.spent.requests == requests
    assert (caller.spent.retries, caller.spent.failures) == (requests - 1, 1)


async def test_what_passes_is_asked_again(line: Line) -> None:
    line.answers(LIMITED, DEAD, httpx.ConnectError("refused"), line.spoken())
    caller = line.caller()
    assert "".join(await line.hear(caller)) == TEXT
    assert (caller.spent.calls, caller.spent.requests, caller.spent.retries) == (1, 4, 3)
    assert caller.spent.failures == 0


async def test_pauses_grow_and_are_never_the_same_for_all(line: Line) -> None:
    line.answers(DEAD)
    with pytest.raises(errors.UnreachableError):
        await line.hear(line.caller())
    bounds = [(0.25, 0.5), (0.5, 1.0), (1.0, 2.0)]
    assert all(low <= pause <= high for pause, (low, high) in zip(line.clock.rests, bounds, strict=True))


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after_ms": "1500"}, 1.5),
        (
            {"retry_after": "Sat, 21 Nov 2026 12:00:09 GMT", "date": "Sat, 21 Nov 2026 12:00:00 GMT"},
            9.0,
        ),
    ],
    ids=["seconds", "milliseconds", "a date"],
)
async def test_the_pause_is_at_least_what_the_endpoint_asked_for(
    line: Line, headers: dict[str, str], pause: float
) -> None:
    line.answers(failure(429, "rate_limit_exceeded", **headers), line.spoken())
    await line.hear(line.caller())
    assert pause <= line.clock.rests[0] <= pause + 0.5


async def test_a_pause_beyond_the_deadline_is_not_taken(line: Line) -> None:
    route = line.answers(failure(429, "rate_limit_exceeded", retry_after="300"))
    with pytest.raises(errors.RateLimitedError):
        await line.hear(line.caller(deadline_s=60))
    assert (route.call_count, line.clock.rests) == (1, [])


async def test_an_endpoint_that_says_not_to_ask_again_is_not(line: Line) -> None:
    route = line.answers(failure(503, x_should_retry="false"))
    with pytest.raises(errors.UnreachableError):
        await line.hear(line.caller())
    assert route.call_count == 1


async def test_an_unreadable_sheet_is_sent_back_once_with_what_is_wrong(line: Line) -> None:
    route = line.answers(line.written('{"points": "3", "why": "x"}'), line.written(GOOD.model_dump_json()))
    caller = line.caller()
    assert await line.sheet(caller) == GOOD
    assert (caller.spent.requests, caller.spent.repairs, caller.spent.retries) == (2, 1, 0)
    sent = route.calls.last.request.content.decode()
    assert "points: Input should be a valid integer" in sent
    body = json.loads(sent)
    assert len(body["input" if line.responses else "messages"]) == len(SAID) + 2


async def test_a_sheet_is_not_sent_back_when_the_caller_forbids_it(line: Line) -> None:
    route = line.answers(line.written("prose"))
    with pytest.raises(errors.MalformedReplyError):
        await line.sheet(line.caller(), repair=False)
    assert route.call_count == 1


async def test_a_sheet_that_ran_out_of_room_is_asked_for_with_twice_the_room(line: Line) -> None:
    route = line.answers(line.written('{"poin', end="length"), line.written(GOOD.model_dump_json()))
    assert await line.sheet(line.caller(max_tokens=500)) == GOOD
    caps = [
        json.loads(call.request.content)["max_output_tokens" if line.responses else "max_completion_tokens"]
        for call in route.calls
    ]
    assert caps == [500, 1000]


async def test_retries_and_a_repair_together_stay_within_one_request_more(line: Line) -> None:
    route = line.answers(LIMITED, LIMITED, LIMITED, line.written("prose"), LIMITED)
    with pytest.raises(errors.RateLimitedError):
        await line.sheet(line.caller(requests=4))
    assert route.call_count == 5


@pytest.mark.parametrize("written", [False, True], ids=["spoken", "written"])
async def test_a_missing_recording_is_told_and_never_asked_for_again(line: Line, *, written: bool) -> None:
    miss = MissError("no recording for judge/committee#1\n--- recorded\n+++ this run\n- what was said")
    route = line.answers(miss)
    with pytest.raises(errors.NotRecordedError, match=r"no recording for judge/committee#1$") as raised:
        await (line.sheet if written else line.hear)(line.caller())
    assert route.call_count == 1
    assert miss in list(chain(raised.value)), "whoever records needs the lines that differ"


@pytest.mark.parametrize("written", [False, True], ids=["spoken", "written"])
async def test_an_error_of_ours_from_a_transport_is_passed_on_as_it_is(line: Line, *, written: bool) -> None:
    route = line.answers(MindError("this transport has had enough"))
    with pytest.raises(MindError, match=r"^this transport has had enough$"):
        await (line.sheet if written else line.hear)(line.caller())
    assert route.call_count == 1


@pytest.mark.parametrize("written", [False, True], ids=["spoken", "written"])
async def test_bytes_that_say_nothing_do_not_hold_a_call_beyond_its_deadline(
    line: Line, *, written: bool
) -> None:
    """Comments in a stream, blanks before a body: proxies send them to keep a line open."""
    body = Dripping(line.clock, b" " if written else b": wait\n\n")
    kind = "application/json" if written else "text/event-stream"
    line.answers(httpx.Response(200, headers={"content-type": kind}, stream=body))
    with pytest.raises(errors.DeadlineError, match="not finished within 60 s"):
        await (line.sheet if written else line.hear)(line.caller(deadline_s=60))
    assert body.sent == 6


async def test_a_transport_can_read_which_call_is_on_the_line(line: Line) -> None:
    seen: list[str] = []

    def reply(_: httpx.Request) -> httpx.Response:
        seen.append(wire.CALL_ID.get())
        return line.spoken() if len(seen) == 1 else line.written(GOOD.model_dump_json())

    line.router.post(line.path).mock(side_effect=reply)
    await line.hear(line.caller(), call_id="interviewer/coding-03")
    await line.sheet(line.caller(), call_id="judge/committee#1")
    assert seen == ["interviewer/coding-03", "judge/committee#1"]
    assert not wire.CALL_ID.get()


async def test_a_dead_endpoint_is_left_alone_and_tried_again_later(line: Line) -> None:
    route = line.answers(DEAD)
    circuits = Circuits(line.clock.now)
    callers = [line.caller(circuits, requests=1) for _ in range(FAILURES)]
    for caller in callers:
        with pytest.raises(errors.UnreachableError):
            await line.hear(caller)
    with pytest.raises(errors.CircuitOpenError, match="next try in 20 s"):
        await line.hear(callers[0])
    assert route.call_count == FAILURES
    line.clock.time += REST_S
    line.answers(line.spoken())
    assert "".join(await line.hear(callers[1])) == TEXT
    assert "".join(await line.hear(callers[0])) == TEXT


async def test_an_endpoint_that_answers_with_an_error_is_not_dead(line: Line) -> None:
    route = line.answers(LIMITED)
    caller = line.caller(requests=1)
    for _ in range(FAILURES + 2):
        with pytest.raises(errors.RateLimitedError):
            await line.hear(caller)
    assert route.call_count == FAILURES + 2


async def test_neither_key_nor_prompt_stands_in_an_error_or_a_log(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="interview_agents")
    told = f"Incorrect API key provided: {KEY}. Input: {SAID[1].text}"
    line.answers(failure(500, message=told), failure(401, message=told))
    caller = line.caller()
    with pytest.raises(errors.KeyRefusedError) as raised:
        await line.hear(caller)
    shown = f"{raised.value} {line.spec()!r} {line.spec().model_dump()} {caplog.text}"
    assert KEY not in shown
    assert SAID[1].text not in shown


async def test_a_stream_that_is_abandoned_is_counted(line: Line) -> None:
    line.answers(line.spoken())
    caller, call = line.caller(), Call("x", SAID)
    with metered() as meter:
        if isinstance(caller, BlockingCaller):
            pieces = caller.stream(call)
            next(pieces)
            pieces.close()
        else:
            stream = caller.stream(call)
            await anext(stream)
            await stream.aclose()
    assert (meter.spending.calls, meter.spending.requests, meter.spending.uncounted) == (1, 1, 1)


def test_one_caller_serves_one_loop_after_the_other(api: str) -> None:
    with respx.mock(base_url=URL, using=USING) as router:
        line = Line(router, api == "responses", blocking=False)
        line.answers(line.spoken())
        caller = line.caller()
        for _ in range(3):
            assert "".join(asyncio.run(line.hear(caller))) == TEXT


async def test_a_call_stops_at_its_deadline(api: str) -> None:
    """On a real clock: an endpoint that never answers holds a call no longer than it may."""
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        line = Line(router, api == "responses", blocking=False)

        async def never(_: httpx.Request) -> httpx.Response:
            await asyncio.sleep(30)
            raise AssertionError("it answered")

        router.post(line.path).mock(side_effect=never)
        caller = Caller(line.spec(deadline_s=0.2), circuits=Circuits(FakeClock().now))
        began = asyncio.get_running_loop().time()
        for ask in (line.hear, line.sheet):
            with pytest.raises(errors.ModelError):
                await ask(caller)
        assert asyncio.get_running_loop().time() - began < 2.0
