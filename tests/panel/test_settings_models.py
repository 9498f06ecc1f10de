"""Which model each role has, from the environment and .env."""

from pathlib import Path

import pytest

from interview_agents.calls.specs import ROLES, default_spec
from interview_agents.errors import ModelSpecError
from interview_panel.settings import Settings


def test_without_settings_the_rehearsal_plays_every_role() -> None:
    assert [Settings(_env_file=None).spec(role) for role in ROLES] == [None] * 4  # pyright: ignore[reportCallIssue]


def test_one_model_serves_every_role_but_the_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai:gpt-6-luna")
    monkeypatch.setenv("INTERVIEW_PANEL_JUDGE_MODEL", "openai:gpt-6.1-terra")
    settings = Settings(_env_file=None)  # pyright: ignore[reportCallIssue]
    names = [spec.name if (spec := settings.spec(role)) else None for role in ROLES]
    assert names == ["openai:gpt-6-luna", "openai:gpt-6-luna", "openai:gpt-6.1-terra", None]


def test_the_provider_alone_stands_for_our_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai")
    assert Settings(_env_file=None).spec("scorer") == default_spec("scorer")  # pyright: ignore[reportCallIssue]


def test_address_and_key_come_from_the_names_everybody_uses(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(
        "INTERVIEW_PANEL_MODEL=openai:any\nOPENAI_API_KEY=sk-secret\n"
        "OPENAI_BASE_URL=http://127.0.0.1:9/v1\nOPENAI_ORG_ID=org-1\n"
    )
    settings = Settings(_env_file=env)  # pyright: ignore[reportCallIssue]
    spec = settings.spec("interviewer")
    assert spec is not None
    assert (spec.endpoint, spec.organization) == ("http://127.0.0.1:9/v1", "org-1")
    assert spec.api_key is not None
    assert spec.api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in f"{settings!r} {spec!r} {settings.model_dump()}"


def test_openais_key_is_not_sent_to_anybody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "ollama:llama3.2")
    spec = Settings(_env_file=None).spec("judge")  # pyright: ignore[reportCallIssue]
    assert spec is not None
    assert (spec.api_key, spec.endpoint) == (None, "http://localhost:11434/v1")


def test_an_unknown_provider_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "watson:x")
    with pytest.raises(ModelSpecError, match="'watson:x' names no model"):
        Settings(_env_file=None).spec("judge")  # pyright: ignore[reportCallIssue]
