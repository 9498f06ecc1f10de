"""The same calls for a script without an event loop; they hold its thread until they are answered.

There is one body of code for both ways. Here nothing in it waits for a loop: what has to be
waited for is waited for in place, so each coroutine runs to its end as soon as it is started.
"""

import time
from collections.abc import Coroutine, Generator, Sequence
from contextlib import AbstractAsyncContextManager, closing, nullcontext
from typing import Any, TypeVar, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from interview_agents.calls.attempts import CIRCUITS
from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.lines import Chunks, Options, Sheets, Words
from interview_agents.calls.prices import PriceTable
from interview_agents.calls.progress import Clock
from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.spending import Spending
from interview_personas import Record

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class BlockingClock(Clock):
    """Rests by holding the thread."""

    async def rest(self, seconds: float) -> None:
        """Wait in place."""
        time.sleep(seconds)  # noqa: ASYNC251 - there is no loop to hold up


class InPlace:
    """A line that is waited for in place; the client's own timeouts guard its silences."""

    def within(self, seconds: float) -> AbstractAsyncContextManager[object]:  # noqa: ARG002 - the protocol's
        """Nothing here can be interrupted."""
        return nullcontext()

    async def stream(self, model: BaseChatModel, said: Sequence[BaseMessage], options: Options) -> Chunks:
        """An answer in chunks."""
        chunks = cast("Generator[BaseMessage, None, None]", model.stream(list(said), **options))
        with closing(chunks):
            for chunk in chunks:
                yield chunk

    async def whole(self, model: Sheets, said: Sequence[BaseMessage], options: Options) -> BaseMessage:
        """An answer in one piece."""
        return model.invoke(list(said), **options)

    def gathered(self, words: Words) -> Words:
        """As they come: nobody else could look at the clock."""
        return words


class BlockingCaller:
    """`Caller` without an event loop: the same calls, the same errors.

    Args:
        model: which model.
        table: prices; the shipped ones when left out.
        clock: its ``rest`` must not wait for a loop.
        circuits: shared with every other caller of the process when left out.
        seed: spreads the pauses.
    """

    def __init__(
        self,
        model: ModelSpec | BaseChatModel | Endpoint,
        *,
        table: PriceTable | None = None,
        clock: Clock | None = None,
        circuits: Circuits = CIRCUITS,
        seed: int | None = None,
    ) -> None:
        clock = clock or BlockingClock()
        self._caller = Caller(model, table=table, clock=clock, circuits=circuits, seed=seed, line=InPlace())

    @property
    def name(self) -> str:
        """``openai:gpt-6-luna``."""
        return self._caller.name

    @property
    def spent(self) -> Spending:
        """What all its calls used so far."""
        return self._caller.spent

    def stream(self, call: Call) -> Generator[str, None, None]:
        """The answer's words as they come."""
        words = self._caller.stream(call)
        try:
            while True:
                yield at_once(anext(words))
        except StopAsyncIteration:
            return
        finally:
            at_once(words.aclose())

    def structured(self, call: Call, schema: type[R], *, repair: bool = True) -> R:
        """An answer as a record."""
        return at_once(self._caller.structured(call, schema, repair=repair))


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that waits for nothing.

    Raises:
        RuntimeError: it does wait for something.
    """
    try:
        work.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    work.close()
    raise RuntimeError("a blocking call waited for an event loop")
