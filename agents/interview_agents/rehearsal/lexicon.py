"""The exact signals' word lists, read from ``lexicon.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from interview_personas import Record


class Lexicon(Record):
    """Word starts, by what they show."""

    models: tuple[str, ...]
    proposing: tuple[str, ...]
    data_talk: tuple[str, ...]
    framing_talk: tuple[str, ...]
    assuming: tuple[str, ...]
    accuracy: tuple[str, ...]
    measuring: tuple[str, ...]
    faulting: tuple[str, ...]
    other_metrics: tuple[str, ...]
    testing_talk: tuple[str, ...]
    edge_talk: tuple[str, ...]
    explaining: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The shipped word lists."""
    return Lexicon.model_validate(tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8")))
