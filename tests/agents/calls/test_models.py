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
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr
from tests.agents.wire import GOOD, SAID, TEXT, URL, USING, FakeClock, Line, Sheet, failure

from interview_agents import errors
from interview_agents.calls import wire
from interview_agents.calls.blocking import BlockingCaller
from interview_agents.calls.call import Call
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


@pytest.mark.parametrize(
    ("name", "address", "near"),
    [
        ("openai:gpt-6-luna", None, False),
        ("openai:mine", "https://models.example.org/v1", False),
        ("openai:mine", "http://192.168.1.7:8080/v1", True),
        ("openai:mine", "http://[::1]:8080/v1", True),
        ("vllm:mine", None, True),
    ],
)
def test_a_model_nearby_is_given_time_to_read(name: str, address: str | None, *, near: bool) -> None:
    spec = ModelSpec(name=name, base_url=address, api_key=KEY)
    assert (spec.limits.timeout_s, spec.limits.deadline_s) == ((600, 1800) if near else (60, 180))
    own = ModelSpec(name=name, base_url=address, api_key=KEY, timeout_s=5)
    assert (own.limits.timeout_s, own.limits.deadline_s) == (5, spec.limits.deadline_s)
    assert chat_model(own).root_client.timeout == wire.patience(5)


async def test_the_key_and_the_organization_go_with_each_request(line: Line) -> None:
    route = line.answers(line.spoken())
    spec = line.spec().model_copy(update={"organization": "org-of-ours"})
    assert [piece async for piece in Caller(spec).stream(Call("i#1", SAID))]
    headers = route.calls.last.request.headers
    assert headers["openai-organization"] == "org-of-ours"
    assert headers["authorization"] == "Bearer sk-test-0123456789abcdef"


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
async def test_on_a_loop_and_without_the_same_is_sent(name: str) -> None:
    """On a loop a stream goes past the SDK's own typing of requests and chunks."""
    said = [*SAID, AIMessage("Why?\n“Because”"), HumanMessage("é 漢 \U0001f600 </s>")]
    call = Call("i#1", said, "s")
    spec = ModelSpec(name=name, base_url=URL, max_tokens=99, temperature=0.5, reasoning_effort="none")
    with respx.mock(base_url=URL, using=USING) as router:
        line = Line(router, responses=False, blocking=False)
        route = line.answers(line.spoken())
        heard = "".join([piece async for piece in Caller(spec).stream(call)])
        assert heard == "".join(BlockingCaller(spec).stream(call))
    loop, blocking = (call.request for call in route.calls)
    assert json.loads(loop.content) == json.loads(blocking.content)
    assert {**loop.headers, "x-stainless-async": ""}.keys() == dict(blocking.headers).keys()
    assert "漢".encode() in loop.content


SHARED = Call("i#1", [SystemMessage("Rules of all rounds. This round."), *SAID[1:]], "s", shared=20)
MARKED = {"mode": "explicit"}


async def asked(line: Line, route: respx.Route, spec: ModelSpec) -> list[dict[str, object]]:
    """What is sent for one spoken and one written answer to a call that shares its beginning."""
    caller = Caller(spec, circuits=Circuits(FakeClock().now))
    line.answers(line.spoken())
    assert [piece async for piece in caller.stream(SHARED)]
    line.answers(line.written(GOOD.model_dump_json()))
    assert await caller.structured(SHARED, Sheet) == GOOD
    return [json.loads(call.request.content) for call in route.calls]


@pytest.mark.parametrize("responses", [False, True], ids=["chat", "responses"])
async def test_where_a_prefix_must_be_marked_what_is_shared_is(*, responses: bool) -> None:
    spec = ModelSpec(name="openai:gpt-6-luna", api_key=KEY, use_responses_api=responses)
    with respx.mock(base_url="https://api.openai.com/v1", using=USING) as router:
        line = Line(router, responses, blocking=False)
        spoken, written = await asked(line, router.post(line.path), spec)
    for body in (spoken, written):
        shared, own = body["input" if responses else "messages"][0]["content"]  # type: ignore[index]  # JSON
        assert (shared["text"], own["text"]) == ("Rules of all rounds.", " This round.")
        assert shared["prompt_cache_breakpoint"] == MARKED
        assert "prompt_cache_breakpoint" not in own
    assert "prompt_cache_options" not in spoken, "the next turn goes on from the end of this one"
    assert written["prompt_cache_options"] == MARKED, "nobody goes on from a sheet"


@pytest.mark.parametrize("name", ["openai:gpt-5.4", "openai:gpt-6-luna", "vllm:gpt-6-luna"])
async def test_elsewhere_a_page_is_one_text(line: Line, name: str) -> None:
    """An older model finds any prefix again, and another server would not know the marks."""
    base = None if name == "openai:gpt-5.4" else URL
    spec = ModelSpec(name=name, base_url=base, api_key=KEY, use_responses_api=line.responses)
    with respx.mock(base_url=spec.endpoint, using=USING) as router:
        there = Line(router, line.responses, blocking=False)
        bodies = await asked(there, router.post(there.path), spec)
    assert all("prompt_cache_breakpoint" not in json.dumps(body) for body in bodies)
    assert all("prompt_cache_options" not in body for body in bodies)
    assert all(SHARED.messages[0].text in json.dumps(body) for body in bodies)


async def test_a_message_may_hold_more_than_text(line: Line) -> None:
    route = line.answers(line.spoken())
    said = [HumanMessage([{"type": "text", "text": "hello"}]), HumanMessage("hi", name="Ana")]
    assert [piece async for piece in Caller(line.spec()).stream(Call("i#1", said))]
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
    assert "".join([piece async for piece in caller.stream(Call("i#1", SAID))]) == "Why would you?"
    assert await caller.structured(Call("j#1", SAID), Sheet) == GOOD
    assert caller.name == "GenericFakeChatModel"
    assert (caller.spent.requests, caller.spent.uncounted) == (2, 2)


async def test_any_chat_model_is_read_as_strictly() -> None:
    caller = Caller(scripted("prose", "prose again"), circuits=Circuits(FakeClock().now))
    with pytest.raises(errors.MalformedReplyError):
        await caller.structured(Call("j#1", SAID), Sheet)


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
        assert row.known or row.minute or row.shutdown, name
        assert row.cached is None or row.cached <= (row.input or 0), name


def test_profiles_are_unique_addresses() -> None:
    addresses = [profile.base_url for profile in profiles().values()]
    assert len(addresses) == len(set(addresses)) == 5
