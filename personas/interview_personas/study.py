"""The documents' answer templates and study plan."""

from typing import Annotated

from pydantic import Field

from interview_personas.record import Record
from interview_personas.rounds import Source


class Slot(Record):
    """One part of an answer template."""

    name: str
    asks: str
    """What belongs here, as a question to the candidate; shown where they said nothing."""
    cues: tuple[str, ...]
    """Word starts that place one of the candidate's own sentences here."""


class Template(Record):
    """A documented shape of a good answer."""

    id: str
    name: str
    slots: Annotated[tuple[Slot, ...], Field(min_length=2)]
    sources: tuple[Source, ...]


class Topic(Record):
    """Something to study."""

    id: str
    title: str
    do: str
    """A concrete exercise."""


class Week(Record):
    """Two weeks of the documented eight-week outline."""

    weeks: str
    title: str
    topics: tuple[str, ...]
    """Topic ids, in the documents' order."""


class StudyPlan(Record):
    """The outline before it is re-weighted for one candidate."""

    hours_low: int
    hours_high: int
    """Hours a week, as the documents state them."""
    weeks: tuple[Week, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
