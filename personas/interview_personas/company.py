"""Roles and company loops: which questions lean forward, and how formal the loop is."""

from typing import Annotated

from pydantic import Field

from interview_personas.record import Record
from interview_personas.rounds import RoundKind, Source


class Role(Record):
    """A role the documents name."""

    id: str
    title: str
    about: str
    families: tuple[str, ...] = ()
    """Question families this role is asked first."""
    sources: tuple[Source, ...] = ()


class Company(Record):
    """A company's style of loop."""

    id: str
    name: str
    about: str
    rounds: Annotated[tuple[RoundKind, ...], Field(min_length=1)]
    """Rounds it holds, in order."""
    questions: tuple[str, ...] = ()
    """Ids the documents tie to it; asked before the general ones."""
    sources: tuple[Source, ...] = ()
