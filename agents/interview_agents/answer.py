"""What a candidate sends back: the payload that resumes an interview."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from interview_agents.text import clean
from interview_agents.transcript import Speaker, Transcript, Turn, Wants
from interview_personas import Record

MOST_CHARACTERS = 20_000
"""Longest answer, and longest code, that is taken."""


class Answer(Record):
    """One answer. An empty text is a silence, and is recorded as one."""

    type: Literal["answer"] = "answer"
    to: str = ""
    """Id of the interviewer's turn it answers; the open one when empty."""
    text: Annotated[str, Field(max_length=MOST_CHARACTERS)] = ""
    """What the candidate says."""
    code: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None = None
    """Code handed in with it, in a coding round."""
    seconds: Annotated[float, Field(ge=0, le=86_400)] = 0.0
    """Seconds it took, as measured by whoever asked."""
    wants: Wants = "reply"
    """``hint`` asks for a hint, ``end_round`` leaves the round."""

    @field_validator("text", "code")
    @classmethod
    def _without_invisible_characters(cls, text: str | None) -> str | None:
        return clean(text) if text is not None else None

    def as_turn(self, transcript: Transcript) -> Turn:
        """The answer as the next turn of a round."""
        return Turn(
            id=transcript.next_id(),
            round=transcript.round,
            speaker=Speaker.CANDIDATE,
            text=self.text,
            code=self.code or None,
            seconds=self.seconds,
            wants=self.wants,
        )
