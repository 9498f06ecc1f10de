"""A small onsite that is written down: what was asked and said, and the sheets that came back."""

from pathlib import Path

from interview_agents.debrief import Packet
from interview_agents.mind import AskView
from interview_agents.model_mind.sheets import CommitteeSheet, ScoreSheet
from interview_agents.scorecard import Scorecard
from interview_agents.transcript import Direction, Move, Speaker, Transcript, Turn
from interview_personas import Bank, Point, Question, Record, RoundKind

SHIPPED = Path(__file__).with_name("onsite.json")


class Exchange(Record):
    """One turn of an interviewer's, and the answer to it."""

    move: Move
    question: str
    point: str = ""
    """The rubric point that a probe or a hint goes for."""
    fact: str = ""
    level: int | None = None
    """Of a hint."""
    quote: str | None = None
    said: str | None = None
    """None for the turn that is still to be asked."""
    code: str | None = None

    def direction(self, bank: Bank) -> Direction:
        """What the director would have decided; the words are the bank's."""
        question = bank.questions[self.question]
        point = next((point for point in question.points if point.id == self.point), None)
        puts = self.move in {Move.OPEN, Move.NEXT}
        return Direction(
            move=self.move,
            question_id=self.question,
            text=question.ask if puts else self._words(question, point),
            point_id=self.point or None,
            fact_id=self.fact or None,
            hint_level=self.level,
            quote=self.quote,
            gives=question.gives if puts else point.gives if point else (),
        )

    def _words(self, question: Question, point: Point | None) -> str:
        if point and self.level:
            return point.hints[self.level - 1]
        if point:
            return point.probes[0]
        if self.move is Move.CHALLENGE:
            return question.challenges[0]
        return next((fact.answer for fact in question.facts if fact.id == self.fact), "")


class HeldRound(Record):
    """One round up to the turn that is still to be asked, and the sheet that was filled in for it."""

    round: RoundKind
    exchanges: tuple[Exchange, ...]
    sheet: ScoreSheet

    def transcript(self, bank: Bank) -> Transcript:
        """What was asked and said so far; interviewers spoke the bank's words."""
        transcript = Transcript(round=self.round)
        for exchange in self.exchanges:
            if exchange.said is not None:
                transcript = transcript.plus(self._asked(exchange, transcript.next_id(), bank))
                transcript = transcript.plus(self._answered(exchange, transcript.next_id()))
        return transcript

    def _asked(self, exchange: Exchange, name: str, bank: Bank) -> Turn:
        directed = exchange.direction(bank)
        return Turn(
            id=name, round=self.round, speaker=Speaker.INTERVIEWER, text=directed.text, direction=directed
        )

    def _answered(self, exchange: Exchange, name: str) -> Turn:
        said = exchange.said or ""
        return Turn(id=name, round=self.round, speaker=Speaker.CANDIDATE, text=said, code=exchange.code)


class WrittenOnsite(Record):
    """The whole of it."""

    candidate: str
    resume: str
    job_description: str
    role: str
    company: str
    minutes: float
    rounds: tuple[HeldRound, ...]
    committee: CommitteeSheet

    def view(self, held: HeldRound, bank: Bank) -> AskView:
        """What a round's interviewer sees before the turn that is still to be asked."""
        asked = list(dict.fromkeys(exchange.question for exchange in held.exchanges))
        return AskView(
            persona=bank.interviewers_of(held.round)[0],
            question=bank.questions[asked[-1]],
            earlier=tuple(bank.questions[name] for name in asked[:-1]),
            transcript=held.transcript(bank),
            minutes=self.minutes,
            candidate_name=self.candidate.partition(" ")[0],
            resume=self.resume,
            job_description=self.job_description,
            rubric=bank.rubric(held.round),
            focus=bank.round(held.round).focus,
        )

    def packet(self, cards: tuple[Scorecard, ...], bank: Bank) -> Packet:
        """What the committee reads."""
        return Packet(
            role=self.role,
            company=self.company,
            transcripts=tuple(held.transcript(bank) for held in self.rounds),
            scorecards=cards,
            chair=bank.chairs()[0].id,
        )


def read_onsite(path: Path = SHIPPED) -> WrittenOnsite:
    """The onsite of a file."""
    return WrittenOnsite.model_validate_json(path.read_text(encoding="utf-8"))
