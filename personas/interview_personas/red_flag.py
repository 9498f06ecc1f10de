"""The documents' red flags, and the opportunities without which none may be raised."""

from typing import Annotated, Literal

from pydantic import Field

from interview_personas.question import Cue
from interview_personas.record import Record
from interview_personas.rounds import RoundKind, Source


class Opportunity(Record):
    """Something an interviewer must have asked or done before a flag may be ruled on."""

    id: str
    title: str
    cues: tuple[Cue, ...] = ()
    """Any of these in an interviewer's words gives it, whatever bank the question is from."""
    rounds: tuple[RoundKind, ...] = ()
    """Rounds that give it by being held at all."""


class RedFlag(Record):
    """One red flag of the catalogue."""

    id: str
    """A stable word: model_before_data."""
    number: Annotated[str, Field(pattern=r"^RF\d\d$|^OWN\d+$")]
    title: str
    kind: Literal["commission", "omission"]
    """Whether a sentence can be quoted, or the evidence is what was never said."""
    rounds: Annotated[tuple[RoundKind, ...], Field(min_length=1)]
    cross_round: bool = False
    """Whether the committee raises it once for the whole loop."""
    opportunities: Annotated[tuple[str, ...], Field(min_length=1)]
    """Any one of these must have been given."""
    severity: Literal["crit", "high", "med", "low"]
    origin: Literal["documented", "derived"]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    looks_like: Annotated[tuple[str, ...], Field(min_length=2)]
    """Spoken examples that show it; ours, never the documents' sentences."""
    does_not_look_like: Annotated[tuple[str, ...], Field(min_length=2)]
    """Spoken examples that come near and do not show it."""
    instead: str
    """What a strong candidate does instead."""
    criterion: dict[RoundKind, str]
    """The criterion it bears on, a round."""
    template: str
    """The answer template a rewrite uses."""
    study: tuple[str, ...]
    """Study-plan topics that mend it."""
