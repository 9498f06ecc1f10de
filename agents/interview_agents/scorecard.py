"""One interviewer's sheet for one round: what a mind proposes, and what code let stand."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from interview_agents.evidence import Evidence
from interview_agents.measured import Measured
from interview_personas import Record, RoundKind

Points = Annotated[int, Field(ge=1, le=4)]
Confidence = Literal["low", "medium", "high"]


class State(StrEnum):
    """The three states of a ruling."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_ASSESSABLE = "not_assessable"


class Vote(StrEnum):
    """What a round's interviewer would tell the committee; no middle, on purpose."""

    STRONG_HIRE = "strong_hire"
    LEAN_HIRE = "lean_hire"
    LEAN_NO_HIRE = "lean_no_hire"
    STRONG_NO_HIRE = "strong_no_hire"
    INSUFFICIENT = "insufficient"


class Ruling(Record):
    """Whether a red flag was shown."""

    flag: str
    ruling: State
    turn_id: str | None = None
    """The candidate's turn the quote is from."""
    quote: str | None = None
    """The candidate's own words, copied. For an omission: their fullest answer on it."""
    opportunity: str | None = None
    """The interviewer's turn that gave the opportunity; filled in by code."""
    why: str = ""
    """One sentence."""


class Score(Record):
    """Points on one criterion, or no signal."""

    criterion: str
    points: Points | None
    """1 to 4 by the anchors; null when nothing in the round shows it either way."""
    turn_id: str | None = None
    quote: str | None = None
    why: str = ""


class Strength(Record):
    """Something done well, in the candidate's own words."""

    what: str
    turn_id: str
    quote: str


class ProposedScorecard(Record):
    """What a mind proposes for a round. It holds no vote: votes are arithmetic."""

    scores: tuple[Score, ...]
    rulings: tuple[Ruling, ...]
    strengths: tuple[Strength, ...] = ()
    concern: str = ""
    """The one thing to worry about."""
    open_question: str = ""
    """The one thing another interviewer should ask."""
    confidence: Confidence = "low"


class Dropped(Record):
    """A proposal that code did not let stand."""

    what: str
    why: str


class Cap(Record):
    """A measured fact that bounded a score or a vote."""

    on: str
    most: float
    why: str


class Provenance(Record):
    """What made a sheet, so that it can be made again."""

    mind: str
    bank_sha256: str
    prompt_sha256: str = ""
    schema_sha256: str = ""
    signals_sha256: str = ""

    def digests(self) -> dict[str, str]:
        """The hashes there are, by what they are of."""
        found = {
            "bank": self.bank_sha256,
            "signals": self.signals_sha256,
            "prompts": self.prompt_sha256,
            "schema": self.schema_sha256,
        }
        return {name: digest for name, digest in found.items() if digest}


class Scorecard(Record):
    """A sealed sheet: written from one round's transcript only, never rewritten."""

    round: RoundKind
    interviewer: str
    questions: tuple[str, ...]
    scores: tuple[Score, ...]
    rulings: tuple[Ruling, ...]
    strengths: tuple[Strength, ...]
    concern: str
    open_question: str
    confidence: Confidence
    vote: Vote
    points: float | None
    """Weighted points after caps, 1 to 4; None when the vote is insufficient."""
    caps: tuple[Cap, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    proposed: int = 0
    """Claims with evidence that the mind proposed."""
    supported: int = 0
    """Of those, claims whose quote was found and whose opportunity existed."""
    measured: Measured
    provenance: Provenance

    def present(self) -> tuple[Ruling, ...]:
        """The red flags that stand."""
        return tuple(r for r in self.rulings if r.ruling is State.PRESENT)


def evidence_of(claim: Ruling | Score | Strength) -> Evidence | None:
    """The quote a claim rests on, if it gives one."""
    if not claim.turn_id or not claim.quote:
        return None
    return Evidence(turn_id=claim.turn_id, quote=claim.quote)
