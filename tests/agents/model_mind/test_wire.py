"""The bytes that leave: each turn's request repeats the last one's and goes on from there."""

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
import respx
from tests.agents.growing import assert_goes_on
from tests.agents.model_mind.test_mind import direction_of, view_at, whole_round
from tests.agents.reader import SECRET
from tests.agents.wire import URL, USING, Line

from interview_agents.calls.caller import Caller
from interview_agents.model_mind.mind import ModelMind
from interview_personas import RoundKind


@pytest.fixture(params=[False, True], ids=["chat", "responses"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    with respx.mock(base_url=URL, using=USING) as router:
        yield Line(router, responses=request.param, blocking=False)


def parts(body: bytes) -> tuple[str, dict[str, object]]:
    """The conversation as it was sent, without its end, and everything else of a request."""
    text = body.decode()
    content = json.loads(text)
    name = "messages" if "messages" in content else "input"
    begins = text.index(f'"{name}":') + len(name) + 3
    _, ends = json.JSONDecoder().raw_decode(text, begins)
    return text[begins : ends - 1], {key: value for key, value in content.items() if key != name}


@pytest.mark.parametrize("kind", list(RoundKind))
async def test_a_requests_bytes_go_on_where_the_last_ones_ended(line: Line, kind: RoundKind) -> None:
    line.answers(line.spoken())
    lines = whole_round(kind)
    mind = ModelMind(Caller(line.spec()), secret=SECRET)
    for at in range(0, len(lines), 2):
        seen, direction = view_at(kind, lines, at), direction_of(lines[at])
        assert "".join([piece async for piece in mind.ask(seen, direction)]) == "Why would you?"
    sent = [parts(call.request.content) for call in line.router.calls]
    assert len(sent) == (len(lines) + 1) // 2
    for (before, settings), (after, later) in pairwise(sent):
        assert_goes_on(before, after)
        assert settings == later
    assert sent[0][1].get("prompt_cache_key"), "one key keeps a session's prompts together"


async def test_the_conversation_is_told_apart_from_the_one_of_another_session(line: Line) -> None:
    line.answers(line.spoken())
    lines, mind = whole_round(RoundKind.CODING), ModelMind(Caller(line.spec()), secret=SECRET)
    for session in ("s-1", "s-2"):
        seen = view_at(RoundKind.CODING, lines, 0).model_copy(update={"session": session})
        assert [piece async for piece in mind.ask(seen, direction_of(lines[0]))]
    (first, one), (second, two) = (parts(call.request.content) for call in line.router.calls)
    assert first != second
    assert one["prompt_cache_key"] != two["prompt_cache_key"]
