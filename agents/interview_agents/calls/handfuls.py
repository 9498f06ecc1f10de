"""Small pieces that come thick, handed on a few at a time."""

import math
import time
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from typing import TypeVar

GATHER_S = 0.03
"""After the first words, pieces are handed on at most so often: pages and screens gain nothing."""
T = TypeVar("T")


async def in_handfuls(
    pieces: AsyncIterable[T],
    add: Callable[[T, T], T],
    *,
    joins: Callable[[T], bool] = lambda _: True,
    now: Callable[[], float] = time.monotonic,
    since: float = -math.inf,
) -> AsyncGenerator[T, None]:
    """Pieces, one at once and those that follow it closely put together.

    Args:
        pieces: as they come.
        add: puts two together.
        joins: whether a piece may be put to others; one that may not goes through alone, at once.
        now: the time, in seconds.
        since: when something was handed on last.
    """
    held: T | None = None
    async for piece in pieces:
        if not joins(piece):
            if held is not None:
                yield held
                held = None
            yield piece
            continue
        held = piece if held is None else add(held, piece)
        if now() - since >= GATHER_S:
            yield held
            held, since = None, now()
    if held is not None:
        yield held
