"""What our calls cost over the bare openai client: ``python -m benchmarks.wire``.

A scripted endpoint in a child process, 48 turns of a growing conversation, every arm once a turn
in rotated order, so that whatever else the machine does falls on all of them alike. Figures are
medians of paired differences and ratios within one run; CPU is this process's only.
"""

import argparse
import asyncio
import gc
import json
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, TypedDict, cast

from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableConfig
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionMessageParam
from pydantic import SecretStr

from interview_agents.calls.caller import Caller
from interview_agents.calls.specs import ModelSpec

OPENING = "You interview for a machine-learning role. " * 60
ANSWER = "I would start from the cost of a wrong decision and how late the labels come. " * 4
QUESTION = "token " * 64
KEY = SecretStr("sk-benchmark")
PARTS = 4
Speak = Callable[[int], AsyncIterator[str]]


@dataclass
class Taken:
    """One arm's figures, a turn each."""

    first_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


class Onsite(TypedDict):
    """The naive graph's state, as the tutorial has it."""

    messages: Annotated[list[AnyMessage], add_messages]


def conversation(turn: int) -> list[BaseMessage]:
    """What is sent at a turn: everything said so far."""
    said: list[BaseMessage] = [SystemMessage(OPENING)]
    for _ in range(turn):
        said += [HumanMessage(ANSWER), AIMessage(QUESTION)]
    return [*said, HumanMessage(ANSWER)]


def bare(url: str) -> Speak:
    """The openai client and nothing else."""
    client = AsyncOpenAI(base_url=url, api_key=KEY.get_secret_value(), max_retries=0)
    roles = {"human": "user", "ai": "assistant", "system": "system"}

    async def speak(turn: int) -> AsyncIterator[str]:
        said = cast(  # plain dicts of the declared shape
            "list[ChatCompletionMessageParam]",
            [{"role": roles[m.type], "content": m.content} for m in conversation(turn)],
        )
        stream = await client.chat.completions.create(
            model="stub",
            messages=said,
            stream=True,
            stream_options={"include_usage": True},
        )
        async for chunk in stream:
            if chunk.choices and (text := chunk.choices[0].delta.content):
                yield text

    return speak


def ours(url: str) -> Speak:
    """A caller."""
    caller = Caller(ModelSpec(name="vllm:stub", base_url=url))

    async def speak(turn: int) -> AsyncIterator[str]:
        async for piece in caller.stream(conversation(turn), call_id=f"interviewer/{turn}"):
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


def naive(url: str, saver: AsyncSqliteSaver) -> Speak:
    """A graph of one node over ``add_messages``, streamed in messages mode."""
    model = ChatOpenAI(model="stub", base_url=url, api_key=KEY, stream_usage=True)

    async def interviewer(state: Onsite) -> dict[str, list[BaseMessage]]:
        return {"messages": [await model.ainvoke(state["messages"])]}

    builder = StateGraph(Onsite)
    builder.add_node("interviewer", interviewer)
    builder.add_edge(START, "interviewer")
    graph = builder.compile(checkpointer=saver)
    thread: RunnableConfig = {"configurable": {"thread_id": "1"}}

    async def speak(turn: int) -> AsyncIterator[str]:
        opening = [SystemMessage(OPENING)] if turn == 0 else []
        said: Onsite = {"messages": [*opening, HumanMessage(ANSWER)]}
        async for chunk, _ in graph.astream(said, thread, stream_mode="messages"):
            if isinstance(chunk, BaseMessage) and (text := str(chunk.text)):
                yield text

    return speak


async def one(speak: Speak, turn: int, taken: Taken) -> None:
    """One turn of one arm."""
    began, cpu, first, said = time.perf_counter(), time.process_time(), 0.0, 0
    async for piece in speak(turn):
        first = first or time.perf_counter() - began
        said += len(piece)
    taken.first_ms.append(first * 1000)
    taken.cpu_ms.append((time.process_time() - cpu) * 1000)
    if said != len(QUESTION):
        raise SystemExit(f"an arm heard {said} characters of {len(QUESTION)}")


async def measured(url: str, turns: int) -> dict[str, Taken]:
    """Every arm, interleaved."""
    async with AsyncSqliteSaver.from_conn_string(":memory:") as saver:
        arms = {
            "bare": bare(url),
            "ours": ours(url),
            "ChatOpenAI": chat_openai(url),
            "naive": naive(url, saver),
        }
        for name, speak in arms.items():
            if name != "naive":  # its history is its own; its first turn warms it
                await one(speak, 0, Taken())
        found = {name: Taken() for name in arms}
        names = list(arms)
        for turn in range(turns):
            for name in names:
                gc.collect()
                await one(arms[name], turn, found[name])
            names = names[1:] + names[:1]
    return found


def summary(found: dict[str, Taken]) -> dict[str, dict[str, float]]:
    """Each arm over the bare one: first words, CPU, and CPU late over early."""
    base = found["bare"]
    table = {}
    for name, taken in found.items():
        ratios = [mine / theirs for mine, theirs in zip(taken.cpu_ms, base.cpu_ms, strict=True)]
        quarter = max(len(ratios) // PARTS, 1)
        later = [mine - theirs for mine, theirs in zip(taken.first_ms, base.first_ms, strict=True)]
        table[name] = {
            "first_ms": round(statistics.median(taken.first_ms), 2),
            "first_over_bare_ms": round(statistics.median(later), 2),
            "cpu_ms": round(statistics.median(taken.cpu_ms), 2),
            "cpu_over_bare": round(statistics.median(ratios), 3),
            "late_over_early": round(
                statistics.median(ratios[-quarter:]) / statistics.median(ratios[:quarter]), 3
            ),
        }
    return table


@contextmanager
def endpoint(*flags: str) -> Iterator[str]:
    """The scripted provider's address, while it runs."""
    command = [sys.executable, "-m", "benchmarks.endpoint", *flags]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        if child.stdout is None:
            raise SystemExit("the endpoint has no output")
        yield f"http://127.0.0.1:{child.stdout.readline().strip()}/v1"
    finally:
        child.terminate()
        child.wait()


def main() -> None:
    """Print the table, as JSON with ``--json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=48)
    parser.add_argument("--first-ms", default="100")
    parser.add_argument("--pace", default="300")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    logging.disable(logging.INFO)
    with endpoint("--first-ms", given.first_ms, "--pace", given.pace) as url:
        table = summary(asyncio.run(measured(url, given.turns)))
    if given.json:
        print(json.dumps(table, indent=2))
        return
    columns = list(next(iter(table.values())))
    print(" ".join(["arm".ljust(12), *(column.rjust(19) for column in columns)]))
    for name, row in table.items():
        print(" ".join([name.ljust(12), *(f"{row[column]:19}" for column in columns)]))


if __name__ == "__main__":
    main()
