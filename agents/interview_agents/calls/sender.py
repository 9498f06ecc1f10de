"""One request of a call: sent, listened to and counted; never sent again from here."""

import asyncio
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable

from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.failures import failure_of, usage_of
from interview_agents.calls.heard import Heard
from interview_agents.calls.one_call import Call
from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.spending import Spending
from interview_agents.calls.wire import calling
from interview_personas import InterviewError

Chunks = AsyncGenerator[BaseMessage, None]
BlockingChunks = Generator[BaseMessage, None, None]
Sheets = Runnable[LanguageModelInput, BaseMessage]
C = TypeVar("C")
Opened = tuple[C, Heard, str]
"""The rest of a stream, what was heard of it, and its first words."""


class Sender:
    """Sends to one endpoint, on an event loop and without."""

    def __init__(self, endpoint: Endpoint, spec: ModelSpec, table: PriceTable) -> None:
        self.endpoint, self.spec, self.table = endpoint, spec, table
        self.name = endpoint.name

    async def opened(self, call: Call, messages: Sequence[BaseMessage]) -> Opened[Chunks]:
        """Send, and wait for the first words; until they are there, asking again shows nobody anything."""
        heard = self._listening()
        said, options = self._lightened(call, messages)
        chunks = cast("Chunks", self.endpoint.model.astream(said, **options))
        with self.request(call, heard, closes=False), calling(call.id):
            while (chunk := await self.next(call, chunks)) is not None:
                if text := heard.take(chunk):
                    return chunks, heard, text
            heard.check(self.name, call.id)
        return chunks, heard, ""

    def opened_blocking(self, call: Call, messages: Sequence[BaseMessage]) -> Opened[BlockingChunks]:
        """`opened` without an event loop."""
        heard = self._listening()
        said, options = self._lightened(call, messages)
        chunks = cast("BlockingChunks", self.endpoint.model.stream(said, **options))
        with self.request(call, heard, closes=False), calling(call.id):
            while (chunk := self.next_blocking(call, chunks)) is not None:
                if text := heard.take(chunk):
                    return chunks, heard, text
            heard.check(self.name, call.id)
        return chunks, heard, ""

    async def next(self, call: Call, chunks: Chunks) -> BaseMessage | None:
        """The next chunk, waited for no longer than the line may be silent; None at the end."""
        async with asyncio.timeout(call.patience(self.spec.timeout_s)):
            return await anext(chunks, None)

    def next_blocking(self, call: Call, chunks: BlockingChunks) -> BaseMessage | None:
        """`next` without an event loop: the line's own timeout guards its silence."""
        call.patience(self.spec.timeout_s)
        return next(chunks, None)

    async def whole(self, call: Call, asked: Sheets, said: Sequence[BaseMessage]) -> str:
        """Send, and wait for the whole answer's text."""
        heard = self._listening()
        with self.request(call, heard), calling(call.id):
            patience = call.patience(self.spec.deadline_s)
            async with asyncio.timeout(patience):
                heard.take(await asked.ainvoke(list(said), **self._options(call, patience)))
            heard.check(self.name, call.id)
        return heard.text

    def whole_blocking(self, call: Call, asked: Sheets, said: Sequence[BaseMessage]) -> str:
        """`whole` without an event loop."""
        heard = self._listening()
        with self.request(call, heard), calling(call.id):
            patience = call.patience(self.spec.deadline_s)
            heard.take(asked.invoke(list(said), **self._options(call, patience)))
            heard.check(self.name, call.id)
        return heard.text

    @contextmanager
    def request(self, call: Call, heard: Heard, *, closes: bool = True) -> Iterator[None]:
        """Count one request, and turn whatever it raises into one of our errors.

        Args:
            call: whose.
            heard: what has arrived of the answer.
            closes: whether the answer is over when the block is.
        """
        try:
            yield
        except InterviewError:
            call.sent(self._cost(heard))
            raise
        except Exception as error:
            call.sent(self._cost(heard, error))
            raise failure_of(error, self.name, call.id, self.table) from error
        except BaseException:  # abandoned or cancelled
            call.sent(self._cost(heard))
            raise
        if closes:
            call.sent(self._cost(heard))

    def _cost(self, heard: Heard, error: Exception | None = None) -> Spending:
        if hasattr(error, "status_code"):
            return Spending(requests=1)  # an answer with an error costs nothing
        usage = heard.usage or (usage_of(error) if error else None)
        return Spending.of(usage, self.endpoint.price)

    def _listening(self) -> Heard:
        return Heard(must_end=self.endpoint.says_why_it_ended)

    def _lightened(
        self, call: Call, messages: Sequence[BaseMessage]
    ) -> tuple[list[BaseMessage], dict[str, Any]]:
        return self.endpoint.lightened(messages, self._options(call))

    def _options(self, call: Call, silence_s: float | None = None) -> dict[str, Any]:
        return self.endpoint.options(call.session, call.max_tokens, silence_s)
