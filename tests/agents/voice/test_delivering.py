"""Pace, pauses and fillers, of recordings whose speech and silence are known."""

import pytest
from tests.agents.sounds import quiet, spoken, tone, wav

from interview_agents.delivery import Delivery
from interview_agents.errors import NothingHeardError
from interview_agents.voice.delivering import delivery_of, fillers
from interview_agents.voice.recording import Recording
from interview_agents.voice.rules import rules

WORDS = " ".join(["word"] * 10)


def _of(recording: bytes, text: str = WORDS) -> Delivery:
    return delivery_of(Recording.of(recording), text)


def test_silence_before_and_after_is_no_speaking_time() -> None:
    assert _of(wav(quiet(3.0), tone(4.0), quiet(5.0))).spoken_s == pytest.approx(4.0, abs=0.1)


def test_short_pauses_are_speaking_time_and_long_ones_are_counted() -> None:
    delivery = _of(spoken(2.0, 1.0, 2.0, 2.5, 2.0, 4.0, 1.0))
    assert delivery.long_pauses == 2
    assert delivery.spoken_s == pytest.approx(8.0, abs=0.2)


def test_the_pace_is_words_by_speaking_time() -> None:
    assert _of(spoken(2.0, 3.0, 2.0)).words_per_minute == pytest.approx(150, abs=5)


def test_a_voice_without_any_silence_is_heard() -> None:
    assert _of(wav(tone(5.0))).spoken_s == pytest.approx(5.0, abs=0.1)


def test_a_loud_room_is_told_from_a_voice() -> None:
    room = quiet(12.0, noise=400)
    half = len(room) // 2
    recording = wav(room[:half], tone(3.0), room[half:])
    assert _of(recording).spoken_s == pytest.approx(3.0, abs=0.2)


def test_a_key_that_is_struck_is_no_speech() -> None:
    delivery = _of(wav(quiet(2.0), tone(0.05), quiet(4.0), tone(3.0), quiet(4.0), tone(0.05), quiet(1.0)))
    assert delivery.spoken_s == pytest.approx(3.0, abs=0.1)
    assert delivery.long_pauses == 0


@pytest.mark.parametrize("recording", [wav(quiet(3.0)), wav(quiet(1.0), tone(0.05), quiet(1.0))])
def test_nobody_speaking_is_an_error_and_not_a_pace_of_zero(recording: bytes) -> None:
    with pytest.raises(NothingHeardError):
        _of(recording)


def test_more_words_than_anybody_can_say_do_not_break_the_count() -> None:
    delivery = _of(spoken(0.5), " ".join(["word"] * 5000))
    assert delivery.words_per_minute == rules().listening.fastest_wpm


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Um, so I'd, uh, check the labels. Hmm.", 3),
        ("I like trees and you know it.", 0),
        ("It is, like, two points, you know, of recall.", 2),
        ("Basically, I log it. Right, so that is the plan.", 2),
        ("The umbrella model hums.", 0),
        ("", 0),
    ],
)
def test_fillers_are_counted_only_where_they_can_be_nothing_else(text: str, count: int) -> None:
    assert fillers(text) == count
