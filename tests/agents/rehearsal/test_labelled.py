"""Answers to learn from: whole when they are short, else the part that a quote is from."""

import pytest

from interview_agents.rehearsal.labelled import LONGEST, SHORTEST, excerpt, fits
from interview_agents.text import words

SENTENCES = [
    f"In week {n} we looked at the labels again, counted what was late, and wrote it down." for n in range(20)
]
TOLD = " ".join(SENTENCES)


def test_a_short_answer_is_learned_from_whole() -> None:
    assert excerpt(" ".join(SENTENCES[:4]), SENTENCES[2]) == " ".join(SENTENCES[:4])


@pytest.mark.parametrize("at", [0, 7, 16])
def test_of_a_long_answer_the_window_that_begins_with_the_quote_is_kept(at: int) -> None:
    assert excerpt(TOLD, SENTENCES[at]) == " ".join(SENTENCES[at : at + 4])


def test_near_the_end_the_last_window_with_the_quote_is_kept() -> None:
    assert excerpt(TOLD, SENTENCES[-1]) == " ".join(SENTENCES[-4:])


@pytest.mark.parametrize("quote", ["word 5 and", "word 150 and word 151", "word 399", "never said", ""])
def test_who_speaks_without_full_stops_is_learned_from_too(quote: str) -> None:
    text = " and ".join(f"word {n}" for n in range(400))
    kept = excerpt(text, quote)
    assert fits(kept)
    assert kept in text
    assert quote in kept or quote == "never said"


def test_what_is_no_words_is_nothing_to_learn_from() -> None:
    assert not fits(excerpt("- " * 500, "-"))


def test_the_limits_count_words() -> None:
    assert [fits("so " * number) for number in (SHORTEST - 1, SHORTEST, LONGEST, LONGEST + 1)] == [
        *(False, True, True, False)
    ]
    assert len(words(excerpt(TOLD, ""))) <= LONGEST
