"""Which mind a context gives: the one that was handed in, the models that are named, or the rehearsal."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr, TypeAdapter
from tests.panel.minds import Counting

from interview_agents.errors import ModelSpecError
from interview_panel import PanelContext
from interview_panel.plan import REHEARSAL, ModelNames

KEY = SecretStr("sk-secret-0123456789")
LOCAL = ModelNames(interviewer="ollama:a")


def test_a_given_mind_always_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "ollama:of-the-environment")
    mind = Counting()
    context = PanelContext(mind=mind, model="ollama:of-the-context")
    assert context.the_mind(LOCAL) is mind
    assert context.the_models(LOCAL) == {}


def test_an_onsites_names_come_before_the_contexts_and_those_before_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert PanelContext().the_mind().name == REHEARSAL
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "ollama:of-the-environment")
    assert PanelContext().the_mind(ModelNames()).name == "ollama:of-the-environment"
    context = PanelContext(model="ollama:of-the-context", judge_model="vllm:b")
    assert context.the_mind().name == "ollama:of-the-context / vllm:b"
    assert context.the_mind(LOCAL).name == "ollama:a"
    assert context.the_mind(ModelNames(interviewer=REHEARSAL)).name == REHEARSAL


def test_the_same_names_give_the_same_mind() -> None:
    assert PanelContext().the_mind(LOCAL) is PanelContext(model="ollama:a").the_mind()
    assert PanelContext().the_mind() is PanelContext().the_mind(ModelNames(interviewer=REHEARSAL))
    assert PanelContext(secret=b"1").the_mind(LOCAL) is not PanelContext(secret=b"2").the_mind(LOCAL)


def test_the_settings_key_is_not_sent_to_an_address_that_a_form_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY.get_secret_value())
    names = ModelNames(interviewer="openai:a")
    assert PanelContext().the_models(names)["judge"].api_key == KEY
    filled_in = PanelContext(base_url="http://models.test/v1")
    assert filled_in.the_models(names)["judge"].api_key is None


def test_a_context_names_no_secret_and_its_form_asks_for_none() -> None:
    context = PanelContext(model="ollama:a", api_key=KEY, secret=b"the secret")
    assert KEY.get_secret_value() not in repr(context)
    assert "the secret" not in repr(context)
    fields = TypeAdapter(PanelContext).json_schema()["properties"]
    assert {"model", "scorer_model", "judge_model", "base_url"} <= set(fields)
    assert not {"api_key", "secret", "mind", "bank", "ledger"} & set(fields)


def test_a_key_may_come_as_text_as_a_server_hands_it_on() -> None:
    given = json.loads('{"model": "openai:a", "api_key": "sk-secret-0123456789"}')
    assert PanelContext(**given).the_models()["scorer"].api_key == KEY


def test_a_price_table_of_ones_own_is_laid_over_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "prices.toml"
    own.write_text('as_of = 2026-12-01\n[models."ollama:a"]\ninput = 1.0\noutput = 2.0\n')
    monkeypatch.setenv("INTERVIEW_PANEL_PRICES", str(own))
    table = PanelContext().the_prices()
    assert table.of("ollama:a").known
    assert table.of("gpt-6-luna").known
    with pytest.raises(ModelSpecError, match=r"nowhere\.toml: the price table cannot be read"):
        PanelContext(prices=str(tmp_path / "nowhere.toml")).the_mind(LOCAL)
