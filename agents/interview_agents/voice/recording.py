"""A recording as it comes from a microphone: checked, and looked at for how loud it is when.

Plain Python: ten minutes take less than a second, and the base install has no numpy.
"""

import io
import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from operator import mul

from interview_agents.errors import NotARecordingError, NothingHeardError, TooLongError
from interview_agents.voice.rules import Listening, rules

FULL_SCALE = 32768.0
SAMPLE_BYTES = 2
NO_SOUND_DB = -96.0
MOST_BYTES = 25_000_000
"""What endpoints take."""


@dataclass(frozen=True)
class Recording:
    """One spoken answer, on its way to becoming text."""

    wav: bytes
    seconds: float
    levels_db: tuple[float, ...]
    """Loudness of each frame, of full scale."""

    @classmethod
    def of(cls, wav: bytes) -> "Recording":
        """A recording from a WAV file: 16 bits, any rate; of several channels the first.

        Raises:
            NotARecordingError: it is something else.
            TooLongError: it is longer than is taken.
            NothingHeardError: there is no sound in it.
        """
        rule = rules().listening
        if len(wav) > MOST_BYTES:
            raise TooLongError(_too_long(rule))
        samples, rate = _first_channel(wav)
        seconds = len(samples) / rate
        if seconds > rule.longest_s:
            raise TooLongError(_too_long(rule))
        if seconds < rule.click_s:
            raise NothingHeardError("the recording is empty: check the microphone, and record again")
        return cls(wav, seconds, tuple(_levels(samples, max(1, round(rate * rule.frame_s)))))


def _too_long(rule: Listening) -> str:
    return f"the recording is too long: keep it under {rule.longest_s / 60:.0f} minutes, or say it in parts"


def _first_channel(wav: bytes) -> tuple["array[int]", int]:
    try:
        with wave.open(io.BytesIO(wav)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            content = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        why = str(error) or "it ends early"
        raise NotARecordingError(f"the recording cannot be read ({why}): record it again") from error
    if width != SAMPLE_BYTES or rate <= 0:
        raise NotARecordingError(f"the recording has {width * 8} bits a sample: record it with 16")
    whole = array("h", content[: len(content) // SAMPLE_BYTES * SAMPLE_BYTES])
    if sys.byteorder == "big":
        whole.byteswap()
    return whole[::channels], rate


def _levels(samples: "array[int]", frame: int) -> Iterator[float]:
    """How loud each frame is; a microphone's constant offset is no sound."""
    for start in range(0, len(samples) - frame + 1, frame):
        part = samples[start : start + frame]
        power = sum(map(mul, part, part)) / frame - (sum(part) / frame) ** 2
        yield 10 * log10(power / FULL_SCALE**2) if power >= 1 else NO_SOUND_DB
