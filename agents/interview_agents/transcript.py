"""Who said what: turns with stable ids, and what the director asked of each."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from interview_agents.code_run import CodeRun
from interview_agents.delivery import Delivery
from interview_personas import Record, RoundKind

Wants = Literal["reply", "hint", "end_round"]
"""What the candidate wants of the interviewer with an answer."""


Reaction = Literal[
    "does_not_run",
    "fails_visible",
    "fails_hidden",
    "raises_hidden",
    "too_slow",
    "walk_through",
    "complexity",
]
"""What an interviewer can make of code; the bank has lines for each under its name."""


class Speaker(StrEnum):
    """The two sides of the table."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


class Move(StrEnum):
    """What an interviewer does with a turn."""

    OPEN = "open"
    PROBE = "probe"
    CHALLENGE = "challenge"
    CLARIFY = "clarify"
    HINT = "hint"
    NEXT = "next"
    CLOSE = "close"


class Direction(Record):
    """What the director decided; the mind only words it.

    Stored with the interviewer's turn, so that a round's record can be read off its
    transcript and nothing has to be remembered beside it.
    """

    move: Move
    question_id: str
    text: str = ""
    """The content to be said: the question, probe, fact, hint or challenge."""
    point_id: str | None = None
    """The rubric point a probe or hint goes for."""
    fact_id: str | None = None
    hint_level: Annotated[int, Field(ge=1, le=3)] | None = None
    quote: str | None = None
    """Words of the last answer to go on from."""
    code: bool = False
    """Whether it asks for code."""
    inside: bool = False
    """Whether a next question stays with the problem on the table."""
    on_code: Reaction | None = None
    """Which reaction to the handed-in code it is."""
    stuck: bool = False
    """Whether the last answer had nothing to go on from."""
    reached: tuple[str, ...] = ()
    """Points of the current question that the last answer reached."""
    gives: tuple[str, ...] = ()
    """Opportunities this turn gives the candidate."""


class Turn(Record):
    """One utterance."""

    id: str
    """Round and position in it from 01: ``coding-07``."""
    round: RoundKind
    speaker: Speaker
    text: str
    code: str | None = None
    """Code handed in with an answer."""
    sketch: str | None = None
    """A diagram in Mermaid's text handed in with an answer."""
    seconds: Annotated[float, Field(ge=0)] = 0.0
    """Seconds the candidate took to answer."""
    wants: Wants = "reply"
    runs: tuple[CodeRun, ...] = ()
    """Runs of the code that led to an answer and of what was handed in, oldest first."""
    delivery: Delivery | None = None
    """How an answer was spoken, when it was; no mind reads it."""
    direction: Direction | None = None
    """What the director decided, on interviewer turns of our own interviews."""

    @property
    def versions(self) -> tuple[str, ...]:
        """The code that was run or handed in, oldest first, each version once."""
        handed_in = () if self.code is None else (self.code,)
        return tuple(dict.fromkeys((*(run.code for run in self.runs), *handed_in)))

    @property
    def beside(self) -> tuple[str, ...]:
        """What came with the words and can be quoted too: every version of the code, then the sketch."""
        return (*self.versions, *filter(None, (self.sketch,)))

    @property
    def told(self) -> str:
        """The words and every version of the code: all that is read as speech and code."""
        return "\n".join((self.text, *self.versions))

    @property
    def content(self) -> str:
        """All that can be quoted: the words, every version of the code and the sketch."""
        return "\n".join((self.text, *self.beside))

    @property
    def submitted(self) -> CodeRun | None:
        """How the handed-in code did against all tests, when it was run."""
        return next((run for run in reversed(self.runs) if run.submitted), None)

    @property
    def by_candidate(self) -> bool:
        """Whether the candidate said it."""
        return self.speaker is Speaker.CANDIDATE


class Transcript(Record):
    """The turns of one round, oldest first."""

    round: RoundKind
    turns: tuple[Turn, ...] = ()

    def answers(self) -> tuple[Turn, ...]:
        """The candidate's turns, oldest first."""
        return tuple(turn for turn in self.turns if turn.by_candidate)

    def questions(self) -> tuple[Turn, ...]:
        """The interviewer's turns, oldest first."""
        return tuple(turn for turn in self.turns if not turn.by_candidate)

    def turn(self, turn_id: str) -> Turn | None:
        """The turn with this id, if there is one."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def next_id(self) -> str:
        """The id of the turn that comes next."""
        return turn_id(self.round, len(self.turns))

    def plus(self, *turns: Turn) -> "Transcript":
        """This transcript with turns added at its end."""
        return Transcript(round=self.round, turns=(*self.turns, *turns))

    def with_runs(self, runs: Mapping[str, Sequence[CodeRun]]) -> "Transcript":
        """This transcript with each answer's runs of code, by the answer's id."""
        turns = (
            turn.model_copy(update={"runs": tuple(runs[turn.id])}) if turn.id in runs else turn
            for turn in self.turns
        )
        return Transcript(round=self.round, turns=tuple(turns)) if runs else self

    def without_delivery(self) -> "Transcript":
        """This transcript as minds read it: nothing of how the answers were spoken."""
        if not any(turn.delivery for turn in self.turns):
            return self
        turns = (turn.model_copy(update={"delivery": None}) for turn in self.turns)
        return Transcript(round=self.round, turns=tuple(turns))

    def exchanges(self) -> Iterator[tuple[Turn, Turn]]:
        """Each interviewer turn with the candidate's turn that follows it."""
        for asked, answered in zip(self.turns, self.turns[1:], strict=False):
            if answered.by_candidate and not asked.by_candidate:
                yield asked, answered


def turn_id(kind: RoundKind, position: int) -> str:
    """The id of the turn at a position (from 0) of a round.

    >>> turn_id(RoundKind.CODING, 6)
    'coding-07'
    """
    return f"{kind}-{position + 1:02d}"
