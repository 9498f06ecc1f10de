"""What is taken for a recording, and what is said about what is not."""

from array import array

import pytest
from tests.agents.sounds import RATE, quiet, spoken, tone, wav

from interview_agents.errors import NotARecordingError, NothingHeardError, RecordingError, TooLongError
from interview_agents.voice.recording import MOST_BYTES, NO_SOUND_DB, Recording
from interview_agents.voice.rules import rules


def test_a_recording_knows_how_long_and_how_loud_it_is() -> None:
    recording = Recording.of(wav(tone(1.0, loud=0.5), array("h", [0] * RATE)))
    assert recording.seconds == 2.0
    assert recording.levels_db[0] == pytest.approx(-9.2, abs=0.3)
    assert recording.levels_db[-1] == NO_SOUND_DB


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_any_rate_is_taken(rate: int) -> None:
    recording = Recording.of(wav(tone(1.0, rate=rate), rate=rate))
    assert recording.seconds == pytest.approx(1.0)
    assert len(recording.levels_db) == 33


def test_of_two_channels_the_first_is_heard() -> None:
    one, two = (Recording.of(wav(tone(1.0), channels=channels)) for channels in (1, 2))
    assert one.seconds == two.seconds
    assert one.levels_db == two.levels_db


def test_a_constant_offset_is_no_sound() -> None:
    recording = Recording.of(wav(quiet(1.0, offset=3000)))
    assert max(recording.levels_db) < rules().listening.quiet_db


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    assert Recording.of(spoken(2.0)[:-RATE]).seconds == pytest.approx(2.7)


@pytest.mark.parametrize(
    "content",
    [b"", b"RIFF", b"ID3 this is an mp3", b"<html>", spoken(1.0)[:30], wav(tone(1.0), width=1)],
    ids=["nothing", "four letters", "mp3", "html", "half a header", "8 bits"],
)
def test_what_is_not_such_a_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(NotARecordingError, match=r"cannot be read|16"):
        Recording.of(content)


def test_a_recording_without_a_sample_is_said_to_be_empty() -> None:
    with pytest.raises(NothingHeardError, match="empty"):
        Recording.of(wav())


def test_a_recording_that_is_too_long_is_refused_with_the_limit() -> None:
    silence = array("h", [0] * (1000 * int(rules().listening.longest_s) + 2000))
    with pytest.raises(TooLongError, match="10 minutes"):
        Recording.of(wav(silence, rate=1000))


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(TooLongError):
        Recording.of(b"x" * (MOST_BYTES + 1))


def test_all_of_these_are_one_kind_of_error() -> None:
    assert {NotARecordingError, NothingHeardError, TooLongError} == set(RecordingError.__subclasses__())
