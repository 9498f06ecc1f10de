"""A provider on the wire that does what the prompt asks for, and that a test can make fail."""

import json
from collections import Counter

import httpx
import respx
from pydantic import SecretStr
from tests.agents.provider import answer_to
from tests.agents.reader import SECRET
from tests.agents.wire import Line

from interview_agents.model_mind.sheets import CommitteeSheet, ScoreSheet
from interview_panel import PanelContext

WITH_MODELS = PanelContext(model="openai", api_key=SecretStr("sk-test-0123456789abcdef"), secret=SECRET)
"""The models we recommend, found by their names as in anybody's onsite."""
TURN, SCORECARD, COMMITTEE = "turn", ScoreSheet.__name__, CommitteeSheet.__name__


class Provider:
    """Answers turns, scorecards and committees, each with the same count of tokens.

    Args:
        router: where requests arrive.
    """

    def __init__(self, router: respx.MockRouter) -> None:
        self.line = Line(router, responses=False, blocking=False)
        self.asked: Counter[str] = Counter()
        self.failures: dict[str, list[httpx.Response]] = {}
        """What the next requests of a kind get instead of an answer."""
        router.post("/chat/completions").mock(side_effect=self._answer)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        kind = body["response_format"]["json_schema"]["name"] if "response_format" in body else TURN
        self.asked[kind] += 1
        if self.failures.get(kind):
            return self.failures[kind].pop(0)
        text = await answer_to(body)
        return self.line.spoken([text]) if kind == TURN else self.line.written(text)
