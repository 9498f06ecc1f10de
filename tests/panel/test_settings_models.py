"""What the environment and .env say about models."""

from pathlib import Path

import pytest

from interview_panel.minds import Access, access_in, names_in
from interview_panel.plan import REHEARSAL, ModelNames
from interview_panel.settings import Settings

KEY = "sk-secret-0123456789"


def test_without_settings_the_rehearsal_is_named() -> None:
    assert names_in(Settings()) == ModelNames(interviewer=REHEARSAL)


def test_the_environment_names_a_model_for_every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("", "SCORER_", "JUDGE_", "CANDIDATE_"):
        monkeypatch.setenv(f"INTERVIEW_PANEL_{role}MODEL", f"ollama:{role.lower() or 'interviewer_'}")
    assert names_in(Settings()) == ModelNames(
        interviewer="ollama:interviewer_",
        scorer="ollama:scorer_",
        judge="ollama:judge_",
        candidate="ollama:candidate_",
    )


def test_the_word_for_no_model_silences_the_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", REHEARSAL)
    monkeypatch.setenv("INTERVIEW_PANEL_SCORER_MODEL", "openai")
    assert not names_in(Settings())


def test_address_and_key_come_from_the_names_everybody_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(
        f"INTERVIEW_PANEL_MODEL=openai:any\nOPENAI_API_KEY={KEY}\n"
        "OPENAI_BASE_URL=http://127.0.0.1:9/v1\nOPENAI_ORG_ID=org-1\n"
    )
    settings = Settings()
    access = access_in(settings)
    assert (access.base_url, access.organization) == ("http://127.0.0.1:9/v1", "org-1")
    assert access.api_key is not None
    assert access.api_key.get_secret_value() == KEY
    assert names_in(settings) == ModelNames(interviewer="openai:any", base_url="http://127.0.0.1:9/v1")
    assert KEY not in f"{settings!r} {access!r} {settings.model_dump()} {access.model_dump()}"


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("INTERVIEW_PANEL_MODEL=ollama:of-the-file\n")
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "ollama:of-the-environment")
    assert Settings().model == "ollama:of-the-environment"


def test_variables_of_other_programs_are_not_taken_for_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "ORGANIZATION", "MODEL", "PRICES"):
        monkeypatch.setenv(name, "somebody-elses")
    assert access_in(Settings()) == Access()
    assert not names_in(Settings())


@pytest.mark.parametrize("address", ["http://me:word@models.test/v1", "https://models.test/v1?key=word"])
def test_an_address_with_a_login_is_used_and_not_stored(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai:any")
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    assert names_in(Settings()).base_url == ""
    assert access_in(Settings()).base_url == address
