"""The documented four rounds, their steps and minutes, and how long an onsite runs."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from interview_personas.record import Record

Minutes = Annotated[float, Field(ge=0)]


class RoundKind(StrEnum):
    """The four rounds of the loop, in the order they are held."""

    RECRUITER = "recruiter"
    CODING = "coding"
    SYSTEM_DESIGN = "system_design"
    BEHAVIORAL = "behavioral"


class Length(StrEnum):
    """How much of the documented time an onsite takes."""

    DRILL = "drill"
    SHORT = "short"
    FULL = "full"


class Source(Record):
    """Where a document says something."""

    file: str
    """File name of the document."""
    section: str
    """Section or anchor inside it, as the catalogue abbreviates it."""


class Step(Record):
    """One step of a documented answer template that a round walks through."""

    id: str
    name: str
    minutes_low: Minutes
    minutes_high: Minutes


class CodeReactions(Record):
    """What a coding interviewer says to code that was just run; each line is said once a round."""

    does_not_run: tuple[str, ...]
    """``{where}`` stands for the line that stops it."""
    fails_visible: tuple[str, ...]
    """``{name}`` stands for the first visible test that fails."""
    fails_hidden: tuple[str, ...]
    """A test the candidate cannot see gives a wrong answer."""
    raises_hidden: tuple[str, ...]
    too_slow: tuple[str, ...]
    """A test ran out of time or memory."""
    walk_through: tuple[str, ...]
    complexity: tuple[str, ...]
    complexity_cues: tuple[str, ...]
    """Word starts that show the complexity was given already."""


class RoundSpec(Record):
    """What the documents say about one round."""

    kind: RoundKind
    name: str
    """The round's name in the documents."""
    minutes_low: Minutes
    minutes_high: Minutes
    faq_minutes: tuple[Minutes, Minutes]
    """The other figure the documents give, kept as a preset."""
    focus: tuple[str, ...]
    """What the documents say the round tests."""
    steps: tuple[Step, ...] = ()
    asks_for_code: tuple[str, ...] = ()
    """What the interviewer says when it is time to write code, a problem each; empty in other rounds."""
    on_code: CodeReactions | None = None
    sources: tuple[Source, ...]


class LengthSpec(Record):
    """Budgets of one length; every figure here is ours, not the documents'."""

    id: Length
    title: str
    questions: dict[RoundKind, Annotated[int, Field(ge=1)]]
    """Main questions a round asks."""
    turns: dict[RoundKind, Annotated[int, Field(ge=2)]]
    """Interviewer turns a round may take, the closing words included."""
    share_of_minutes: Annotated[float, Field(gt=0, le=1)]
    """Share of the documented minutes a round may take."""


class Loop(Record):
    """The four rounds in order, and the lengths an onsite can have."""

    rounds: tuple[RoundSpec, ...]
    lengths: tuple[LengthSpec, ...]
