"""The figures and words of ``voice.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

from interview_personas import Record


class Listening(Record):
    """How speech is told from silence; the file says what each is."""

    longest_s: float
    frame_s: float
    quiet_db: float
    over_room_db: float
    under_voice_db: float
    word_gap_s: float
    click_s: float
    long_pause_s: float
    fastest_wpm: float


class Fillers(Record):
    """Sounds and words that fill a pause."""

    anywhere: tuple[str, ...]
    apart: tuple[str, ...]
    """Only where commas set them apart."""


class Terms(Record):
    """Words to expect."""

    most: int
    field: tuple[str, ...]


class Rules(Record):
    """The whole file."""

    listening: Listening
    fillers: Fillers
    terms: Terms


@cache
def rules() -> Rules:
    """What the file says."""
    source = files("interview_agents.voice").joinpath("voice.toml")
    return Rules.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
