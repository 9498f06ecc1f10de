"""Simulated candidates: who they are, what they plant and how they speak."""

from typing import Annotated, Literal

from pydantic import Field

from interview_personas.record import Record
from interview_personas.rounds import RoundKind

Share = Annotated[float, Field(ge=0, le=1)]


class Planted(Record):
    """Lines that show one red flag in the candidate's own words."""

    flag: str
    round: RoundKind
    when: Literal["opening", "probe", "challenge"]
    """Said in the first answer to a question, after a probe, or when pushed back on."""
    lines: Annotated[tuple[str, ...], Field(min_length=1)]
    """Each is spoken once, in order."""


class Strength(Record):
    """Lines that show what the candidate is good at."""

    criterion: str
    round: RoundKind
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


class CandidateSpec(Record):
    """A person who can be interviewed without anyone at the keyboard."""

    id: str
    name: str
    pronouns: str
    school: str
    role: str
    about: str
    kind: Literal["planted", "strong", "degenerate"]
    behaviour: Literal["talks", "blank", "gibberish", "repeat", "dont_know", "injection"] = "talks"
    opening_share: Share = 0.0
    """Share of a question's points covered in the first answer."""
    probe_share: Share = 0.0
    """Share of probes answered with the point they go for."""
    clarifies: bool = False
    """Whether a clarifying question comes before the first answer."""
    asks_hints: bool = False
    code: Literal["clean", "untidy", "partial", "none"] = "clean"
    openers: tuple[str, ...] = ()
    """Ways this person starts an answer; kept short."""
    deflections: tuple[str, ...] = ()
    """What is said when a probe is not met."""
    planted: tuple[Planted, ...] = ()
    omits: tuple[str, ...] = ()
    """Omission flags planted by never covering what answers them."""
    strengths: tuple[Strength, ...] = ()
