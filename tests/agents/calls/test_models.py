"""Specs and what they become: any endpoint by name, nothing that asks again beneath us."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
import respx
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr
from tests.agents.wire import GOOD, SAID, TEXT, URL, USING, FakeClock, Line, Sheet, failure

from interview_agents import errors
from interview_agents.calls import wire
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.models import chat_model
from interview_agents.calls.prices import price_table
from interview_agents.calls.specs import ROLES, ModelSpec, default_spec, profiles
from interview_agents.errors import ModelSpecError

KEY = SecretStr("sk-test-0123456789abcdef")


@pytest.fixture(params=["chat", "responses"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        yield Line(router, request.param == "responses", blocking=False)


def sent(route: respx.Route) -> dict[str, object]:
    body: dict[str, object] = json.loads(route.calls.last.request.content)
    return body


@pytest.mark.parametrize("name", ["gpt-6-luna", "openai:", "watson:x", ":x", ""])
def test_a_name_without_a_known_profile_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ModelSpecError, match=r"openai:NAME, ollama:NAME, vllm:NAME, lmstudio:NAME"):
        ModelSpec(name=name)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("openai:gpt-6-luna", "https://api.openai.com/v1/"),
        ("ollama:qwen2.5:7b", "http://localhost:11434/v1/"),
        ("vllm:Qwen/Qwen3-8B", "http://localhost:8000/v1/"),
        ("lmstudio:any", "http://localhost:1234/v1/"),
        ("llamacpp:any", "http://localhost:8080/v1/"),
    ],
)
def test_each_profile_has_its_address(name: str, address: str) -> None:
    model = chat_model(ModelSpec(name=name, api_key=KEY))
    assert model.root_client.base_url == address
    assert model.root_async_client.base_url == address


def test_a_server_on_this_machine_needs_no_key() -> None:
    assert chat_model(ModelSpec(name="ollama:llama3.2")).root_client.api_key == "not-needed"
    with pytest.raises(ModelSpecError, match="OPENAI_API_KEY"):
        chat_model(ModelSpec(name="openai:gpt-6-luna"))


def test_no_default_model_is_announced_for_shutdown() -> None:
    table = price_table()
    for role in ROLES:
        spec = default_spec(role)
        assert not table.end_of(spec.model)
        assert table.of(spec.model).known


def test_a_retired_name_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(ModelSpecError, match=r"gpt-4 was shut down on 2026-10-23: use gpt-5\.6-sol"):
        chat_model(ModelSpec(name="openai:gpt-4", api_key=KEY))


def test_a_proxy_may_call_anything_gpt_4() -> None:
    assert chat_model(ModelSpec(name="openai:gpt-4", base_url=URL, api_key=KEY)).model_name == "gpt-4"


async def test_a_name_that_was_retired_since_says_so_when_the_endpoint_does(line: Line) -> None:
    line.answers(failure(404, "model_not_found"))
    with pytest.raises(
        errors.UnknownModelError, match=r"gpt-4\.1-mini is announced .* 2027-01-14: use gpt-6-luna"
    ):
        await line.hear(line.caller(name="openai:gpt-4.1-mini"))


def test_nothing_beneath_asks_again_and_everything_is_said_explicitly() -> None:
    model = chat_model(ModelSpec(name="openai:gpt-6-luna", api_key=KEY))
    assert model.max_retries == 0
    assert model.root_client.max_retries == model.root_async_client.max_retries == 0
    assert model.stream_usage is True
    assert model.use_responses_api is False
    assert model.http_client is not None
    assert model.http_async_client is not None


async def test_usage_is_asked_for_on_any_address(line: Line) -> None:
    route = line.answers(line.spoken())
    await line.hear(line.caller())
    assert line.responses or sent(route)["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize(
    ("name", "effort", "goes"),
    [
        ("openai:gpt-6-luna", None, False),
        ("openai:gpt-6-luna", "none", True),
        ("ollama:llama3.2", None, True),
    ],
)
async def test_a_temperature_goes_only_where_it_is_taken(
    name: str, effort: str | None, *, goes: bool
) -> None:
    spec = ModelSpec(name=name, base_url=URL, api_key=KEY, temperature=0.2, reasoning_effort=effort)
    with respx.mock(base_url=URL, using=USING) as router:
        line = Line(router, responses=False, blocking=False)
        route = line.answers(line.spoken())
        await line.hear(Caller(spec))
    assert ("temperature" in sent(route)) is goes


async def test_one_session_has_one_cache_key_which_does_not_open_it(line: Line) -> None:
    route = line.answers(line.spoken())
    keys = []
    for session in ("onsite-1", "onsite-1", "onsite-2"):
        await line.hear(line.caller(), session=session)
        keys.append(str(sent(route)["prompt_cache_key"]))
    assert keys[0] == keys[1] != keys[2]
    assert "onsite" not in keys[0]


async def test_a_provider_is_told_to_keep_nothing(line: Line) -> None:
    route = line.answers(line.spoken())
    await line.hear(line.caller())
    assert sent(route).get("store", False) is False
    assert not line.responses or "store" in sent(route)


async def test_a_local_server_is_sent_the_older_words_and_no_cache_key() -> None:
    with respx.mock(base_url=URL, using=USING) as router:
        line = Line(router, responses=False, blocking=False)
        route = line.answers(line.spoken())
        spec = ModelSpec(name="llamacpp:any", base_url=URL, max_tokens=300)
        await line.hear(Caller(spec), session="s")
    body = sent(route)
    assert body["max_tokens"] == 300
    assert not {"max_completion_tokens", "prompt_cache_key"} & set(body)


@pytest.mark.parametrize("name", ["openai:gpt-6-luna", "llamacpp:any", "openai:o9"])
async def test_the_light_way_sends_the_same_bytes_as_the_long_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [*SAID, AIMessage("Why?\n“Because”"), HumanMessage("é 漢 \U0001f600 </s>")]
    with respx.mock(base_url=URL, using=USING) as router:
        line = Line(router, responses=False, blocking=False)
        route = line.answers(line.spoken())
        caller = Caller(ModelSpec(name=name, base_url=URL, max_tokens=99, temperature=0.5))
        for tracing in ("false", "true"):
            monkeypatch.setattr(
                "interview_agents.calls.endpoint.tracing_is_enabled", lambda on=tracing: on == "true"
            )
            assert [piece async for piece in caller.stream(said, call_id="i#1", session="s")]
    light, long = (call.request for call in route.calls)
    assert light.content == long.content
    assert "漢".encode() in light.content


async def test_a_message_with_more_than_text_goes_the_long_way(line: Line) -> None:
    route = line.answers(line.spoken())
    said = [HumanMessage([{"type": "text", "text": "hello"}]), HumanMessage("hi", name="Ana")]
    assert [piece async for piece in line.caller().stream(said, call_id="i#1")]
    assert "hello" in route.calls.last.request.content.decode()
    assert line.responses or "Ana" in route.calls.last.request.content.decode()


def test_the_environment_does_not_change_what_a_spec_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://elsewhere.test/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-somebody-elses")
    monkeypatch.setenv("OPENAI_PROXY", "http://proxy.test")
    model = chat_model(ModelSpec(name="ollama:llama3.2"))
    assert model.root_client.base_url == "http://localhost:11434/v1/"
    assert model.root_client.api_key == "not-needed"


async def test_both_kinds_of_call_go_through_the_given_transports() -> None:
    seen: list[str] = []

    def blocking(request: httpx.Request) -> httpx.Response:
        seen.append("blocking")
        return wire.http.Response(200, content=answer, request=request, headers=kind)

    async def on_loop(request: httpx.Request) -> httpx.Response:
        seen.append("loop")
        return wire.http.Response(200, content=answer, request=request, headers=kind)

    router = respx.MockRouter(assert_all_called=False)
    spoken = Line(router, responses=False, blocking=False).spoken()
    answer, kind = spoken.content, {"content-type": "text/event-stream"}
    spec = ModelSpec(name="openai:gpt-6-luna", base_url=URL, api_key=KEY)
    mock = wire.http.MockTransport
    model = chat_model(spec, transport=mock(blocking), async_transport=mock(on_loop))
    assert "".join(str(chunk.text) for chunk in model.stream(list(SAID))) == TEXT
    assert "".join([str(chunk.text) async for chunk in model.astream(list(SAID))]) == TEXT
    assert seen == ["blocking", "loop"]


def test_one_transport_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="both transports"):
        chat_model(ModelSpec(name="ollama:x"), transport=wire.http.HTTPTransport())


@pytest.mark.parametrize("retries", [None, 5])
async def test_a_users_own_chat_model_asks_once_beneath_us_and_stays_as_it_was(
    line: Line, retries: int | None
) -> None:
    own = ChatOpenAI(
        model="gpt-6-luna", base_url=URL, api_key=KEY, max_retries=retries, use_responses_api=line.responses
    )
    route = line.answers(failure(503))
    caller = Caller(own, clock=line.clock, circuits=Circuits(line.clock.now))
    with pytest.raises(errors.UnreachableError):
        await line.hear(caller)
    assert route.call_count == 4
    assert own.max_retries == retries
    line.answers(line.spoken())
    assert "".join(await line.hear(caller)) == TEXT
    line.answers(line.written(GOOD.model_dump_json()))
    assert await line.sheet(caller) == GOOD
    assert caller.spent.tokens_in == 2400


def scripted(*answers: str) -> BaseChatModel:
    return GenericFakeChatModel(messages=iter([AIMessage(answer) for answer in answers]))


async def test_any_chat_model_speaks_and_writes() -> None:
    caller = Caller(scripted("Why would you?", GOOD.model_dump_json()))
    assert "".join([piece async for piece in caller.stream(SAID, call_id="i#1")]) == "Why would you?"
    assert await caller.structured(SAID, Sheet, call_id="j#1") == GOOD
    assert caller.name == "GenericFakeChatModel"
    assert (caller.spent.requests, caller.spent.uncounted) == (2, 2)


async def test_any_chat_model_is_read_as_strictly() -> None:
    caller = Caller(scripted("prose", "prose again"), circuits=Circuits(FakeClock().now))
    with pytest.raises(errors.MalformedReplyError):
        await caller.structured([HumanMessage("rule")], Sheet, call_id="j#1")


async def test_without_a_double_nothing_leaves_this_machine() -> None:
    """The guard of every test stands under both clients."""
    spec = ModelSpec(name="openai:gpt-6-luna", api_key=KEY, requests=1)
    for blocking in (False, True):
        line = Line(respx.MockRouter(), responses=False, blocking=blocking)
        with pytest.raises(errors.ModelError) as raised:
            await line.hear(Caller(spec, circuits=Circuits(FakeClock().now)))
        reasons = [type(cause).__name__ for cause in _chain(raised.value)]
        assert "NetworkRefusedError" in reasons


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_a_users_price_table_wins_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text('as_of = 2027-01-01\n[models."ollama:llama3.2"]\ninput = 0\noutput = 0\n')
    table = price_table(own)
    assert table.as_of == date(2027, 1, 1)
    assert table.models["ollama:llama3.2"].known
    assert table.of("gpt-6-luna").known
    assert table.gone("gpt-5"), "a newer table knows that later ends have come"


@pytest.mark.parametrize(
    "text", ["as_of = ", "as_of = 2027-01-01\n[models.x]\ninput = -1", "[models.x]\nin = 1"]
)
def test_a_broken_price_table_names_the_file(tmp_path: Path, text: str) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(text)
    with pytest.raises(ModelSpecError, match=r"mine\.toml: "):
        price_table(own)
    with pytest.raises(ModelSpecError, match="cannot be read"):
        price_table(tmp_path / "missing.toml")


def test_every_price_is_complete_or_says_when_the_model_goes() -> None:
    for name, row in price_table().models.items():
        assert row.known or row.shutdown, name
        assert row.cached is None or row.cached <= (row.input or 0), name


def test_profiles_are_unique_addresses() -> None:
    addresses = [profile.base_url for profile in profiles().values()]
    assert len(addresses) == len(set(addresses)) == 5
