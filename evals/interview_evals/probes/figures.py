"""After an answer, does the interviewer go for a point that it did not cover?"""

from collections import Counter
from collections.abc import Sequence
from typing import Self

from interview_agents.coverage import reached
from interview_agents.covering import likely_covered
from interview_agents.signals.readers import Signals, load_signals
from interview_agents.transcript import Direction, Move, Speaker, Transcript, Turn, turn_id
from interview_evals.judge.statistics import Confusion, Interval, wilson
from interview_evals.probes.answers import Covered
from interview_panel.director import direct
from interview_panel.plan import PlannedRound
from interview_personas import Bank, Question, Record

TURNS, MINUTES = 12, 45.0


class ProbeFigures(Record):
    """Probes after labelled answers, and what is made of their points."""

    half: str
    answers: int
    probes: int
    """Probes for a point on which the readers agree."""
    right: int
    """Of those: for a point that the answer did not cover."""
    interval: Interval | None
    by_chance: float
    """Share of all points not covered: what a probe for any point would come to."""
    moves: dict[str, int]
    """What the interviewer did instead, where it did not probe for a point."""
    cues: Confusion
    """The bank's cues against the readers, over points."""
    likely: Confusion
    """What is likelier covered than not against the readers, over points."""

    @classmethod
    def of(cls, answers: Sequence[Covered], bank: Bank, half: str, signals: Signals | None = None) -> Self:
        """The figures of labelled answers, each as the first to its question."""
        known = signals or load_signals()
        asked = [(each, after(each, bank, known)) for each in answers]
        told = [each.truth(d.point_id) for each, d in asked if d.point_id]
        agreed = [truth for truth in told if truth is not None]
        points = [point for each in answers for point in _points(each, bank, known)]
        return cls(
            half=half,
            answers=len(answers),
            probes=len(agreed),
            right=agreed.count(False),
            interval=wilson(agreed.count(False), len(agreed)),
            by_chance=sum(not truth for _, _, truth in points) / len(points),
            moves=dict(Counter(d.move.value for _, d in asked if not d.point_id)),
            cues=Confusion.of([(cued, truth) for cued, _, truth in points]),
            likely=Confusion.of([(likely, truth) for _, likely, truth in points]),
        )


def after(covered: Covered, bank: Bank, signals: Signals) -> Direction:
    """What the interviewer does after the answer, early in a round with time for it."""
    question = bank.questions[covered.question]
    planned = PlannedRound(
        kind=question.round,
        interviewer=next(iter(bank.people)),
        questions=(question.id,),
        turns=TURNS,
        minutes=MINUTES,
    )
    return direct(planned, round_with(covered, question), bank, signals)


def round_with(covered: Covered, question: Question) -> Transcript:
    """The question asked word for word, and the answer to it."""
    opening = Turn(
        id=turn_id(question.round, 0),
        round=question.round,
        speaker=Speaker.INTERVIEWER,
        text=question.ask,
        direction=Direction(move=Move.OPEN, question_id=question.id, text=question.ask, gives=question.gives),
    )
    return Transcript(round=question.round, turns=(opening, covered.turn(question)))


def _points(covered: Covered, bank: Bank, signals: Signals) -> list[tuple[bool, bool, bool]]:
    """For each point on which the readers agree: found by cues, likely covered, covered."""
    question = bank.questions[covered.question]
    turn = covered.turn(question)
    cued, likely = set(reached(question, turn)), likely_covered(question, [turn], signals)
    return [
        (point.id in cued, likely.of(point) >= 1 / 2, truth)
        for point in question.points
        if (truth := covered.truth(point.id)) is not None
    ]
