"""A whole onsite on recordings: a parallel graph plays the same every time, and no file holds a secret."""

import asyncio
import json
import socket
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import httpx
import pytest
import respx
from pydantic import SecretStr
from tests.agents.wire import URL, USING, stream

from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.rehearsal import CandidatePlayer
from interview_evals.cassettes.asked import recording_case
from interview_evals.cassettes.minds import RecordedMind, recorded_mind
from interview_evals.cassettes.tape import Mode, Verdict
from interview_evals.prompts.onsite import read_onsite
from interview_panel import Applicant, OnsiteRequest, PanelContext, Session, Standing, memory_archive
from interview_personas import Bank, Length, RoundKind, load_bank

CANDIDATE = "hanna_lindqvist"
ROUNDS = (RoundKind.RECRUITER, RoundKind.BEHAVIORAL)
PLANTED = {
    "key": "planted-key-0123456789",
    "organization": "planted-organization",
    "cookie": "planted-cookie",
    "request": "planted-request-id",
    "fingerprint": "planted-fingerprint",
}
MODEL = ModelSpec(
    name="openai:gpt-6-luna",
    base_url=URL,
    api_key=SecretStr(PLANTED["key"]),
    organization=PLANTED["organization"],
)
SPECS: dict[Role, ModelSpec] = {"interviewer": MODEL, "scorer": MODEL, "judge": MODEL}
HEADERS = {"set-cookie": f"session={PLANTED['cookie']}", "x-request-id": PLANTED["request"]}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


class Endpoint:
    """Never says the same twice, so that no answer can be taken for another."""

    def __init__(self) -> None:
        self._onsite = read_onsite()
        self._numbers = count(1)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """A turn, or the sheet that was written down for the docs."""
        body, number = json.loads(request.content), next(self._numbers)
        if body.get("stream"):
            delta = {"content": f"Tell me about project {number}: what did you do yourself?"}
            chunk = {"choices": [{"delta": delta, "finish_reason": "stop"}], "id": PLANTED["request"]}
            answer = stream({**chunk, "system_fingerprint": PLANTED["fingerprint"]}, "[DONE]")
            answer.headers.update(HEADERS)
            return answer
        sheet = self._sheet(body["response_format"]["json_schema"]["name"], f"Number {number}.")
        message = {"role": "assistant", "content": json.dumps(sheet)}
        whole = {"id": PLANTED["request"], "choices": [{"message": message, "finish_reason": "stop"}]}
        return httpx.Response(200, json=whole, headers=HEADERS)

    def _sheet(self, schema: str, words: str) -> Mapping[str, object]:
        if schema == "ScoreSheet":
            return self._onsite.rounds[0].sheet.model_dump(mode="json") | {"concern": words}
        return self._onsite.committee.model_dump(mode="json") | {"summary": words}


@pytest.fixture
def route() -> Iterator[respx.Route]:
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        yield router.post("/chat/completions").mock(side_effect=Endpoint().answer)


def without_time(standing: Standing) -> object:
    """All of a debrief but what it used; a replay takes no time."""
    return standing.debrief and standing.debrief.model_dump(exclude={"spent"})


def written_in(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in folder.glob("**/*") if path.is_file()]


async def held(mind: RecordedMind, bank: Bank) -> Standing:
    spec = bank.candidates[CANDIDATE]
    request = OnsiteRequest(
        candidate=Applicant(name=spec.name), role=spec.role, length=Length.DRILL, rounds=ROUNDS, seed=1
    )
    context = PanelContext(mind=mind, bank=bank)
    with recording_case(f"onsite/{CANDIDATE}"):
        session = await Session.start(request, memory_archive(), context, session_id="recorded")
        player = CandidatePlayer(spec, bank, 1)
        standing = await session.advance()
        while standing.question is not None:
            await session.answer(player.reply(await session.open_round()))
            standing = await session.advance()
    return standing


async def test_an_onsite_plays_the_same_ten_times_out_of_ten_with_no_socket(
    tmp_path: Path, bank: Bank, route: respx.Route, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = recorded_mind(tmp_path, Mode.MISSING, specs=SPECS)
    first = await held(recorder, bank)
    assert first.debrief is not None, first.problem
    sent = route.call_count
    assert sent == recorder.tape.count(Verdict.RECORDED)

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    minds = [recorded_mind(tmp_path) for _ in range(10)]
    again = await asyncio.gather(*(held(mind, bank) for mind in minds))
    assert len({standing.model_dump_json() for standing in again}) == 1
    assert without_time(again[0]) == without_time(first)
    assert {verdict for mind in minds for verdict in (played.verdict for played in mind.tape.played)} == {
        Verdict.HIT
    }
    assert all(mind.tape.unused() == () for mind in minds)
    assert route.call_count == sent


async def test_nothing_secret_is_in_any_file_of_an_onsite(
    tmp_path: Path, bank: Bank, route: respx.Route
) -> None:
    await held(recorded_mind(tmp_path, Mode.MISSING, specs=SPECS), bank)
    assert route.calls.last.request.headers["authorization"] == f"Bearer {PLANTED['key']}"
    files = written_in(tmp_path)
    assert len(files) > len(ROUNDS)
    found = [(name, what) for name, text in files for what, told in PLANTED.items() if told.encode() in text]
    assert found == []
