"""Pieces that come thick are put together; the first ones and the odd ones never wait."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from operator import add

import pytest

from interview_agents.calls.handfuls import GATHER_S, in_handfuls

LULL_S = 3 * GATHER_S


async def coming(pieces: Sequence[str]) -> AsyncGenerator[str, None]:
    """Pieces that come at once; a dot is a lull."""
    for piece in pieces:
        if piece == ".":
            await asyncio.sleep(LULL_S)
        else:
            yield piece
            await asyncio.sleep(0)


def handfuls(pieces: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    """What is handed on; capitals go alone."""
    return in_handfuls(pieces, add, joins=str.islower)


@pytest.mark.parametrize(
    ("pieces", "parts"),
    [
        (["a", "b", "c"], ["a", "bc"]),
        (["a", ".", "b", ".", "c"], ["a", "b", "c"]),
        (["a", "b", "c", ".", "d"], ["a", "bc", "d"]),
        (["R", "a", "b"], ["R", "ab"]),
        (["a", "b", "END", "USE"], ["a", "b", "END", "USE"]),
        ([], []),
    ],
)
async def test_the_first_piece_goes_at_once_and_close_ones_go_together(
    pieces: Sequence[str], parts: list[str]
) -> None:
    assert [part async for part in handfuls(coming(pieces))] == parts


async def test_what_has_come_is_handed_on_when_nothing_follows() -> None:
    never = asyncio.Event()

    async def stalled() -> AsyncGenerator[str, None]:
        async for piece in coming(["a", "b", "c"]):
            yield piece
        await never.wait()

    async with aclosing(stalled()) as pieces, aclosing(handfuls(pieces)) as heard:
        assert await anext(heard) + await anext(heard) == "abc"


async def test_an_error_comes_after_what_was_said_before_it() -> None:
    async def broken() -> AsyncGenerator[str, None]:
        yield "a"
        yield "b"
        raise ConnectionError

    heard = handfuls(broken())
    assert await anext(heard) == "ab"
    with pytest.raises(ConnectionError):
        await anext(heard)


async def test_nobody_reads_on_for_a_listener_who_has_left() -> None:
    closed = False

    async def endless() -> AsyncGenerator[str, None]:
        nonlocal closed
        try:
            while True:
                yield "a"
                await asyncio.sleep(0)
        finally:
            closed = True

    async with aclosing(endless()) as pieces, aclosing(handfuls(pieces)) as heard:
        assert await anext(heard) == "a"
    assert closed
    assert len(asyncio.all_tasks()) == 1
