"""Recordings made up of tones and silence."""

import io
import wave
from array import array
from math import pi, sin
from random import Random

RATE = 16_000
NOISE = 12
"""A quiet room, about -70 dB of full scale."""


def tone(seconds: float, *, rate: int = RATE, loud: float = 0.2) -> "array[int]":
    """Something like a voice."""
    return array(
        "h", [round(32_000 * loud * sin(2 * pi * 220 * i / rate)) for i in range(int(seconds * rate))]
    )


def quiet(seconds: float, *, rate: int = RATE, noise: int = NOISE, offset: int = 0) -> "array[int]":
    """A room in which nobody speaks."""
    random = Random(1)
    return array("h", [offset + random.randint(-noise, noise) for _ in range(int(seconds * rate))])


def wav(*parts: "array[int]", rate: int = RATE, channels: int = 1, width: int = 2) -> bytes:
    """A file of these, one after the other; the same on every channel."""
    samples = array("h")
    for part in parts:
        for sample in part:
            samples.extend([sample] * channels)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def spoken(*seconds: float) -> bytes:
    """A recording that begins quietly, then speaks and is silent for so many seconds by turns."""
    parts = [tone(length) if place % 2 == 0 else quiet(length) for place, length in enumerate(seconds)]
    return wav(quiet(0.6), *parts, quiet(0.6))
