"""An interviewer goes on from a few of the candidate's own words, and from no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_agents.evidence import normalised
from interview_agents.quoting import FEWEST, MOST, phrase
from interview_agents.text import folded

ANSWER = (
    "Good point, thanks. I'd log every impression with its position in the list. "
    "Then the labels come from finished films, because autoplay is noisy. "
    "Does the remote control send an event?"
)


def test_the_phrase_stands_in_the_answer_word_for_word() -> None:
    found = phrase(ANSWER, "What do the labels come from?")
    assert found is not None
    assert folded(found) in folded(normalised(ANSWER))


@pytest.mark.parametrize(
    ("about", "word"),
    [("Where would labels come from?", "labels"), ("What about the impression position?", "impression")],
)
def test_what_comes_next_draws_the_choice(about: str, word: str) -> None:
    found = phrase(ANSWER, about)
    assert found is not None
    assert word in found


def test_a_phrase_is_not_used_twice() -> None:
    about = "Where would labels come from?"
    used: list[str] = []
    while (found := phrase(ANSWER, about, used)) is not None:
        assert found.casefold() not in {text.casefold() for text in used}
        used.append(found)
    assert len(used) >= 2


def test_a_used_phrase_is_known_in_any_case() -> None:
    about = "Where would labels come from?"
    first = phrase(ANSWER, about)
    assert first is not None
    assert phrase(ANSWER, about, [first.upper()]) != first


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Yes.",
        "Thank you, that is a very good question about noisy labels.",
        "I'm not sure where the labels would come from here.",
        "Let me think about the labels in the viewing log for a second.",
        "Sorry, could the labels in the viewing log be missing?",
        "What do the labels in the viewing log look like?",
        "it is what it is and so on",
    ],
)
def test_an_aside_a_question_or_a_filler_is_never_quoted(answer: str) -> None:
    assert phrase(answer, "Where do the labels in the viewing log come from?") is None


def test_a_phrase_begins_and_ends_with_something_said() -> None:
    found = phrase("And so, well, the noisy autoplay events poison the training labels of the.", "labels")
    assert found == "the noisy autoplay events poison the training labels"


def test_a_name_keeps_its_capital() -> None:
    assert phrase("Kafka carries the playback events to storage.", "events") == (
        "Kafka carries the playback events to storage"
    )


SPEECH = st.lists(
    st.sampled_from(
        "I'd log every impression , because noisy autoplay . Sorry thanks ? the model ( which is ) — "
        "labels come from 40 films; and so well „quoted” words\n maybe something".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(answer=SPEECH, about=SPEECH)
def test_whatever_is_said_a_phrase_is_short_and_the_candidates_own(answer: str, about: str) -> None:
    found = phrase(answer, about)
    if found is not None:
        assert FEWEST <= len(found.split()) <= MOST
        assert folded(" ".join(found.split())) in folded(" ".join(answer.split()))
