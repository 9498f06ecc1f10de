"""The estimate before an onsite against onsites that were held: calls exactly, tokens and dollars nearly."""

import asyncio

import pytest
from tests.panel.provided import BEFORE, NOW, Onsite, held

from interview_agents.calls.estimating import estimate, sizes
from interview_agents.calls.specs import ModelSpec, Role
from interview_panel import Length

BAND = 0.2
"""Of tokens and of dollars: simulated candidates say more in one onsite and less in the next."""
CASES = [(Length.DRILL, NOW), (Length.SHORT, BEFORE), (Length.FULL, NOW)]
CANDIDATE = "tenzin_dorje"
"""Not one of those that the sizes were measured on."""


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def onsite(request: pytest.FixtureRequest) -> Onsite:
    length, model = request.param
    return asyncio.run(held(length, model, CANDIDATE))


def without_reasoning(onsite: Onsite) -> dict[Role, ModelSpec]:
    """The onsite's models; the scripted provider does not reason."""
    changes = {"reasoning_effort": "none"}
    return {role: spec.model_copy(update=changes) for role, spec in onsite.specs.items()}


@pytest.mark.slow
def test_an_estimate_has_the_calls_exactly_and_tokens_and_dollars_nearly(onsite: Onsite) -> None:
    said, was = estimate(onsite.turns, without_reasoning(onsite)), onsite.spent
    assert said.calls == was.calls == sum(onsite.turns) + len(onsite.turns) + 1
    assert said.tokens_in == pytest.approx(was.tokens_in, rel=BAND)
    assert said.tokens_cached == pytest.approx(was.tokens_cached, rel=BAND)
    assert said.tokens_out == pytest.approx(was.tokens_out, rel=BAND)
    assert said.dollars == pytest.approx(was.dollars, rel=BAND)


def test_reasoning_is_expected_where_it_is_not_turned_off() -> None:
    spec = ModelSpec(name=NOW + ":gpt-6.1-terra")
    silent = spec.model_copy(update={"reasoning_effort": "none"})
    more = estimate((4, 4), {"scorer": spec}).tokens_out - estimate((4, 4), {"scorer": silent}).tokens_out
    assert more == 2 * sizes().thinking


def test_a_server_that_keeps_no_prompts_is_not_expected_to_find_any() -> None:
    local = estimate((8, 8), {"interviewer": ModelSpec(name="ollama:llama3.2")})
    assert (local.tokens_cached, local.tokens_written) == (0, 0)
    assert local.tokens_in > 0


def test_only_a_provider_that_charges_for_writing_is_expected_to_write() -> None:
    before, now = (
        estimate((8, 8), {"interviewer": ModelSpec(name=f"openai:{name}")})
        for name in ("gpt-5.4-mini", "gpt-6-luna")
    )
    assert before.tokens_written == 0
    assert now.tokens_written == now.tokens_in - now.tokens_cached > 0


def test_what_was_handed_in_is_read_at_every_turn_and_found_again_after_the_first() -> None:
    spec: dict[Role, ModelSpec] = {"interviewer": ModelSpec(name="openai:gpt-6-luna")}
    without, with_papers = estimate((4, 4), spec), estimate((4, 4), spec, papers=1_000)
    assert with_papers.tokens_in - without.tokens_in == 8_000
    assert with_papers.tokens_cached - without.tokens_cached == 7_000
