"""Who writes down what is said: nobody unless somebody is named, and no key goes where it does not belong."""

import pytest
from pydantic import SecretStr

from interview_agents.errors import ModelSpecError
from interview_panel import PanelContext
from interview_panel.settings import Settings
from interview_panel.voice import transcriber_in

MODELS_KEY, OWN_KEY = SecretStr("sk-models"), SecretStr("sk-own")
NEAR = "http://127.0.0.1:9000/v1"


def _settings(**values: object) -> Settings:
    return Settings.model_validate({"api_key": MODELS_KEY, **values})


def test_a_key_for_models_alone_sends_no_recording_anywhere() -> None:
    assert transcriber_in(_settings(model="openai")) is None


def test_openai_alone_means_what_we_ask_there_with_the_models_key() -> None:
    spec = transcriber_in(_settings(transcriber="openai"))
    assert spec is not None
    assert (spec.name, spec.api_key) == ("openai:gpt-transcribe", MODELS_KEY)
    assert spec.endpoint == "https://api.openai.com/v1"


def test_where_the_models_answer_the_transcriber_does_too() -> None:
    spec = transcriber_in(_settings(transcriber="openai:whisper", base_url=NEAR))
    assert spec is not None
    assert (spec.endpoint, spec.api_key) == (NEAR, MODELS_KEY)


@pytest.mark.parametrize("name", ["openai:whisper", "vllm:whisper"])
def test_the_models_key_goes_to_no_other_address(name: str) -> None:
    spec = transcriber_in(_settings(transcriber=name, transcriber_base_url=NEAR))
    assert spec is not None
    assert (spec.endpoint, spec.api_key) == (NEAR, None)


def test_a_key_of_its_own_goes_with_it() -> None:
    own = {"transcriber_base_url": NEAR, "transcriber_api_key": OWN_KEY}
    spec = transcriber_in(_settings(transcriber="openai:whisper", **own))
    assert spec is not None
    assert spec.api_key == OWN_KEY


def test_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PanelContext().the_transcriber() is None
    monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER", "vllm:openai/whisper-large-v3")
    made = PanelContext().the_transcriber()
    assert made is not None
    assert (made.name, made.address) == ("vllm:openai/whisper-large-v3", "http://localhost:8000/v1")
    assert PanelContext().the_transcriber() is made


def test_what_cannot_work_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER", "openai")
    with pytest.raises(ModelSpecError, match="needs a key"):
        PanelContext().the_transcriber()
