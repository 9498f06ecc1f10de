"""A server that models answer from: it does what a prompt asks for, and what a test tells it to."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import respx
from tests.agents.provider import answer_to
from tests.agents.wire import USING, Line
from tests.panel.onsites import FILLER

from interview_agents.calls.handfuls import GATHER_S
from interview_agents.model_mind.sheets import CommitteeSheet, ScoreSheet

OPENAI, LOCAL, ELSEWHERE = "https://api.openai.com/v1", "http://127.0.0.1:9/v1", "http://127.0.0.1:10/v1"
SPOKEN, SCORECARD, COMMITTEE = "spoken", ScoreSheet.__name__, CommitteeSheet.__name__
DRILL = ("run", "--length", "drill", "--round", "recruiter")
HERE = ("--model", "openai:scripted", "--base-url", LOCAL)
WHOLE = (
    f"{FILLER}\n\n"
    "For two years I built the ranking of a library's search and measured it against the shelves.\n\n"
    "I left the first version running beside the second for a month and compared what people borrowed.\n\n"
    "What I want next is a team where somebody reads the labels before anybody trains on them.\n\n"
)
"""More answers than the shortest round has questions, each with something to judge."""
PLAYED = ("simulate", "--length", "drill", "--round", "recruiter", "--candidate", "brandon_kessler")
KEY = "sk-canary-0123456789abcdef"
ANSWER = "I would look at the data first."
"""What it says when no interviewer's direction is in the prompt."""
COLOR = '{"color": "red", "warm": true}'


class Halting(httpx.AsyncByteStream):
    """A body that pauses once, for longer than a caller gathers words."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            yield part
            await asyncio.sleep(3 * GATHER_S)


class Server:
    """Answers turns, scorecards, committees, candidates and the doctor.

    Args:
        address: where; everything sent there arrives here.
    """

    def __init__(self, address: str = LOCAL) -> None:
        self.router = respx.mock(base_url=address, using=USING, assert_all_called=False)
        self.instead: dict[str, list[httpx.Response | Exception]] = {}
        """What the next requests of a kind get."""
        self.requests: list[httpx.Request] = []
        self.line = Line(self.router, responses=False, blocking=False)
        self.router.post("/chat/completions").mock(side_effect=self._answer)

    @property
    def asked(self) -> Counter[str]:
        """How many requests of each kind came."""
        return Counter(map(kind_of, self.requests))

    @property
    def models(self) -> dict[str, set[str]]:
        """Which models were asked, by kind."""
        found: dict[str, set[str]] = {}
        for request in self.requests:
            found.setdefault(kind_of(request), set()).add(json.loads(request.content)["model"])
        return found

    @property
    def keys(self) -> set[str]:
        """What the requests were authorized with."""
        return {request.headers["authorization"] for request in self.requests}

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        kind, body = kind_of(request), json.loads(request.content)
        if self.instead.get(kind):
            instead = self.instead[kind].pop(0)
            if isinstance(instead, Exception):
                raise instead
            return instead
        if kind == SPOKEN:
            directed = "<direction-" in json.dumps(body["messages"][-1])
            return self.line.spoken([await answer_to(body) if directed else ANSWER])
        known = kind in {SCORECARD, COMMITTEE}
        return self.line.written(await answer_to(body) if known else COLOR)


def in_two_parts(whole: httpx.Response, until: str) -> httpx.Response:
    """A stream that halts behind some of its words."""
    before, mark, after = whole.content.partition(until.encode())
    return httpx.Response(
        200, headers={"content-type": "text/event-stream"}, stream=Halting(before + mark, after)
    )


def kind_of(request: httpx.Request) -> str:
    """What a request asks for: words, or the name of a sheet."""
    form = json.loads(request.content).get("response_format")
    return str(form["json_schema"]["name"]) if form else SPOKEN
