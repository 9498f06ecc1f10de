"""The people of the panel: interviewers and committee chairs, as data."""

from typing import Annotated, Literal

from pydantic import Field

from interview_personas.record import Record
from interview_personas.rounds import RoundKind

Frames = Annotated[tuple[str, ...], Field(min_length=2)]
"""Ways to say one thing; ``{blank}``s are filled by the rehearsal mind."""


class Voice(Record):
    """How an interviewer words each move. Blanks are named in each field."""

    open: Frames
    """{interviewer} {title} {minutes} {question}"""
    probe: Frames
    """{quote} {probe}: goes on from the candidate's own words."""
    probe_plain: Frames
    """{probe}: when nothing in the answer can be quoted."""
    challenge: Frames
    """{quote} {challenge}"""
    challenge_plain: Frames
    """{challenge}"""
    clarify: Frames
    """{fact}"""
    clarify_unknown: Frames
    """No blanks: the candidate may assume it."""
    hint: Frames
    """{hint}"""
    stuck: Frames
    """{probe}: after a blank or an "I don't know"."""
    next: Frames
    """{question}"""
    close: Frames
    """No blanks."""


class Persona(Record):
    """An interviewer, or the chair of the hiring committee."""

    id: str
    name: str
    title: str
    seat: RoundKind | Literal["committee"]
    """The round they hold, or the committee they chair."""
    manner: str
    """One word a candidate sees: warm, terse, sceptical, socratic…"""
    about: str
    """Two sentences a candidate reads before choosing."""
    brief: str
    """How they behave, for a model that plays them."""
    voice: Voice | None = None
    """Needed for interviewers; a chair writes and does not ask."""
