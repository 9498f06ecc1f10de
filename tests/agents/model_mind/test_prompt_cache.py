"""Whole onsites under both documented rules of the provider's prompt cache: what they send, read and cost.

Everything is counted and nothing is timed. The rules are in `tests.agents.prompt_caches`.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from langchain_core.messages import SystemMessage
from tests.agents.growing import assert_goes_on
from tests.agents.prompt_caches import LEAST
from tests.agents.provider import provided
from tests.agents.reader import SECRET
from tests.panel.onsites import BANK, SCREEN, play
from tests.panel.provided import BEFORE, NOW, Onsite, held, specs_of

from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.prices import price_table
from interview_agents.model_mind.mind import ModelMind
from interview_panel import Length, PanelContext, Session, memory_archive

pytestmark = pytest.mark.slow
CACHED_SHARE = {
    (Length.SHORT, NOW): 0.85,
    (Length.SHORT, BEFORE): 0.83,  # half a step of 128 tokens is lost at every turn
    (Length.FULL, NOW): 0.85,
    (Length.FULL, BEFORE): 0.85,
}
"""Of what interviewers read; scorecards and committee read most of theirs for the first time."""
MOST_OVER_FLOOR = 1.8


@pytest.fixture(scope="module", params=CACHED_SHARE, ids=lambda case: f"{case[0]}-{case[1]}")
def onsite(request: pytest.FixtureRequest) -> Onsite:
    length, model = request.param
    return asyncio.run(held(length, model))


def wire(body: dict[str, Any]) -> str:
    """A request's conversation as it was sent, without its end."""
    return json.dumps(body["messages"], ensure_ascii=False).removesuffix("]")


def test_an_onsite_takes_its_turns_its_scorecards_and_one_more_call(onsite: Onsite) -> None:
    assert onsite.spent.calls == sum(onsite.turns) + len(onsite.debrief.scorecards) + 1
    assert onsite.spent.requests == onsite.spent.calls == len(onsite.provider.bodies)
    assert onsite.spent.repairs == onsite.spent.retries == onsite.spent.failures == 0


def test_most_of_what_interviewers_read_was_read_before(onsite: Onsite) -> None:
    used = [used for turns in onsite.rounds() for _, used in turns]
    assert len(used) == sum(onsite.turns)
    share = sum(each.read for each in used) / sum(each.read_in for each in used)
    assert share >= CACHED_SHARE[onsite.plan.length, onsite.model]


def test_an_onsite_costs_little_more_than_sending_everything_once(onsite: Onsite) -> None:
    assert onsite.provider.units <= MOST_OVER_FLOOR * onsite.provider.floor


def test_the_bill_is_what_the_provider_counted(onsite: Onsite) -> None:
    spent, used = onsite.spent, onsite.provider.used
    assert spent.tokens_in == sum(each.read_in for each in used)
    assert spent.tokens_cached == sum(each.read for each in used)
    assert spent.tokens_written == sum(each.written for each in used)
    assert spent.tokens_out == sum(each.out for each in used)
    rows = [price_table().of(body["model"]) for body in onsite.provider.bodies]
    dollars = [row.of(u.fresh, u.read, u.written, u.out) for row, u in zip(rows, used, strict=True)]
    assert spent.dollars == pytest.approx(sum(part or 0.0 for part in dollars))
    assert not spent.unpriced


def test_every_request_of_a_round_goes_on_where_the_last_one_ended(onsite: Onsite) -> None:
    rounds = onsite.rounds()
    assert len(rounds) == len(onsite.debrief.transcripts)
    for turns in rounds:
        for (before, _), (after, _) in pairwise(turns):
            assert_goes_on(wire(before), wire(after))


def test_rounds_and_scorecards_begin_with_what_was_read_before(onsite: Onsite) -> None:
    openings = [turns[0][1] for turns in onsite.rounds()]
    *scorecards, _ = [used for _, used in onsite.sheets()]
    assert [used for used in (*openings[1:], *scorecards[1:]) if used.read < LEAST] == []


def test_breakpoints_are_marked_for_the_models_that_look_for_them_and_for_no_others(onsite: Onsite) -> None:
    asked = "prompt_cache_breakpoint"
    *scorecards, committee = [body for body, _ in onsite.sheets()]
    pages = [turns[0][0] for turns in onsite.rounds()] + scorecards
    marked = [asked in json.dumps(body["messages"][0]) for body in pages]
    modes = {json.dumps(body.get("prompt_cache_options")) for body in (*scorecards, committee)}
    since_gpt_5_6 = committee["model"] != BEFORE.partition(":")[2]
    assert marked == [since_gpt_5_6] * len(pages)
    assert modes == ({'{"mode": "explicit"}'} if since_gpt_5_6 else {"null"})
    assert len({body["prompt_cache_key"] for body in onsite.provider.bodies}) == 1


class Clocked(Caller):
    """Puts the minute into the page, as an edit of a prompt would."""

    async def stream(self, call: Call) -> AsyncGenerator[str, None]:
        page = call.messages[0].text.replace("# Rules", f"It is minute {len(call.messages)}.\n\n# Rules", 1)
        clocked = replace(call, messages=[SystemMessage(page), *call.messages[1:]])
        async for piece in super().stream(clocked):
            yield piece


@pytest.mark.parametrize("model", [NOW, BEFORE])
async def test_a_clock_in_the_page_costs_the_cache_and_the_failure_names_its_line(model: str) -> None:
    specs = specs_of(model)
    mind = ModelMind(Clocked(specs["interviewer"]), Caller(specs["scorer"]), secret=SECRET)
    session = await Session.start(SCREEN, memory_archive(), PanelContext(mind=mind, bank=BANK))
    with provided() as provider:
        await play(session)
    (first, second), *_ = pairwise(body for body in provider.bodies if body.get("stream"))
    with pytest.raises(AssertionError) as failed:
        assert_goes_on(wire(first), wire(second))
    lines = first["messages"][0]["content"]
    page = lines if isinstance(lines, str) else "".join(block["text"] for block in lines)
    at = page.splitlines().index("It is minute 2.") + 1
    assert f"First differing line, {at}:\n  was: It is minute 2.\n  now: It is minute 4." in str(failed.value)
    assert sum(used.read for used in provider.used) == 0
