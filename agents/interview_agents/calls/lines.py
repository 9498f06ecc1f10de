"""How a caller waits for its model. The usual way is on an event loop; `blocking` has the other."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager
from operator import add
from typing import Any, Protocol, cast

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable

from interview_agents.calls.handfuls import in_handfuls

Words = AsyncGenerator[str, None]
Chunks = AsyncGenerator[BaseMessage, None]
Sheets = Runnable[LanguageModelInput, BaseMessage]
Options = dict[str, Any]


class Line(Protocol):
    """The four things that are done differently with a loop and without."""

    def within(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """A block that is given up after so long, with a ``TimeoutError``."""
        ...

    def stream(self, model: BaseChatModel, said: Sequence[BaseMessage], options: Options) -> Chunks:
        """An answer in chunks."""
        ...

    async def whole(self, model: Sheets, said: Sequence[BaseMessage], options: Options) -> BaseMessage:
        """An answer in one piece."""
        ...

    def gathered(self, words: Words) -> Words:
        """Words that follow others just heard, a few at a time."""
        ...


class OnALoop:
    """Waits without holding up anybody else."""

    def within(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """A block that is cancelled when its time is up."""
        return asyncio.timeout(seconds)

    def stream(self, model: BaseChatModel, said: Sequence[BaseMessage], options: Options) -> Chunks:
        """An answer in chunks."""
        return cast("Chunks", model.astream(list(said), **options))  # declared an iterator, is a generator

    async def whole(self, model: Sheets, said: Sequence[BaseMessage], options: Options) -> BaseMessage:
        """An answer in one piece."""
        return await model.ainvoke(list(said), **options)

    def gathered(self, words: Words) -> Words:
        """A handful every so often, and none is held back for what comes late."""
        return in_handfuls(words, add, since=asyncio.get_running_loop().time())
