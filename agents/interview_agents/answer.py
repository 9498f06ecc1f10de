"""What a candidate sends back: the payload that resumes an interview."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from interview_agents.delivery import Delivery
from interview_agents.text import clean
from interview_agents.transcript import Speaker, Transcript, Turn, Wants
from interview_personas import Record

MOST_CHARACTERS = 20_000
"""Longest answer, code and sketch that is taken."""


class Answer(Record):
    """One answer. An empty text is a silence, and is recorded as one."""

    type: Literal["answer"] = "answer"
    to: str = ""
    """Id of the interviewer's turn it answers; the open one when empty."""
    text: Annotated[str, Field(max_length=MOST_CHARACTERS)] = ""
    """What the candidate says."""
    code: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None = None
    """Code handed in with it, in a coding round."""
    sketch: Annotated[str, Field(max_length=MOST_CHARACTERS)] | None = None
    """A diagram in Mermaid's text handed in with it, in a design round."""
    seconds: Annotated[float, Field(ge=0, le=86_400)] = 0.0
    """Seconds it took, as measured by whoever asked."""
    wants: Wants = "reply"
    """``hint`` asks for a hint, ``end_round`` leaves the round."""
    delivery: Delivery | None = None
    """How it was spoken, when it was; shown and never scored."""

    @field_validator("text", "code", "sketch")
    @classmethod
    def _without_invisible_characters(cls, text: str | None) -> str | None:
        return clean(text) if text is not None else None

    def as_turn(self, transcript: Transcript) -> Turn:
        """The answer as the next turn of a round; a sketch that stands already is not handed in again."""
        stands = next((turn.sketch for turn in reversed(transcript.turns) if turn.sketch), None)
        return Turn(
            id=transcript.next_id(),
            round=transcript.round,
            speaker=Speaker.CANDIDATE,
            text=self.text,
            code=self.code or None,
            sketch=self.sketch if self.sketch and self.sketch != stands else None,
            seconds=self.seconds,
            wants=self.wants,
            delivery=self.delivery,
        )
