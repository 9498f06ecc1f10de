"""Small pieces that come thick, handed on a few at a time."""

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from contextlib import suppress
from typing import Generic, TypeVar

GATHER_S = 0.03
"""After the first words, pieces are handed on at most so often: pages and screens gain nothing."""
T = TypeVar("T")


async def in_handfuls(
    pieces: AsyncIterable[T],
    add: Callable[[T, T], T],
    *,
    joins: Callable[[T], bool] = lambda _: True,
    since: float = -math.inf,
) -> AsyncGenerator[T, None]:
    """Pieces, one at once and those that follow it closely put together.

    They are read in a task of their own, so that what has come is not held back when the next
    piece is late.

    Args:
        pieces: as they come.
        add: puts two together.
        joins: whether a piece may be put to others; one that may not goes through alone, at once.
        since: when something was handed on last, by the loop's clock.
    """
    heap = Heap(add, joins)
    now, reading = asyncio.get_running_loop().time, asyncio.create_task(heap.gather(pieces))
    try:
        while not reading.done() or heap.held:
            await heap.came.wait()
            if now() < since + GATHER_S:
                await heap.until(since + GATHER_S)
            for piece in heap.taken():
                yield piece
            since = now()
        await reading
    finally:
        reading.cancel()
        await asyncio.wait({reading})  # whoever closes the pieces finds nobody reading them


class Heap(Generic[T]):
    """What has come and was not handed on yet."""

    def __init__(self, add: Callable[[T, T], T], joins: Callable[[T], bool]) -> None:
        self._add, self._joins = add, joins
        self.held: list[T] = []
        self.came, self._urgent = asyncio.Event(), asyncio.Event()

    async def gather(self, pieces: AsyncIterable[T]) -> None:
        """Put everything on it that comes."""
        try:
            async for piece in pieces:
                self._put(piece)
        finally:
            self._urgent.set()
            self.came.set()

    async def until(self, when: float) -> None:
        """Wait for more, until a time or something that does not wait."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(when):
                await self._urgent.wait()

    def taken(self) -> list[T]:
        """All of it; the heap is empty then."""
        self.came.clear()
        self._urgent.clear()
        held, self.held = self.held, []
        return held

    def _put(self, piece: T) -> None:
        joins = self._joins(piece)
        if joins and self.held and self._joins(self.held[-1]):
            self.held[-1] = self._add(self.held[-1], piece)
        else:
            self.held.append(piece)
        if not joins:
            self._urgent.set()
        self.came.set()
