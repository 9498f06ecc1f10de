"""Pieces that come thick are put together; the first ones and the odd ones never wait."""

from collections.abc import AsyncIterator, Sequence
from operator import add

import pytest

from interview_agents.calls.handfuls import in_handfuls


async def handfuls(pieces: Sequence[tuple[float, str]]) -> list[str]:
    """What is handed on of pieces that come at these milliseconds; capitals go alone."""
    time_s = 0.0

    async def come() -> AsyncIterator[str]:
        nonlocal time_s
        for at_ms, piece in pieces:
            time_s = at_ms / 1000
            yield piece

    return [part async for part in in_handfuls(come(), add, joins=str.islower, now=lambda: time_s)]


@pytest.mark.parametrize(
    ("pieces", "parts"),
    [
        ([(0, "a"), (1, "b"), (2, "c")], ["a", "bc"]),
        ([(0, "a"), (40, "b"), (80, "c")], ["a", "b", "c"]),
        ([(0, "a"), (10, "b"), (35, "c"), (36, "d")], ["a", "bc", "d"]),
        ([(0, "R"), (1, "a"), (2, "b")], ["R", "a", "b"]),
        ([(0, "a"), (1, "b"), (2, "END"), (3, "USE")], ["a", "b", "END", "USE"]),
        ([], []),
    ],
)
async def test_the_first_piece_goes_at_once_and_close_ones_go_together(
    pieces: Sequence[tuple[float, str]], parts: list[str]
) -> None:
    assert await handfuls(pieces) == parts
