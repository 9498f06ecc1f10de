"""What the graph carries: plain JSON data, a cursor and not a transcript.

Turns, runs of code and the bill live in the ledger. Only where there is none do they ride here,
in ``turns``, ``runs`` and ``spent``.
"""

from typing import Annotated

from typing_extensions import TypedDict

from interview_agents.calls.spending import Spending

Plain = dict[str, object]
"""A record as plain JSON data; records validate it on the way in and out."""


class Cursor(TypedDict):
    """Where the onsite stands."""

    round: int
    """Index into the plan's rounds; their count when all are held."""
    move: str
    """The last interviewer turn's move."""


def appended(old: list[Plain], new: list[Plain]) -> list[Plain]:
    """Turns with new ones at the end; a turn that is there already is not added twice."""
    known = {turn["id"] for turn in old}
    return [*old, *(turn for turn in new if turn["id"] not in known)]


def sealed(old: dict[str, Plain], new: dict[str, Plain]) -> dict[str, Plain]:
    """Scorecards by round, runs by turn; one that is there is never replaced."""
    return {**new, **old}


def summed(old: Plain, new: Plain) -> Plain:
    """The bill with one more charge on it."""
    return (Spending.model_validate(old) + Spending.model_validate(new)).model_dump(mode="json")


class PanelInput(TypedDict, total=False):
    """What an onsite starts from: the fields of ``OnsiteRequest``, all optional."""

    candidate: Plain
    role: str
    company: str
    length: str
    rounds: list[str]
    interviewers: dict[str, str]
    questions: list[str]
    chair: str
    seed: int
    models: dict[str, str]
    coach: bool


class PanelState(PanelInput, total=False):
    """The state between steps. Scorecards stay private until the committee has met."""

    plan: Plain
    cursor: Cursor
    turns: Annotated[list[Plain], appended]
    spent: Annotated[Plain, summed]
    runs: Annotated[dict[str, Plain], sealed]
    scorecards: Annotated[dict[str, Plain], sealed]
    transcripts: list[Plain]
    debrief: Plain


class PanelOutput(TypedDict, total=False):
    """What an onsite ends with."""

    transcripts: list[Plain]
    """Every round's transcript, in the order held."""
    debrief: Plain
    """A ``Debrief``; the scorecards are in it."""


__all__ = ["Cursor", "PanelInput", "PanelOutput", "PanelState", "Plain", "appended", "sealed", "summed"]
