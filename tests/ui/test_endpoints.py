"""What is typed about models: names, addresses, keys, and what leaves this machine."""

import pytest

from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.errors import ModelSpecError
from interview_panel.context import PanelContext
from interview_panel.errors import RequestError
from interview_ui.minds.endpoints import OTHER, Typed, keyed, leaving

KEY = "sk-typed-0123456789abcdef"
HERE = "http://localhost:8000/v1"


def held_by(*addresses: str) -> dict[Role, ModelSpec]:
    roles: tuple[Role, ...] = ("interviewer", "scorer", "judge")
    return {
        role: ModelSpec(name="openai:m", base_url=address)
        for role, address in zip(roles, addresses, strict=False)
    }


def test_nothing_typed_asks_for_our_choice() -> None:
    assert Typed().names().interviewer == "openai"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (Typed(model="gpt-6-sol"), "openai:gpt-6-sol"),
        (Typed("ollama", "qwen2.5:7b"), "ollama:qwen2.5:7b"),
        (Typed("ollama", "vllm:Qwen/Qwen3-8B"), "vllm:Qwen/Qwen3-8B"),
        (Typed(OTHER, "any", base_url=HERE), "openai:any"),
    ],
)
def test_a_name_gets_its_endpoint_unless_it_has_one(typed: Typed, name: str) -> None:
    assert typed.names().interviewer == name


def test_only_another_server_has_an_address_of_its_own() -> None:
    assert Typed(OTHER, "any", base_url=HERE).names().base_url == HERE
    assert Typed("vllm", "any", base_url=HERE).names().base_url == ""


@pytest.mark.parametrize("address", ["", "localhost:8000", "ftp://localhost", "http://", "http://[::1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ModelSpecError, match="write the server's base URL"):
        Typed(OTHER, "any", base_url=address).names()


def test_an_address_with_a_login_is_refused_because_it_would_be_stored() -> None:
    with pytest.raises(RequestError, match="no login"):
        Typed(OTHER, "any", base_url="http://me:word@localhost/v1").names()


@pytest.mark.parametrize("endpoint", ["ollama", OTHER])
def test_an_endpoint_without_a_default_wants_a_name(endpoint: str) -> None:
    with pytest.raises(ModelSpecError, match="write the name of a model it has"):
        Typed(endpoint, base_url=HERE).names()


def test_a_key_left_over_in_a_hidden_field_is_not_taken_along() -> None:
    assert Typed("ollama", "qwen3", api_key=KEY).context(PanelContext()).api_key is None
    assert Typed("ollama", "qwen3", judge="openai:gpt-6-sol", api_key=KEY).context(PanelContext()).api_key


def test_a_key_is_in_no_representation() -> None:
    assert KEY not in repr(Typed(api_key=KEY))
    assert KEY not in repr(keyed(PanelContext(), KEY))


def test_it_is_said_where_words_go() -> None:
    away = leaving(held_by("https://api.openai.com/v1", HERE, "https://me:word@models.example:8443/v1"))
    assert "leave this machine for api.openai.com and models.example:8443;" in away
    assert leaving(held_by(HERE, HERE)) == (
        "Nothing leaves this machine: what you say is read at localhost:8000."
    )
    assert "leave this machine for 192.168.1.7:8000" in leaving(held_by("http://192.168.1.7:8000/v1"))
