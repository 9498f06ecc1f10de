"""What the graph carries: plain JSON data, a cursor and not a transcript.

Turns, runs of code and the bill live in the ledger. Only where there is none do they ride here,
in ``turns``, ``runs`` and ``spent``.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, with_config
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


@with_config(ConfigDict(use_attribute_docstrings=True))
class CandidateInput(TypedDict, total=False):
    """Who is interviewed. Scorers and the committee never see any of it."""

    name: str
    school: str
    resume: str
    """As plain text; interviewers read it."""
    job_description: str
    """The position, as plain text; interviewers read it."""


@with_config(ConfigDict(use_attribute_docstrings=True))
class ModelsInput(TypedDict, total=False):
    """Which models hold the onsite, by name and never with a key."""

    interviewer: str
    """``openai:NAME``, ``ollama:NAME`` or ``rehearsal``; what the settings say when left out."""
    scorer: str
    """The interviewer's when left out."""
    judge: str
    """The interviewer's when left out."""
    candidate: str
    """Who plays a simulated candidate; the graph asks nobody to."""
    base_url: str
    """Where models named ``openai:`` answer, when it is not OpenAI."""


@with_config(ConfigDict(use_attribute_docstrings=True))
class PanelInput(TypedDict, total=False):
    """What an onsite starts from: the fields of ``OnsiteRequest``, all optional.

    A LangGraph server makes its form from this.
    """

    candidate: CandidateInput
    role: str
    """``ml_engineer`` when left out; the shipped bank also has ``data_scientist``,
    ``applied_ai_analyst`` and ``ai_product``."""
    company: str
    """Whose loop it is: ``generic`` when left out; the shipped bank also has ``google``, ``meta``,
    ``openai_anthropic`` and ``finance_ds``."""
    length: Literal["drill", "short", "full"]
    """``short`` when left out."""
    rounds: list[Literal["recruiter", "coding", "system_design", "behavioral"]]
    """Rounds to hold; the company's whole loop when left out."""
    interviewers: dict[str, str]
    """Interviewer's id by round, where it matters who; the seed draws the others."""
    questions: list[str]
    """Ids of questions to ask instead of drawn ones, each in its own round."""
    chair: str
    """Id of who leads the committee."""
    seed: int
    """The same seed draws the same people and questions."""
    models: ModelsInput
    coach: bool
    """Whether the candidate is given feedback after each answer."""


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


__all__ = [
    "CandidateInput",
    "Cursor",
    "ModelsInput",
    "PanelInput",
    "PanelOutput",
    "PanelState",
    "Plain",
    "appended",
    "sealed",
    "summed",
]
