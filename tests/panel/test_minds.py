"""From names and access to the mind that holds an onsite."""

import pytest
from pydantic import SecretStr
from tests.panel.onsites import BANK

from interview_agents.calls.estimating import estimate
from interview_agents.calls.prices import price_table
from interview_agents.calls.specs import default_spec, spec_for
from interview_agents.errors import ModelSpecError
from interview_panel import Length, OnsiteRequest
from interview_panel.errors import RequestError
from interview_panel.minds import HOLDERS, Access, access_for, expected, mind_for, specs_for
from interview_panel.plan import REHEARSAL, ModelNames, plan_onsite

KEY = SecretStr("sk-secret-0123456789")
HERE, ELSEWHERE = "http://127.0.0.1:9/v1", "http://127.0.0.1:10/v1"
OWN = Access(base_url=HERE, api_key=KEY, organization="org-1")


def test_one_name_serves_every_role_but_the_candidates() -> None:
    specs = specs_for(ModelNames(interviewer="ollama:a", judge="vllm:b"), Access())
    assert {role: spec.name for role, spec in specs.items()} == {
        "interviewer": "ollama:a",
        "scorer": "ollama:a",
        "judge": "vllm:b",
    }


def test_the_provider_alone_stands_for_what_we_recommend_in_each_role() -> None:
    specs = specs_for(ModelNames(interviewer="openai", candidate="openai"), Access())
    assert specs == {role: default_spec(role) for role in (*HOLDERS, "candidate")}


@pytest.mark.parametrize("names", [ModelNames(), ModelNames(interviewer=REHEARSAL, candidate=REHEARSAL)])
def test_without_a_model_the_rehearsal_holds_the_onsite(names: ModelNames) -> None:
    assert mind_for(specs_for(names, OWN)).name == REHEARSAL


def test_a_candidates_model_leaves_the_onsite_to_the_rehearsal() -> None:
    specs = specs_for(ModelNames(candidate="ollama:a"), Access())
    assert list(specs) == ["candidate"]
    assert mind_for(specs).name == REHEARSAL


@pytest.mark.parametrize(
    "names",
    [
        ModelNames(scorer="openai"),
        ModelNames(interviewer=REHEARSAL, judge="ollama:a"),
        ModelNames(interviewer="ollama:a", scorer=REHEARSAL),
    ],
)
def test_half_a_rehearsal_is_refused(names: ModelNames) -> None:
    with pytest.raises(ModelSpecError, match="whole or not at all: name who interviews with --model"):
        specs_for(names, Access())


def test_a_name_of_no_known_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(ModelSpecError, match="'watson:x' names no model: write one of openai:NAME, ollama"):
        specs_for(ModelNames(interviewer="watson:x"), Access())


def test_openais_key_is_not_sent_to_anybody_else() -> None:
    specs = specs_for(ModelNames(interviewer="ollama:a", judge="openai:b"), OWN)
    assert specs["interviewer"] == spec_for("interviewer", "ollama:a")
    assert (specs["judge"].endpoint, specs["judge"].api_key, specs["judge"].organization) == (
        HERE,
        KEY,
        "org-1",
    )


@pytest.mark.parametrize("begun_at", ["", HERE, f"{HERE}/"])
def test_an_onsite_begun_with_the_settings_access_goes_on_with_it(begun_at: str) -> None:
    assert access_for(ModelNames(interviewer="openai:a", base_url=begun_at), Access(), OWN) == OWN


def test_an_onsite_begun_elsewhere_goes_on_there_without_the_settings_key() -> None:
    names = ModelNames(interviewer="openai:a", base_url=ELSEWHERE)
    assert access_for(names, Access(), OWN) == Access(base_url=ELSEWHERE)
    assert access_for(names, Access(), Access(api_key=KEY)) == Access(base_url=ELSEWHERE)


def test_what_is_given_now_comes_before_where_it_was_begun() -> None:
    names, other = ModelNames(interviewer="openai:a", base_url=HERE), SecretStr("sk-other")
    assert access_for(names, Access(base_url=ELSEWHERE, api_key=other), OWN) == Access(
        base_url=ELSEWHERE, api_key=other
    )
    assert access_for(names, Access(api_key=other), OWN).api_key == other


@pytest.mark.parametrize("address", ["http://me:word@models.test/v1", "http://models.test/v1?key=word"])
def test_an_address_with_a_login_cannot_be_stored(address: str) -> None:
    with pytest.raises(RequestError, match="holds no login"):
        ModelNames(base_url=address)


def test_a_model_without_its_key_or_past_its_end_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(ModelSpecError, match="openai:gpt-6-luna needs a key: set OPENAI_API_KEY"):
        mind_for(specs_for(ModelNames(interviewer="openai:gpt-6-luna"), Access()))
    with pytest.raises(ModelSpecError, match=r"gpt-4 was shut down on 2026-10-23: use gpt-5\.6-sol"):
        mind_for(specs_for(ModelNames(interviewer="openai:gpt-4"), Access(api_key=KEY)))


def test_what_is_expected_is_the_estimate_of_the_plans_turns() -> None:
    plan = plan_onsite(OnsiteRequest(length=Length.FULL), BANK)
    specs = specs_for(ModelNames(interviewer="openai"), Access())
    wanted = expected(plan, specs, price_table())
    assert wanted == estimate([part.turns for part in plan.rounds], specs)
    assert wanted.calls == sum(part.turns for part in plan.rounds) + len(plan.rounds) + 1
    assert expected(plan, {}, price_table()).calls == 0
