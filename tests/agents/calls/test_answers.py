"""Whole answers, over both APIs, on a loop and without."""

import json

import httpx
import pytest
from tests.agents.wire import EVENTS, GOOD, TEXT, USAGE, WORDS, ByteByByte, Line

from interview_agents.calls.spending import Spending, metered
from interview_agents.errors import RefusedError


async def test_a_spoken_answer_comes_word_for_word(line: Line) -> None:
    line.answers(line.spoken())
    assert "".join(await line.hear(line.caller())) == TEXT


async def test_words_that_come_together_are_handed_on_together_by_a_loop(line: Line) -> None:
    line.answers(line.spoken())
    heard = await line.hear(line.caller())
    together = [[TEXT], [WORDS[0], "".join(WORDS[1:])]]  # the SDK may hand its first event on alone
    assert heard == list(WORDS) if line.blocking else heard in together


async def test_a_written_answer_is_a_record(line: Line) -> None:
    line.answers(line.written(GOOD.model_dump_json()))
    assert await line.sheet(line.caller()) == GOOD


async def test_the_schema_goes_out_strict(line: Line) -> None:
    route = line.answers(line.written(GOOD.model_dump_json()))
    await line.sheet(line.caller())
    body = json.loads(route.calls.last.request.content)
    sent = body["text"]["format"] if line.responses else body["response_format"]["json_schema"]
    assert sent["strict"] is True
    assert sent["schema"]["required"] == ["points", "why", "quotes"]
    assert sent["schema"]["additionalProperties"] is False
    assert not body.get("stream")


async def test_what_was_used_is_counted_and_priced(line: Line) -> None:
    line.answers(line.spoken())
    caller = line.caller()
    with metered() as meter:
        await line.hear(caller)
    assert meter.spending == caller.spent
    assert caller.spent == Spending(
        calls=1,
        requests=1,
        tokens_in=USAGE["input"],
        tokens_cached=USAGE["cached"],
        tokens_out=USAGE["output"],
        unpriced=1,  # the name is OpenAI's, the address is not
    )


async def test_a_refusal_in_a_stream_is_paid_for(line: Line) -> None:
    line.answers(line.refused())
    caller = line.caller()
    with pytest.raises(RefusedError, match="declined"):
        await line.hear(caller)
    assert (caller.spent.requests, caller.spent.tokens_out) == (1, USAGE["output"])


async def test_a_refusal_is_noticed_wherever_the_line_cuts_it(line: Line) -> None:
    line.answers(httpx.Response(200, headers=EVENTS, stream=ByteByByte(line.refused().content)))
    with pytest.raises(RefusedError):
        await line.hear(line.caller())


async def test_words_about_a_refusal_are_none(line: Line) -> None:
    said = 'The field is called "refusal": "sorry", and {"refusal":"x"} is one.'
    line.answers(line.spoken((said,)))
    assert await line.hear(line.caller()) == [said]
