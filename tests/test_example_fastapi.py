"""The FastAPI example over its own HTTP interface."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.test_examples import example

SAM = {"x-user": "sam"}
SAID = "We lost a week because I had trusted the export; now I check row counts before I tell anybody."
DRILL = {"rounds": ["behavioral"], "length": "drill"}


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client of the running application."""
    app = example("fastapi_app").app
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://onsite", headers=SAM) as client,
    ):
        yield client


async def started(client: httpx.AsyncClient) -> str:
    answer = await client.post("/onsites", json=DRILL)
    assert answer.status_code == 201
    return f"/onsites/{answer.json()['id']}"


async def heard(client: httpx.AsyncClient, onsite: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of one run, by type."""
    answer = await client.get(f"{onsite}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((fields["event"], json.loads(fields["data"])))
    return found


async def test_an_onsite_is_heard_answered_and_written_up(client: httpx.AsyncClient) -> None:
    onsite = await started(client)
    events = await heard(client, onsite)
    while events[-1][1]["state"] == "waiting":
        question = events[-1][1]["question"]
        assert "".join(said["text"] for kind, said in events if kind == "piece") == question["text"]
        given = {"text": SAID, "seconds": 30, "to": question["turn_id"]}
        assert (await client.post(f"{onsite}/answers", json=given)).status_code == 202
        events = await heard(client, onsite)
    assert events[-1][1]["state"] == "finished"
    debrief = (await client.get(f"{onsite}/debrief")).json()
    assert debrief["transcripts"][0]["turns"][1]["text"] == SAID


async def test_who_comes_late_hears_the_run_from_its_beginning(client: httpx.AsyncClient) -> None:
    onsite = await started(client)
    assert await heard(client, onsite) == await heard(client, onsite)


async def test_somebody_elses_onsite_is_not_there(client: httpx.AsyncClient) -> None:
    onsite = await started(client)
    eve = {"x-user": "eve"}
    for answer in (
        await client.post(f"{onsite}/answers", json={"text": SAID}, headers=eve),
        await client.get(f"{onsite}/events", headers=eve),
        await client.get(f"{onsite}/debrief", headers=eve),
    ):
        assert (answer.status_code, "problem" in answer.json()) == (404, True)


async def test_an_answer_nobody_asked_for_is_refused(client: httpx.AsyncClient) -> None:
    onsite = await started(client)
    events = await heard(client, onsite)
    turn = events[-1][1]["question"]["turn_id"]
    assert (await client.post(f"{onsite}/answers", json={"text": SAID, "to": turn})).status_code == 202
    again = await client.post(f"{onsite}/answers", json={"text": "Something else.", "to": turn})
    assert again.status_code == 409


async def test_what_the_bank_does_not_have_is_refused_in_words(client: httpx.AsyncClient) -> None:
    answer = await client.post("/onsites", json={"company": "nowhere"})
    assert answer.status_code == 422
    assert "nowhere" in answer.json()["problem"]
