"""What the committee reads and what it writes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from interview_agents.calls.spending import Spending
from interview_agents.scorecard import Dropped, Provenance, Scorecard, State, Vote
from interview_agents.transcript import Transcript
from interview_personas import Record, RoundKind

NOTICE = "Practice, not a hiring evaluation."


class Decision(StrEnum):
    """What a committee can say."""

    HIRE = "hire"
    NO_HIRE = "no_hire"
    HOLD = "hold"


class Packet(Record):
    """Everything the committee reads: blinded transcripts and sealed scorecards."""

    role: str
    company: str
    transcripts: tuple[Transcript, ...]
    scorecards: tuple[Scorecard, ...]
    session: str = ""
    """Id of the onsite; empty when the packet stands alone."""
    chair: str = ""
    """Id of the person who chairs."""
    length: str = ""
    """The onsite's length, for the record."""
    coached: bool = False
    """Whether the onsite was held with coach mode, for the record."""


class Disagreement(Record):
    """Where two rounds differ, and which turn settles it."""

    about: str
    """A flag or criterion id, or ``vote``."""
    sides: str
    """What each side holds, in one sentence."""
    resolution: str
    turn_id: str
    """The candidate's turn that settles it."""
    quote: str


class Rewrite(Record):
    """One weak answer in a documented template, with nothing added."""

    turn_id: str
    template: str
    original: str
    rewritten: str
    """The candidate's own sentences in the template's order, ``[to say: …]`` where they said nothing."""


class ProposedDebrief(Record):
    """The committee's words, as a mind proposes them. It holds no decision."""

    summary: str
    disagreements: tuple[Disagreement, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    would_change: str = ""
    """What would change the decision."""


class LoopFlag(Record):
    """A red flag over the whole loop: raised once, with every place it was seen."""

    flag: str
    ruling: State
    rounds: tuple[RoundKind, ...]
    """Rounds in which it stands."""
    turn_id: str | None = None
    quote: str | None = None
    why: str = ""


class Aggregate(Record):
    """The mechanical combination of the votes; arithmetic, shown beside the decision."""

    points: float | None
    """Mean of the rounds' points after caps, 1 to 4; None when no round has any."""
    decision: Decision
    why: str


class StudyWeek(Record):
    """Two weeks of the study plan, the topics the flags call for first."""

    weeks: str
    title: str
    topics: tuple[str, ...]
    first: tuple[str, ...]
    """Topics moved to the front, each because of a flag."""


class Debrief(Record):
    """The hiring committee's write-up."""

    notice: str = NOTICE
    role: str
    company: str
    length: str
    chair: str
    decision: Decision
    decided_because: str
    aggregate: Aggregate
    insufficient: bool
    """Whether there was too little to judge; the decision is then a hold, never a no."""
    votes: Mapping[RoundKind, Vote]
    scorecards: tuple[Scorecard, ...]
    flags: tuple[LoopFlag, ...]
    self_check: tuple[str, ...]
    """Flags that could not be assessed, for the candidate to check against the criteria."""
    summary: str
    disagreements: tuple[Disagreement, ...]
    rewrites: tuple[Rewrite, ...]
    would_change: str
    study_plan: tuple[StudyWeek, ...]
    proposed: int
    supported: int
    dropped: tuple[Dropped, ...]
    markers: tuple[str, ...] = ()
    seconds: float = 0.0
    transcripts: tuple[Transcript, ...]
    mind_notice: str = ""
    """What the mind is and how well it was measured, in its own honest words."""
    ours: str = (
        "Communication counts 40 % because a document says so; every other weight, the four-point "
        "scale, the votes and every threshold are this project's own."
    )
    provenance: Provenance
    spent: Spending | None = None
    """What the onsite's model calls used, the committee's own among them; None when none was made."""
    coached: bool = False
    """Whether the candidate was given feedback after each answer: held with coach mode."""

    def billed(self, spent: Spending) -> Self:
        """This debrief with what the onsite used, if a model was asked at all."""
        return self.model_copy(update={"spent": spent if spent.calls else None})

    def about(self, transcripts: tuple[Transcript, ...]) -> Self:
        """This debrief with the rounds that it is about; they are kept apart from it."""
        return self.model_copy(update={"transcripts": transcripts})

    def found(self) -> tuple[str, ...]:
        """Ids of the red flags that stand, in catalogue order."""
        return tuple(flag.flag for flag in self.flags if flag.ruling is State.PRESENT)

    def hint(self, flag: str) -> str:
        """Words worth a look for a flag that was left open; empty when there are none."""
        open_flags = (each for each in self.flags if each.ruling is State.NOT_ASSESSABLE)
        return next((each.quote for each in open_flags if each.flag == flag and each.quote), "")
