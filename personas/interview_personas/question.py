"""What interviewers ask: questions, what an answer can cover, facts, hints, coding tasks."""

from typing import Annotated, Literal

from pydantic import Field

from interview_personas.record import Record
from interview_personas.rounds import RoundKind, Source

Cue = Annotated[str, Field(min_length=2)]
"""A lower-case word start or phrase; ``$`` at its end asks for the whole word."""


class Fact(Record):
    """Something the interviewer knows about the scenario and tells when asked."""

    id: str
    ask: str
    """A clarifying question that this fact answers, as a good candidate would put it."""
    cues: Annotated[tuple[Cue, ...], Field(min_length=1)]
    """Any of these in a candidate's question asks for this fact."""
    answer: str
    """What the interviewer replies, one or two spoken sentences."""


class Point(Record):
    """One thing a good answer covers."""

    id: str
    what: str
    """What is covered, in one sentence."""
    criterion: str
    """The rubric criterion it counts for."""
    importance: Annotated[int, Field(ge=1, le=3)]
    step: str | None = None
    """The round's step it belongs to, where the round has steps."""
    cues: Annotated[tuple[Annotated[tuple[Cue, ...], Field(min_length=1)], ...], Field(min_length=1)]
    """Groups of alternatives: the point is reached when one answer matches ``needs`` groups."""
    needs: Annotated[int, Field(ge=1)] | None = None
    """Groups that must match; all of them when left out."""
    probes: Annotated[tuple[str, ...], Field(min_length=1)]
    """Follow-up questions that go for this point."""
    hints: Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
    """Nudge, pointer, near-answer: given on request, in this order."""
    says: str
    """How a strong candidate says it aloud; played by simulated candidates only."""
    gives: tuple[str, ...] = ()
    """Opportunities that probing this point gives."""
    answers: tuple[str, ...] = ()
    """Red flags it stands against: reaching it shows them absent; asked for and missed, it is
    the evidence of an omission."""


class CodingTest(Record):
    """One call of the candidate's function, as JSON text."""

    name: str
    args: str
    """JSON array of positional arguments."""
    expect: str
    """JSON value the call must return."""


class CodingTask(Record):
    """What a coding question adds: the problem, its tests and a reference solution."""

    statement: str
    entry: str
    """Name of the function the tests call."""
    starter: str
    reference: str
    """A clean solution that passes every test."""
    time: str
    """Time complexity of the reference, and why."""
    space: str
    numpy: bool = False
    """Whether the candidate may import numpy."""
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    """Absolute tolerance for comparing floats."""
    visible: Annotated[tuple[CodingTest, ...], Field(min_length=2)]
    hidden: Annotated[tuple[CodingTest, ...], Field(min_length=3)]


class Question(Record):
    """One question of the bank."""

    id: str
    round: RoundKind
    origin: Literal["documented", "ours"]
    family: str
    """A word that groups like questions: recommendation, concept, data_test, follow_up…"""
    title: str
    ask: str
    """The question as the interviewer says it."""
    sources: tuple[Source, ...] = ()
    roles: Annotated[tuple[str, ...], Field(min_length=1)]
    companies: tuple[str, ...] = ("generic",)
    follow_up: bool = False
    """Asked inside another question, never as a round's opening."""
    gives: tuple[str, ...] = ()
    """Opportunities that asking it gives."""
    facts: tuple[Fact, ...] = ()
    challenges: Annotated[tuple[str, ...], Field(min_length=1)]
    """Push-backs on a likely answer, to see how the candidate takes one."""
    points: Annotated[tuple[Point, ...], Field(min_length=4, max_length=8)]
    coding: CodingTask | None = None
