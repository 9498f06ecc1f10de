"""What calls use: counted, added up, priced, and said before they are made."""

import asyncio

import pytest
from pydantic import SecretStr

from interview_agents.calls.estimating import estimate
from interview_agents.calls.prices import Price
from interview_agents.calls.specs import ROLES, ModelSpec, Role, default_spec, spec_for
from interview_agents.calls.spending import Spending, metered, note

KEY = SecretStr("sk-test")
USAGE = {
    "input_tokens": 1000,
    "output_tokens": 100,
    "input_token_details": {"cache_read": 600, "cache_creation": 300},
}
PRICE = Price(input=10.0, cached=1.0, cache_write=12.5, output=50.0)
DEFAULTS: dict[Role, ModelSpec] = {role: default_spec(role) for role in ROLES}


def test_each_token_is_paid_once_at_its_own_price() -> None:
    spent = Spending.of(USAGE, PRICE)
    assert spent.dollars == pytest.approx((100 * 10 + 600 * 1 + 300 * 12.5 + 100 * 50) / 1e6)
    assert (spent.tokens_in, spent.tokens_cached, spent.tokens_written) == (1000, 600, 300)


def test_a_model_without_a_price_is_said_to_have_none() -> None:
    spent = Spending.of(USAGE, Price())
    assert (spent.unpriced, spent.dollars) == (1, 0.0)


def test_an_answer_without_a_count_is_said_to_have_none() -> None:
    assert Spending.of(None, PRICE) == Spending(requests=1, uncounted=1)


def test_spending_adds_up() -> None:
    one = Spending.of(USAGE, PRICE)
    assert sum([one, one, one]) == one + one + one
    assert (one + one).tokens_in == 2000
    assert (one + one).cached_share == 0.6


async def test_a_meter_counts_its_own_calls_and_those_of_tasks_it_started() -> None:
    async def work() -> None:
        note(Spending(calls=1))

    with metered() as outer:
        await asyncio.gather(work(), work())
        with metered() as inner:
            await work()
    await work()
    assert (outer.spending.calls, inner.spending.calls) == (3, 1)


def test_an_onsite_takes_its_turns_its_sheets_and_one_committee() -> None:
    turns = (4, 8, 12, 6)
    specs: dict[Role, ModelSpec] = {role: DEFAULTS[role] for role in ROLES if role != "candidate"}
    assert estimate(turns, specs).calls == sum(turns) + len(turns) + 1
    assert estimate(turns, DEFAULTS).calls == sum(turns) + len(turns) + 1 + sum(turns) - len(turns)


def test_a_full_onsite_on_the_default_models_costs_cents() -> None:
    expected = estimate((8, 14, 16, 10), DEFAULTS)
    assert 0.02 < expected.dollars < 0.50
    assert 0.5 < expected.cached_share < 0.95
    assert not expected.unpriced


def test_a_rehearsed_role_costs_nothing_and_a_local_one_has_no_price() -> None:
    assert estimate((4, 4), {}) == Spending()
    local = estimate((4, 4), {"interviewer": ModelSpec(name="ollama:llama3.2")})
    assert (local.calls, local.unpriced, local.dollars) == (8, 8, 0.0)


def test_the_provider_alone_stands_for_what_we_ask_in_each_role() -> None:
    assert {role: spec_for(role, "openai") for role in ROLES} == DEFAULTS
    assert {role: spec_for(role, DEFAULTS[role].name) for role in ROLES} == DEFAULTS, "named in full too"
    spec = spec_for("judge", "openai:gpt-5.4", api_key=KEY, base_url=None)
    assert (spec.name, spec.api_key, spec.base_url) == ("openai:gpt-5.4", KEY, None)
