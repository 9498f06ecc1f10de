"""How people talk around what they say: the word lists of ``speech.toml``, ready to match."""

import re
import tomllib
from pathlib import Path

from interview_personas import Record


class Speech(Record):
    """Word lists; the file says what each is."""

    asides: tuple[str, ...]
    courtesies: tuple[str, ...]
    dismissals: tuple[str, ...]
    unknowing: frozenset[str]
    lead_ins: tuple[str, ...]
    trail_offs: frozenset[str]
    fillers: frozenset[str]
    small_words: frozenset[str]
    names_and_words: frozenset[str]


SPEECH = Speech.model_validate(
    tomllib.loads(Path(__file__).with_name("speech.toml").read_text("utf-8")), strict=False
)
COURTESY = re.compile(rf"\b(?:{'|'.join(SPEECH.courtesies)})\b")
ASIDE = re.compile(rf"\b(?:{'|'.join(SPEECH.asides)})\b")
DISMISSAL = re.compile(rf"\b(?:{'|'.join(SPEECH.dismissals)})\b")
LEAD_IN = re.compile(rf"^(?:(?:{'|'.join(SPEECH.lead_ins)})\b(?!['’])[\s,]*)+", re.IGNORECASE)
