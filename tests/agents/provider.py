"""A scripted provider: answers what a prompt asks for, as long as models write, and counts it.

It sits where api.openai.com is, behind the SDK's own transport, so that everything of ours is
real: prompts, callers, SDK, wire. What it says is the prompt reader's, with more words around it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import respx
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from tests.agents.prompt_caches import OUT, Breakpoints, Distinct, Prompt, Steps, Used, blocks, tokens
from tests.agents.reader import PromptReader
from tests.agents.wire import USING, stream

from interview_agents.calls.call import Call
from interview_agents.model_mind.sheets import CommitteeSheet, ScoreSheet

ADDRESS = "https://api.openai.com/v1"
KINDS: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
MOVE = re.compile(r"^move: (\w+)$", re.MULTILINE)
LEADS = {
    "open": "Good morning, and thanks for making the time. I look after one of the teams here, we have "
    "a while together, and I will mostly ask and take notes. ",
    "next": "Let us leave that one where it is and turn to something else. ",
    "probe": "I would like to stay there for a minute, because there is more in it. ",
    "challenge": "I am not convinced by that yet, so let me push a little. ",
}
WHY = (
    "The answer names the choice and gives one reason for it, and nothing in the rest of the round takes it "
    "back or goes beyond it."
)
SUMMARY = " ".join(
    [
        "The rounds agree on how the work was described and differ on how far it was thought through.",
        "What carried the decision were the turns in which a choice was named together with its reason.",
        "Where a number was asked for, one was mostly given, and where it was missing it was said to be.",
        "The strongest moment was the account of what was tried first and why it was given up again.",
        "What was missing was what happens after the first week, when the data is no longer what it was.",
        "Several points were never asked about, so nothing is known of them and nothing held against them.",
    ]
)


@dataclass
class Provider:
    """Answers requests, and keeps every one with what it used.

    A model's prompts lie in a cache of its own, under the rule that holds for its name.
    """

    bodies: list[dict[str, Any]] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    distinct: int = 0
    """Tokens that had to be sent once, whatever the layout."""
    _lines: Distinct = field(default_factory=Distinct)
    _caches: dict[str, Steps | Breakpoints] = field(default_factory=dict)

    async def reply(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request."""
        body: dict[str, Any] = json.loads(request.content)
        text = await answer_to(body)
        used = self._cache_of(body).used(Prompt.of(body), len(tokens(text)))
        self.distinct += self._lines.count(body)
        self.bodies.append(body)
        self.used.append(used)
        return _streamed(text, used) if body.get("stream") else _whole(text, used)

    @property
    def units(self) -> float:
        """What all of it costs, in tokens read fresh."""
        return sum(used.units for used in self.used)

    @property
    def floor(self) -> float:
        """What it would cost to send every distinct token once and get the same answers."""
        return self.distinct + OUT * sum(used.out for used in self.used)

    def _cache_of(self, body: Mapping[str, Any]) -> Steps | Breakpoints:
        name, key = str(body["model"]), body.get("prompt_cache_key", "")
        version = re.match(r"gpt-(\d+)(?:\.(\d+))?", name)
        new = version is not None and (int(version[1]), int(version[2] or 0)) >= (5, 6)
        return self._caches.setdefault(f"{name} {key}", Breakpoints() if new else Steps())


@contextmanager
def provided() -> Iterator[Provider]:
    """A provider in the place of OpenAI's, for as long as the block lasts."""
    provider = Provider()
    with respx.mock(base_url=ADDRESS, using=USING) as router:
        router.post("/chat/completions").mock(side_effect=provider.reply)
        yield provider


async def answer_to(body: Mapping[str, Any]) -> str:
    """What a model writes for a request."""
    messages = [KINDS[m["role"]](_text(m["content"])) for m in body["messages"]]
    reader, call = PromptReader(), Call("", messages)
    schema = body.get("response_format", {}).get("json_schema", {}).get("name")
    if schema == "ScoreSheet":
        return _filled(await reader.structured(call, ScoreSheet)).model_dump_json()
    if schema == "CommitteeSheet":
        return _worded(await reader.structured(call, CommitteeSheet)).model_dump_json()
    move = MOVE.findall(messages[-1].text)
    said = "".join([piece async for piece in reader.stream(call)])
    return LEADS.get(move[-1] if move else "", "") + said


def _filled(sheet: ScoreSheet) -> ScoreSheet:
    """Half the flags that had their opportunity ruled on, a third of those as shown; three strengths."""
    rulings = [
        ruling.model_copy(update={"why": WHY, "ruling": "absent" if number % 3 else "present"})
        for number, ruling in enumerate(sheet.rulings[::2])
    ]
    return sheet.model_copy(
        update={
            "rulings": tuple(rulings),
            "scores": tuple(score.model_copy(update={"why": WHY}) for score in sheet.scores),
            "strengths": sheet.strengths * 3,
            "concern": WHY,
            "open_question": "What would you look at first if the numbers moved the wrong way a month later?",
        }
    )


def _worded(sheet: CommitteeSheet) -> CommitteeSheet:
    settled = {"sides": WHY, "resolution": WHY}
    return sheet.model_copy(
        update={
            "summary": SUMMARY,
            "disagreements": tuple(each.model_copy(update=settled) for each in sheet.disagreements),
            "would_change": WHY,
        }
    )


def _text(content: str | list[dict[str, Any]]) -> str:
    return "".join(block["text"] for block in blocks(content))


def _usage(used: Used) -> dict[str, Any]:
    return {
        "prompt_tokens": used.read_in,
        "completion_tokens": used.out,
        "total_tokens": used.read_in + used.out,
        "prompt_tokens_details": {"cached_tokens": used.read, "cache_write_tokens": used.written},
    }


def _streamed(text: str, used: Used) -> httpx.Response:
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    deltas: list[dict[str, str]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": piece} for piece in re.findall(r"\s*\S+\s*", text)]
    events: list[dict[str, Any] | str] = [
        {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas
    ]
    events.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    return stream(*events, {**head, "choices": [], "usage": _usage(used)}, "[DONE]")


def _whole(text: str, used: Used) -> httpx.Response:
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    head = {"id": "c1", "object": "chat.completion", "created": 1, "model": "scripted"}
    return httpx.Response(200, json={**head, "choices": [choice], "usage": _usage(used)})
