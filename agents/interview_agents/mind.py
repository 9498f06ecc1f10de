"""What thinks for an agent: a model, or the embedded rehearsal."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol, runtime_checkable

from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.measured import Measured
from interview_agents.scorecard import ProposedScorecard, Provenance
from interview_agents.transcript import Direction, Transcript
from interview_personas import Bank, Persona, Question, Record, RoundKind, Rubric


class AskView(Record):
    """What an interviewer's mind sees when it words a turn."""

    persona: Persona
    question: Question
    transcript: Transcript
    minutes: float
    """Minutes planned for the round."""
    candidate_name: str = ""
    resume: str = ""
    """What the candidate handed in before the onsite; empty when nothing."""
    job_description: str = ""
    """The position as the candidate pasted it; empty when nothing."""
    seed: int = 0
    session: str = ""
    """Id of the onsite; empty when the round stands alone."""
    earlier: tuple[Question, ...] = ()
    """Questions of this round that were asked before the one on the table, oldest first."""
    rubric: Rubric | None = None
    """The sheet the round is scored on afterwards."""
    focus: tuple[str, ...] = ()
    """What the documents say the round tests."""


class ScoreView(Record):
    """What a scorer's mind sees: one round, blinded, and nothing of any other."""

    round: RoundKind
    transcript: Transcript
    questions: tuple[Question, ...]
    measured: Measured
    opportunities: dict[str, str]
    """Opportunity id to the interviewer's turn that gave it."""
    session: str = ""
    """Id of the onsite; empty when the round stands alone."""


class Withdrawn(str):
    """A piece of a turn that takes back every piece before it.

    What was shown of the turn so far was a draft; the turn starts again with this piece.
    """

    __slots__ = ()


@runtime_checkable
class Mind(Protocol):
    """Three async methods; every implementation passes one contract suite.

    A mind proposes: words, rulings, quotes, narrative. Code decides (ADR 4).
    """

    @property
    def name(self) -> str:
        """``rehearsal`` or ``openai:<model>``."""
        ...

    @property
    def notice(self) -> str:
        """What this mind is and how well it was measured, for people to read."""
        ...

    def provenance(self, bank: Bank) -> Provenance:
        """What a sheet written by this mind was made with."""
        ...

    def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The interviewer's words for a direction, streamed in pieces.

        A piece that is ``Withdrawn`` takes back the pieces before it.

        Raises:
            MindError: when it cannot; nothing was said then.
        """
        ...

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """A proposed sheet for one round.

        Args:
            view: the blinded round.
            bank: rubric, flags and opportunities.
            faults: what was wrong with the last proposal; empty on the first call.

        Raises:
            MindError: when it cannot.
        """
        ...

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """The committee's proposed narrative.

        Raises:
            MindError: when it cannot.
        """
        ...
