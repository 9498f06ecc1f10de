"""Ways of holding a turn: the bare client, the tutorials' graph, the whole panel."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Self, TypedDict

from langchain_core.messages import AnyMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableConfig
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from openai import AsyncOpenAI
from pydantic import SecretStr

from benchmarks.endpoint import SAID
from benchmarks.measuring import Arm
from interview_agents.answer import Answer
from interview_agents.calls.caller import Caller
from interview_agents.calls.specs import ModelSpec
from interview_agents.model_mind.mind import ModelMind
from interview_panel import Length, OnsiteRequest, PanelContext
from interview_panel.run import Run
from interview_panel.runner import Runner
from interview_personas import Bank

KEY = SecretStr("sk-benchmark")
ANSWER = (
    "I would start from the cost of a wrong decision and how late the labels come, then look at what the "
    "team does by hand today and write down what it would take to beat that. We tried the cheap thing first. "
)
Speak = Callable[[int], AsyncIterator[str]]


class Talk(TypedDict):
    """The naive graph's state, as the tutorials have it."""

    messages: Annotated[list[AnyMessage], add_messages]


class Held:
    """An onsite over the whole panel, held by its runner in a thread of its own.

    The same session and secret give the same prompts, byte for byte.
    """

    def __init__(self, url: str, file: Path, bank: Bank) -> None:
        mind = ModelMind(Caller(ModelSpec(name="vllm:stub", base_url=url)), secret=b"benchmark")
        self._runner = Runner(file, PanelContext(mind=mind, bank=bank))
        self._id = self._runner.start(OnsiteRequest(length=Length.FULL), session_id="benchmark")
        self._runner.follow(self._id).wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.close()

    def turn(self, number: int) -> float:
        """Answer the open question."""
        began = time.perf_counter()
        run = self._runner.answer(self._id, Answer(text=answer(number)))
        with run.changed:
            run.changed.wait_for(lambda: _speaks(run) or run.standing is not None)
        first_s = time.perf_counter() - began
        standing = run.wait()
        if standing is None or standing.state == "paused":
            raise SystemExit(f"the onsite stopped: {standing and standing.problem}")
        return first_s

    @property
    def finished(self) -> bool:
        """Whether the committee has met."""
        standing = self._runner.follow(self._id).wait()
        return standing is not None and standing.state == "finished"


def bare(url: str, loop: asyncio.Runner, bodies: Sequence[Mapping[str, Any]]) -> Arm:
    """The openai client and nothing else, sending a turn's recorded body."""
    client = AsyncOpenAI(base_url=url, api_key=KEY.get_secret_value(), max_retries=0)

    async def speak(turn: int) -> AsyncIterator[str]:
        stream = await client.chat.completions.create(**bodies[turn])
        async for chunk in stream:
            if chunk.choices and (text := chunk.choices[0].delta.content):
                yield text

    return on(loop, speak)


def naive(url: str, loop: asyncio.Runner, saver: AsyncSqliteSaver, opening: str) -> Arm:
    """A graph of one node over ``add_messages``, streamed in messages mode."""
    model = ChatOpenAI(model="stub", base_url=url, api_key=KEY, stream_usage=True)

    async def interviewer(state: Talk) -> dict[str, list[BaseMessage]]:
        return {"messages": [await model.ainvoke(state["messages"])]}

    builder = StateGraph(Talk)
    builder.add_node("interviewer", interviewer)
    builder.add_edge(START, "interviewer")
    graph = builder.compile(checkpointer=saver)
    thread: RunnableConfig = {"configurable": {"thread_id": "benchmark"}}

    async def speak(turn: int) -> AsyncIterator[str]:
        before = [SystemMessage(opening)] if turn == 0 else []
        said: Talk = {"messages": [*before, HumanMessage(answer(turn))]}
        async for chunk, _ in graph.astream(said, thread, stream_mode="messages"):
            if isinstance(chunk, BaseMessage) and (text := str(chunk.text)):
                yield text

    return on(loop, speak)


def on(loop: asyncio.Runner, speak: Speak) -> Arm:
    """An arm from whatever speaks on an event loop."""

    async def take(turn: int) -> float:
        began, first_s, heard = time.perf_counter(), 0.0, 0
        async for piece in speak(turn):
            first_s = first_s or time.perf_counter() - began
            heard += len(piece)
        if heard != len(SAID):
            raise SystemExit(f"an arm heard {heard} characters of {len(SAID)}")
        return first_s

    return lambda turn: loop.run(take(turn))


def answer(number: int) -> str:
    """What the candidate says at a turn: four sentences, never the same."""
    return f"For question {number} I would not begin with a model. {ANSWER * 2}"


def _speaks(run: Run) -> bool:
    return any(event["type"] == "piece" for event in run.events)
