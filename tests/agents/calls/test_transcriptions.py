"""Speech written down: what goes over the wire, what it costs, and every way it can fail."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import HTTP

import httpx
import pytest
import respx
from pydantic import SecretStr
from tests.agents.wire import URL, USING, FakeClock, failure

from interview_agents import errors
from interview_agents.calls.circuits import FAILURES, Circuits
from interview_agents.calls.prices import price_table
from interview_agents.calls.specs import ModelSpec, transcriber_spec
from interview_agents.calls.spending import metered
from interview_agents.calls.transcriptions import Transcriptions

WAV = b"RIFF....WAVE"
CALL = "voice/coding-03"
SAID = httpx.Response(200, json={"text": " I'd start with the data. "})
KEY = "sk-test-0123456789abcdef"
OPENAI = "https://api.openai.com/v1"


class Desk:
    """An endpoint, and what it was sent."""

    def __init__(self, router: respx.MockRouter) -> None:
        self.router, self.clock = router, FakeClock()
        self.circuits = Circuits(self.clock.now)

    def answers(self, *answers: httpx.Response | Exception, at: str = URL) -> respx.Route:
        """Each request gets the next; the last stays."""
        queue = list(answers)

        def reply(_: httpx.Request) -> httpx.Response:
            answer = queue.pop(0) if len(queue) > 1 else queue[0]
            if isinstance(answer, Exception):
                raise answer
            kept = {name: value for name, value in answer.headers.items() if name != "content-length"}
            return httpx.Response(answer.status_code, headers=kept, content=answer.content)

        return self.router.post(f"{at}/audio/transcriptions").mock(side_effect=reply)

    def typist(self, name: str = "openai:whisper-large", url: str | None = URL) -> Transcriptions:
        """Who writes it down."""
        spec = transcriber_spec(name, base_url=url, api_key=SecretStr(KEY))
        return Transcriptions(spec, language="en", clock=self.clock, circuits=self.circuits, seed=1)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with respx.mock(using=USING, assert_all_called=False) as router:
        yield Desk(router)


def _form(route: respx.Route) -> dict[str, list[str]]:
    """The fields of the last request."""
    request = route.calls.last.request
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, list[str]] = {}
    for part in message_from_bytes(head + request.read(), policy=HTTP).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_content()
        fields.setdefault(name, []).append(content.decode() if isinstance(content, bytes) else content)
    return fields


async def test_the_words_come_back_without_the_space_around_them(desk: Desk) -> None:
    route = desk.answers(SAID)
    assert await desk.typist().words(WAV, 3.0, call_id=CALL) == "I'd start with the data."
    assert route.calls.last.request.headers["authorization"] == f"Bearer {KEY}"
    assert _form(route)["file"] == [WAV.decode()]


async def test_openais_own_model_gets_keywords_and_languages(desk: Desk) -> None:
    route = desk.answers(SAID, at=OPENAI)
    await desk.typist("openai", None).words(WAV, 3.0, call_id=CALL, terms=("NDCG", "PR AUC"))
    form = _form(route)
    assert form["model"] == ["gpt-transcribe"]
    assert form["keywords[]"] == ["NDCG", "PR AUC"]
    assert form["languages[]"] == ["en"]
    assert not {"prompt", "language"} & set(form)


async def test_a_server_of_ones_own_gets_a_prompt_and_a_language(desk: Desk) -> None:
    route = desk.answers(SAID)
    await desk.typist().words(WAV, 3.0, call_id=CALL, terms=("NDCG", "PR AUC"))
    form = _form(route)
    assert (form["model"], form["prompt"], form["language"]) == (["whisper-large"], ["NDCG, PR AUC"], ["en"])
    assert form["response_format"] == ["json"]


async def test_what_was_listened_to_is_counted_and_priced_by_the_minute(desk: Desk) -> None:
    desk.answers(SAID, at=OPENAI)
    with metered() as meter:
        await desk.typist("openai", None).words(WAV, 120.0, call_id=CALL)
    spent = meter.spending
    assert (spent.calls, spent.requests, spent.heard_s, spent.unpriced) == (1, 1, 120.0, 0)
    assert spent.dollars == pytest.approx(0.009)


async def test_without_a_price_it_is_said_that_there_is_none(desk: Desk) -> None:
    desk.answers(SAID)
    typist = desk.typist()
    await typist.words(WAV, 120.0, call_id=CALL)
    assert (typist.spent.unpriced, typist.spent.dollars, typist.spent.heard_s) == (1, 0.0, 120.0)


async def test_what_passes_is_asked_again_in_one_place_and_failures_cost_nothing(desk: Desk) -> None:
    route = desk.answers(failure(503), failure(429, "rate_limit_exceeded"), SAID, at=OPENAI)
    typist = desk.typist("openai", None)
    await typist.words(WAV, 60.0, call_id=CALL)
    assert route.call_count == typist.spent.requests == 3
    assert (typist.spent.retries, typist.spent.heard_s, len(desk.clock.rests)) == (2, 60.0, 2)
    assert typist.spent.dollars == pytest.approx(0.0045)


@pytest.mark.parametrize(
    ("answer", "becomes", "requests"),
    [
        (failure(401, "invalid_api_key"), errors.KeyRefusedError, 1),
        (failure(429, "insufficient_quota"), errors.QuotaExhaustedError, 1),
        (failure(400, "invalid_value", "audio file is too short"), errors.RequestRefusedError, 1),
        (failure(404, "model_not_found"), errors.UnknownModelError, 1),
        (failure(429, "rate_limit_exceeded"), errors.RateLimitedError, 4),
        (failure(500), errors.UnreachableError, 4),
        (httpx.ConnectError("refused"), errors.UnreachableError, 4),
        (httpx.ReadTimeout("slow"), errors.UnreachableError, 4),
        (
            httpx.Response(200, headers={"content-type": "text/html"}, text="<h1>Hi</h1>"),
            errors.UnreachableError,
            4,
        ),
        (httpx.Response(200, json={"words": []}), errors.UnreachableError, 4),
        (
            httpx.Response(200, json={"error": {"code": 429, "message": "slow down"}}),
            errors.RateLimitedError,
            4,
        ),
    ],
    ids=[
        "key",
        "credit",
        "refused",
        "name",
        "limit",
        "server",
        "line",
        "time",
        "page",
        "no text",
        "in place",
    ],
)
async def test_every_failure_is_one_typed_error_that_names_the_call(
    desk: Desk, answer: httpx.Response | Exception, becomes: type[errors.ModelError], requests: int
) -> None:
    route = desk.answers(answer)
    with pytest.raises(becomes) as caught:
        await desk.typist().words(WAV, 3.0, call_id=CALL)
    assert route.call_count == requests
    assert (caught.value.call_id, caught.value.model) == (CALL, "openai:whisper-large")
    assert KEY not in str(caught.value)


async def test_a_dead_endpoint_is_left_alone(desk: Desk) -> None:
    route = desk.answers(failure(503))
    for _ in range(FAILURES):
        with pytest.raises(errors.UnreachableError):
            await desk.typist().words(WAV, 3.0, call_id=CALL)
    sent = route.call_count
    with pytest.raises(errors.CircuitOpenError):
        await desk.typist().words(WAV, 3.0, call_id=CALL)
    assert route.call_count == sent


async def test_a_model_that_is_gone_says_what_to_use_instead(desk: Desk) -> None:
    desk.answers(failure(404, "model_not_found"), at=OPENAI)
    with pytest.raises(errors.UnknownModelError, match=r"2027-02-26: use gpt-transcribe"):
        await desk.typist("openai:whisper-1", None).words(WAV, 3.0, call_id=CALL)


def test_a_model_past_its_announced_end_is_refused_before_anything_is_sent() -> None:
    later = price_table().model_copy(update={"as_of": price_table().of("whisper-1").shutdown})
    spec = ModelSpec(name="openai:whisper-1", api_key=SecretStr(KEY))
    with pytest.raises(errors.ModelSpecError, match="was shut down on 2027-02-26: use gpt-transcribe"):
        Transcriptions(spec, table=later)


def test_the_same_name_on_a_server_of_ones_own_is_another_model() -> None:
    later = price_table().model_copy(update={"as_of": price_table().of("whisper-1").shutdown})
    assert Transcriptions(ModelSpec(name="openai:whisper-1", base_url=URL), table=later).address == URL


def test_openai_wants_a_key_and_a_server_nearby_does_not() -> None:
    with pytest.raises(errors.ModelSpecError, match="needs a key"):
        Transcriptions(transcriber_spec("openai"))
    assert (
        Transcriptions(transcriber_spec("vllm:openai/whisper-large-v3")).name
        == "vllm:openai/whisper-large-v3"
    )
