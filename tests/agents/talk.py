"""Builders of small hand-written rounds, and a mind that proposes what it is told to."""

from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from interview_agents.code_run import CaseVerdict, CodeRun, Outcome
from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.errors import MindError
from interview_agents.measured import Measured, measure
from interview_agents.mind import AskView, ScoreView
from interview_agents.scorecard import (
    ProposedScorecard,
    Provenance,
    Ruling,
    Score,
    Scorecard,
    State,
    Strength,
    Vote,
)
from interview_agents.scorer import view_of
from interview_agents.transcript import Direction, Move, Speaker, Transcript, Turn, Wants, turn_id
from interview_personas import Bank, RoundKind, load_bank

BANK = load_bank()
DESIGN, CODING = RoundKind.SYSTEM_DESIGN, RoundKind.CODING
RECRUITER, BEHAVIORAL = RoundKind.RECRUITER, RoundKind.BEHAVIORAL
FILLER = "Every night the depot sends the tram positions and a planner compares them with the timetable."
"""A substantive answer that reaches nothing and shows nothing."""


class Line(NamedTuple):
    """One utterance before it has a place."""

    speaker: Speaker
    text: str
    code: str | None = None
    seconds: float = 0.0
    wants: Wants = "reply"
    direction: Direction | None = None
    runs: tuple[CodeRun, ...] = ()
    sketch: str | None = None


def asked(text: str = "Go on.", direction: Direction | None = None) -> Line:
    """The interviewer says something."""
    return Line(Speaker.INTERVIEWER, text, direction=direction)


def put(name: str, move: Move = Move.OPEN) -> Line:
    """The interviewer puts a question of the bank."""
    question = BANK.questions[name]
    return asked(
        question.ask, Direction(move=move, question_id=name, text=question.ask, gives=question.gives)
    )


def probe(name: str, point: str, move: Move = Move.PROBE, reached: tuple[str, ...] = ()) -> Line:
    """The interviewer goes for a point of a question of the bank."""
    found = next(p for p in BANK.questions[name].points if p.id == point)
    text = found.hints[0] if move is Move.HINT else found.probes[0]
    return asked(
        text,
        Direction(move=move, question_id=name, text=text, point_id=point, reached=reached, gives=found.gives),
    )


def said(text: str = FILLER, code: str | None = None, seconds: float = 0.0, wants: Wants = "reply") -> Line:
    """The candidate answers."""
    return Line(Speaker.CANDIDATE, text, code, seconds, wants)


def handed_in(code: str, *runs: CodeRun, text: str = FILLER) -> Line:
    """The candidate hands in code, with the runs that led to it and that of the code itself."""
    return said(text, code)._replace(runs=runs)


def drawn(sketch: str, text: str = FILLER) -> Line:
    """The candidate hands in a sketch."""
    return said(text)._replace(sketch=sketch)


def case(
    outcome: Outcome = "passed",
    *,
    hidden: bool = True,
    name: str = "a case",
    message: str = "",
    printed: str = "",
) -> CaseVerdict:
    """How one test went."""
    return CaseVerdict(name=name, hidden=hidden, outcome=outcome, message=message, printed=printed)


def ran(code: str, *verdicts: CaseVerdict, submitted: bool = True, **more: object) -> CodeRun:
    """A run of some code for T1a."""
    about = {"question_id": "T1a", "code": code, "submitted": submitted, "verdicts": verdicts, "tier": "none"}
    return CodeRun.model_validate(about | more)


def talk(kind: RoundKind, *lines: Line) -> Transcript:
    """A round of these lines."""
    turns = (
        Turn(
            id=turn_id(kind, position),
            round=kind,
            speaker=line.speaker,
            text=line.text,
            code=line.code,
            seconds=line.seconds,
            wants=line.wants,
            runs=line.runs,
            sketch=line.sketch,
            direction=line.direction,
        )
        for position, line in enumerate(lines)
    )
    return Transcript(round=kind, turns=tuple(turns))


def answer(text: str, code: str | None = None, kind: RoundKind = DESIGN, sketch: str | None = None) -> Turn:
    """A candidate's turn on its own: the second of a round."""
    return talk(kind, asked(), said(text, code)._replace(sketch=sketch)).turns[1]


def seen(kind: RoundKind, *lines: Line) -> ScoreView:
    """What a scorer's mind sees of these lines."""
    return view_of(talk(kind, *lines), BANK)


def measured(kind: RoundKind = DESIGN, *lines: Line) -> Measured:
    """What is counted in these lines; in nothing when there are none."""
    return measure(talk(kind, *lines), BANK.scoring)


def present(flag: str, turn: str, quote: str) -> Ruling:
    """A proposed ruling that a flag was shown."""
    return Ruling(flag=flag, ruling=State.PRESENT, turn_id=turn, quote=quote)


def absent(flag: str, turn: str, quote: str) -> Ruling:
    """A proposed ruling that a flag was not shown."""
    return Ruling(flag=flag, ruling=State.ABSENT, turn_id=turn, quote=quote)


def proposal(*claims: Ruling | Score | Strength) -> ProposedScorecard:
    """A proposed sheet of these claims."""
    return ProposedScorecard(
        scores=tuple(c for c in claims if isinstance(c, Score)),
        rulings=tuple(c for c in claims if isinstance(c, Ruling)),
        strengths=tuple(c for c in claims if isinstance(c, Strength)),
    )


def card(
    kind: RoundKind = DESIGN,
    points: float | None = 3.0,
    vote: Vote = Vote.LEAN_HIRE,
    rulings: tuple[Ruling, ...] = (),
    facts: Measured | None = None,
) -> Scorecard:
    """A sealed sheet."""
    return Scorecard(
        round=kind,
        interviewer="",
        questions=(),
        scores=(),
        rulings=rulings,
        strengths=(),
        concern="",
        open_question="",
        confidence="low",
        vote=vote if points is not None else Vote.INSUFFICIENT,
        points=points,
        measured=facts or measured(kind),
        provenance=Provenance(mind="scripted", bank_sha256=""),
    )


class Scripted:
    """A mind that proposes what it was given, in order, and fails when there is nothing left."""

    name = "scripted"
    notice = "A mind for tests."

    def __init__(
        self,
        sheets: Sequence[ProposedScorecard] = (),
        debriefs: Sequence[ProposedDebrief] = (),
        pieces: Sequence[str] = (),
    ) -> None:
        self._sheets, self._debriefs, self._pieces = list(sheets), list(debriefs), pieces
        self.views: list[ScoreView] = []
        self.packets: list[Packet] = []
        self.faults: list[Sequence[str]] = []

    def provenance(self, bank: Bank) -> Provenance:
        """Who proposed, on which bank."""
        return Provenance(mind=self.name, bank_sha256=bank.sha256)

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:  # noqa: ARG002 - the protocol's
        """The pieces, one after the other."""
        for piece in self._pieces:
            yield piece

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:  # noqa: ARG002
        """The next sheet."""
        self.views.append(view)
        self.faults.append(faults)
        if not self._sheets:
            raise MindError("nothing left to propose")
        return self._sheets.pop(0)

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:  # noqa: ARG002
        """The next narrative."""
        self.packets.append(packet)
        self.faults.append(faults)
        if not self._debriefs:
            raise MindError("nothing left to propose")
        return self._debriefs.pop(0)
