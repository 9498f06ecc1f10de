"""Small models copy the form they are shown; the candidate hears the words only."""

from collections.abc import AsyncGenerator, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_agents.errors import MindError
from interview_agents.model_mind.leaks import Listener
from interview_agents.model_mind.speaking import LONGEST_TURN, Bare, let_through

MARKS = ("1a2b3c4d5e6f", "f6e5d4c3b2a1")
WORDS = "Say that again: why would you? A < B, and so on."
PARROTED = {
    "a mark": f"<direction-{MARKS[0]}>\n{WORDS}",
    "both marks": f"<candidate-{MARKS[1]}>{WORDS}</candidate-{MARKS[1]}>",
    "a direction": f"<direction-{MARKS[0]}>\nmove: probe\nstuck: yes\nsay: {WORDS}\n</direction-{MARKS[0]}>",
    "a direction with a quote": f"move: challenge\ntheir words to go on from:\nit was fine\nsay: {WORDS}",
    "a label": f"\n Say: {WORDS}",
    "an example's label": f"Right: {WORDS}",
}


def bare(pieces: Iterable[str]) -> str:
    stream = Bare(MARKS)
    return "".join([stream.heard(piece) for piece in pieces]) + stream.rest()


@pytest.mark.parametrize("text", PARROTED.values(), ids=PARROTED)
@given(sizes=st.lists(st.integers(1, 30), max_size=40))
def test_what_belongs_to_a_direction_is_taken_off_however_it_arrives(text: str, sizes: list[int]) -> None:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    assert bare([*pieces, text[at:]]).strip() == WORDS


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "You said that you would move: where to?",
        "Moving on. What is next?",
        "Right. And say: what then?",
        "<candidate-000000000000>",
        "a <",
        "S",
        "",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert bare(text) == bare([text]) == text


def test_the_first_words_are_not_kept_waiting() -> None:
    stream = Bare(MARKS)
    assert [stream.heard(piece) for piece in ("Why", " would you?")] == ["Why", " would you?"]


async def test_a_model_that_does_not_come_to_an_end_is_stopped() -> None:
    given_out = 0

    async def endless() -> AsyncGenerator[str, None]:
        nonlocal given_out
        while True:
            given_out += 20
            yield "And then, and then. "

    with pytest.raises(MindError, match=r"openai:x for coding-03 does not come to an end: give the"):
        async for _ in let_through(endless(), Bare(MARKS), Listener([]), "openai:x for coding-03"):
            pass
    assert given_out <= LONGEST_TURN + 20
