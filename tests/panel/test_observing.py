"""Logs and spans of an onsite: which session, round and call, and nobody's words unless asked for."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence

import httpx
import pytest
import respx
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests.agents.provider import ADDRESS
from tests.agents.wire import USING
from tests.panel.onsites import SCREEN
from tests.panel.provider import SCORECARD, WITH_MODELS, Provider

from interview_agents.answer import Answer
from interview_agents.tracing import ASKED_FOR, working
from interview_panel import Session, Standing, memory_archive
from interview_panel.logs import JsonLines, OfTheWork

CANARY = "quokkaberry"
SAID = (
    f"I moved the {CANARY} import to a nightly job, because the day load hid its failures from us.",
    f"The hardest part of {CANARY} was that two teams owned the same table and neither watched it.",
    f"I would measure {CANARY} by how often a planner has to correct what the model proposed.",
)
NOT_INSTALLED = """
import sys
sys.modules["opentelemetry"] = None
from interview_agents.tracing import TRACER, WORK, working
with working("interview.turn", session="s1", round="coding") as span:
    span.tell({"interview.state": "waiting"})
    print(TRACER, dict(WORK.get()))
"""


@pytest.fixture(scope="module")
def memory() -> Iterator[InMemorySpanExporter]:
    """Where this process's spans go; a provider can be set once, and later tests fill no memory."""
    exporter, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    yield exporter
    provider.shutdown()


@pytest.fixture
def spans(memory: InMemorySpanExporter) -> InMemorySpanExporter:
    memory.clear()
    return memory


@pytest.fixture
def provider() -> Iterator[Provider]:
    with respx.mock(base_url=ADDRESS, using=USING) as router:
        yield Provider(router)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    caplog.handler.addFilter(OfTheWork())
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """Our own records as JSON."""
    ours = (record for record in log.records if record.name.startswith("interview_"))
    return [json.loads(JsonLines().format(record)) for record in ours]


async def held() -> tuple[str, Standing]:
    """One recruiter's round by a model; its session's id and how it ended."""
    session = await Session.start(SCREEN, memory_archive(), WITH_MODELS)
    standing = await session.advance()
    while standing.question is not None:
        said = SAID[standing.question.turns_used % len(SAID)]
        await session.answer(Answer(text=said, seconds=20))
        standing = await session.advance()
    return session.id, standing


def named(spans: InMemorySpanExporter, name: str) -> list[ReadableSpan]:
    return [span for span in spans.get_finished_spans() if span.name == name]


def attributes(span: ReadableSpan) -> dict[str, object]:
    return dict(span.attributes or {})


def own_id(span: ReadableSpan) -> int:
    assert span.context is not None
    number: int = span.context.span_id
    return number


def everything(spans: Sequence[ReadableSpan]) -> str:
    return "\n".join(span.to_json() for span in spans)


@pytest.mark.usefixtures("provider")
async def test_turns_scorecard_and_committee_are_spans_of_their_session_with_their_calls_inside(
    spans: InMemorySpanExporter,
) -> None:
    session, standing = await held()
    assert standing.state == "finished", standing.problem
    turns = named(spans, "interview.turn")
    assert [attributes(span)["interview.round"] for span in turns] == ["recruiter"] * len(turns)
    works = [*turns, *named(spans, "interview.scorecard"), *named(spans, "interview.committee")]
    assert len(works) == len(turns) + 2
    assert {attributes(span)["interview.session"] for span in works} == {session}
    runs = {own_id(span) for span in named(spans, "interview.advance")}
    assert {span.parent.span_id for span in works if span.parent} == runs

    calls = [span for span in spans.get_finished_spans() if span.name.startswith("chat ")]
    assert len(calls) == len(works)
    assert {span.parent.span_id for span in calls if span.parent} == {own_id(span) for span in works}
    used = attributes(calls[0])
    assert used["gen_ai.provider.name"] == "openai"
    assert isinstance(used["gen_ai.usage.input_tokens"], int)
    assert used["gen_ai.usage.input_tokens"] > 0
    assert str(used["interview.call"]).startswith("interviewer/recruiter-01")


@pytest.mark.usefixtures("provider")
async def test_neither_spans_nor_logs_hold_a_word_of_the_candidates(
    spans: InMemorySpanExporter, told: pytest.LogCaptureFixture
) -> None:
    await held()
    assert CANARY not in everything(spans.get_finished_spans())
    assert CANARY not in json.dumps(lines(told))


@pytest.mark.usefixtures("provider")
async def test_words_are_in_the_turns_spans_when_the_environment_asks_for_them(
    spans: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ASKED_FOR, "true")
    await held()
    turns = [attributes(span) for span in named(spans, "interview.turn")]
    assert turns[0]["interview.answer"] == ""
    assert {span["interview.answer"] for span in turns[1:]} == set(SAID)
    assert all(span["interview.question"] for span in turns)


async def test_a_call_that_failed_says_how_and_not_what(
    spans: InMemorySpanExporter, provider: Provider, told: pytest.LogCaptureFixture
) -> None:
    refusal = {"error": {"message": f"no more words about {CANARY}", "code": "insufficient_quota"}}
    provider.failures[SCORECARD] = [httpx.Response(429, json=refusal)]
    _, standing = await held()
    assert standing.state == "paused"
    failed = [
        span for span in spans.get_finished_spans() if span.status.status_code is trace.StatusCode.ERROR
    ]
    assert {attributes(span)["error.type"] for span in failed} == {"QuotaExhaustedError"}
    assert {span.name for span in failed} >= {"interview.scorecard"}
    assert attributes(named(spans, "interview.advance")[-1])["interview.state"] == "paused"
    assert CANARY not in everything(failed)
    assert CANARY not in json.dumps(lines(told))


@pytest.mark.usefixtures("provider")
async def test_every_line_of_an_onsite_names_its_session_and_calls_name_round_and_call(
    told: pytest.LogCaptureFixture,
) -> None:
    session, _ = await held()
    found = lines(told)
    assert {line.get("session") for line in found} == {session}
    calls = [line for line in found if "call" in line]
    assert calls
    for line in calls:
        assert {"work", "model", "requests", "tokens_in", "seconds"} <= line.keys()
    assert calls[0]["call"] == "interviewer/recruiter-01#1"
    assert calls[0]["round"] == "recruiter"
    assert [line["message"] for line in found if "state" in line][-1] == "the onsite is finished"


def test_a_line_is_one_json_object_whatever_is_in_its_message() -> None:
    record = logging.LogRecord(
        "interview_panel.x", logging.WARNING, "x.py", 1, "two\nlines “%s”", ("é",), None
    )
    with working("interview.turn", session="s1", round="coding"):
        OfTheWork().filter(record)
    line = JsonLines().format(record)
    assert "\n" not in line
    found = json.loads(line)
    assert (found["message"], found["level"]) == ("two\nlines “é”", "WARNING")
    assert (found["session"], found["round"]) == ("s1", "coding")
    assert found["time"].endswith("+00:00")


def test_what_a_record_says_itself_is_kept() -> None:
    record = logging.makeLogRecord({"session": "its own"})
    with working("interview.turn", session="around it"):
        OfTheWork().filter(record)
    assert record.__dict__["session"] == "its own"


def test_without_opentelemetry_work_is_named_for_the_logs_all_the_same() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOT_INSTALLED],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "None {'session': 's1', 'round': 'coding'}\n", done.stderr
