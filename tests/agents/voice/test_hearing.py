"""From a recording to words: what is sent, what is not, what comes back."""

from collections.abc import Sequence

import pytest
from tests.agents.sounds import quiet, spoken, wav

from interview_agents.errors import NotARecordingError, NothingHeardError
from interview_agents.voice import Transcriber, heard


class Typist:
    """Writes down the same whatever is said."""

    name, address = "typist", "here"

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[tuple[float, str, tuple[str, ...]]] = []

    async def words(self, wav: bytes, heard_s: float, *, call_id: str, terms: Sequence[str] = ()) -> str:
        assert wav
        self.asked.append((heard_s, call_id, tuple(terms)))
        return self.text


async def test_a_recording_becomes_words_and_their_delivery() -> None:
    typist: Transcriber = Typist(" Um, I'd log the latency first.\u200b ")
    said = await heard(typist, spoken(2.4), call_id="voice/coding-03", terms=("p95",))
    assert said.text == "Um, I'd log the latency first."
    assert said.delivery.words_per_minute == pytest.approx(150, abs=10)
    assert said.delivery.fillers_at_least == 1


async def test_the_length_and_the_terms_go_with_it() -> None:
    typist = Typist("words")
    await heard(typist, spoken(2.4), call_id="voice/coding-03", terms=("p95",))
    [(heard_s, *named)] = typist.asked
    assert heard_s == pytest.approx(3.6, abs=0.01)
    assert named == ["voice/coding-03", ("p95",)]


async def test_silence_is_sent_nowhere() -> None:
    typist = Typist("Thanks for watching!")
    with pytest.raises(NothingHeardError):
        await heard(typist, wav(quiet(3.0)))
    with pytest.raises(NotARecordingError):
        await heard(typist, b"not a recording")
    assert not typist.asked


async def test_sounds_in_which_no_words_were_found_are_no_answer() -> None:
    with pytest.raises(NothingHeardError, match="no words"):
        await heard(Typist("  "), spoken(2.0))
