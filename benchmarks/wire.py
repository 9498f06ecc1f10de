"""What our calls alone cost over the bare openai client: ``python -m benchmarks.wire``.

A scripted endpoint in a child process and 48 turns of one conversation that grows, in three arms:
the client, our caller, and langchain-openai as it comes. `turns` has the whole panel.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.messages.utils import convert_to_openai_messages
from langchain_openai import ChatOpenAI

from benchmarks.arms import KEY, Speak, bare, on
from benchmarks.endpoint import SAID, endpoint
from benchmarks.measuring import interleaved, markdown, options, summary
from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.specs import ModelSpec

OPENING = "You interview for a machine-learning role. " * 60
ANSWER = "I would start from the cost of a wrong decision and how late the labels come. " * 4


def conversation(turn: int) -> list[BaseMessage]:
    """What is sent at a turn: everything said so far."""
    said: list[BaseMessage] = [SystemMessage(OPENING)]
    for _ in range(turn):
        said += [HumanMessage(ANSWER), AIMessage(SAID)]
    return [*said, HumanMessage(ANSWER)]


def body(turn: int) -> Mapping[str, Any]:
    """The same as the client is given it."""
    messages = convert_to_openai_messages(conversation(turn))
    usage = {"include_usage": True}
    return {"model": "stub", "messages": messages, "stream": True, "stream_options": usage}


def ours(url: str) -> Speak:
    """A caller."""
    caller = Caller(ModelSpec(name="vllm:stub", base_url=url))

    async def speak(turn: int) -> AsyncIterator[str]:
        async for piece in caller.stream(Call(f"interviewer/{turn}", conversation(turn))):
            yield piece

    return speak


def chat_openai(url: str) -> Speak:
    """langchain-openai as it comes."""
    model = ChatOpenAI(model="stub", base_url=url, api_key=KEY, stream_usage=True)

    async def speak(turn: int) -> AsyncIterator[str]:
        async for chunk in model.astream(conversation(turn)):
            if text := str(chunk.text):
                yield text

    return speak


def main() -> None:
    """Print the table, as JSON with ``--json``."""
    parser = options(__doc__)
    parser.add_argument("--turns", type=int, default=48)
    given = parser.parse_args()
    logging.disable(logging.INFO)
    with (
        endpoint("--first-ms", given.first_ms, "--pace", given.pace) as url,
        asyncio.Runner() as loop,
    ):
        arms = {
            "bare": bare(url, loop, [body(turn) for turn in range(given.turns)]),
            "ours": on(loop, ours(url)),
            "ChatOpenAI": on(loop, chat_openai(url)),
        }
        for arm in arms.values():
            arm(0)
        table = summary(interleaved(arms, [True] * given.turns))
    print(json.dumps(table, indent=2) if given.json else markdown(table))


if __name__ == "__main__":
    main()
