"""The public transcript format: one JSON object a round, or one a line in ``.jsonl``.

    {"id": "A01", "round": "recruiter|coding|system_design|behavioral",
     "role": "ml_engineer|…", "question": "…",
     "turns": [{"speaker": "interviewer|candidate", "text": "…", "code": "optional source",
                "sketch": "optional Mermaid text"}]}

Unknown keys are ignored with a warning. Labelled cases are the same format plus labels.
"""

import json
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interview_agents.errors import TranscriptFileError
from interview_agents.text import clean
from interview_agents.transcript import Speaker, Transcript, Turn, turn_id
from interview_personas import RoundKind

MOST_BYTES = 2_000_000
"""Largest file that is read; a long round is under 100 kB."""
MOST_TURNS = 400
LABELS = frozenset({"present", "absent", "vote", "half", "about", "author", "second"})
"""What a labelled case adds."""


class FileTurn(BaseModel):
    """One utterance of a file."""

    model_config = ConfigDict(extra="ignore", strict=True)
    speaker: Annotated[Speaker, Field(strict=False)]
    text: str
    code: str | None = None
    sketch: str | None = None


class FileRound(BaseModel):
    """One round of a file."""

    model_config = ConfigDict(extra="allow", strict=True)
    id: Annotated[str, Field(min_length=1, max_length=200)]
    round: Annotated[RoundKind, Field(strict=False)]
    role: str = ""
    question: str = ""
    turns: Annotated[tuple[FileTurn, ...], Field(strict=False, min_length=1, max_length=MOST_TURNS)]

    @property
    def unknown_keys(self) -> tuple[str, ...]:
        """Keys the format does not have, labels excepted; they are ignored."""
        return tuple(sorted(set(self.model_extra or {}) - LABELS))

    @property
    def lead(self) -> int:
        """Turns put in front: the question, when the file's turns start with the candidate."""
        return int(self.turns[0].speaker is Speaker.CANDIDATE and bool(self.question.strip()))

    def transcript(self) -> Transcript:
        """The round as a transcript; its turn at ``lead + n`` is the file's turn ``n``."""
        asked = [FileTurn(speaker=Speaker.INTERVIEWER, text=self.question)][: self.lead]
        turns = (
            Turn(
                id=turn_id(self.round, position),
                round=self.round,
                speaker=turn.speaker,
                text=clean(turn.text),
                code=clean(turn.code) if turn.code else None,
                sketch=clean(turn.sketch) if turn.sketch else None,
            )
            for position, turn in enumerate([*asked, *self.turns])
        )
        return Transcript(round=self.round, turns=tuple(turns))

    def index_of(self, turn: str | None) -> int | None:
        """Position from 0 in the file's ``turns`` of a turn's id."""
        return None if turn is None else int(turn.rpartition("-")[2]) - 1 - self.lead


def read_rounds(name: str, raw: bytes) -> Iterator[FileRound | TranscriptFileError]:
    """The rounds of a file in order; what is wrong with one comes in its place.

    Args:
        name: the file's name, for messages; ``.jsonl`` holds one object a line.
        raw: its bytes.
    """
    if len(raw) > MOST_BYTES:
        yield TranscriptFileError(name, "file", f"{len(raw):,} bytes are more than {MOST_BYTES:,}: split it")
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        yield TranscriptFileError(name, f"line {line}", "not UTF-8: save the file as UTF-8")
        return
    if not text.strip():
        yield TranscriptFileError(name, "file", "empty: write one JSON object")
    elif name.endswith(".jsonl"):
        for number, line_text in enumerate(text.split("\n"), 1):
            if line_text.strip():
                yield _read_one(name, f"line {number}", line_text)
    else:
        yield _read_one(name, "line 1", text)


def _read_one(name: str, place: str, text: str) -> FileRound | TranscriptFileError:
    try:
        data = json.loads(text)
        return FileRound.model_validate(data)
    except json.JSONDecodeError as error:
        at = place if place != "line 1" else f"line {error.lineno}"
        return TranscriptFileError(name, at, f"not JSON ({error.msg}): correct it")
    except RecursionError:
        return TranscriptFileError(name, place, "nested too deeply: a round is two levels deep")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the object"
        return TranscriptFileError(name, f"{place}, {field}", f"{first['msg']}: correct it")
    except ValueError:
        return TranscriptFileError(name, place, "a number has too many digits: shorten it")
