"""What landed in an answer, which red flags it shows, and what was missed of its question.

Failure contract: what would give away a point that is still due is kept back until the
interviewer has left its question; that goes for red flags too. Hidden tests are never told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from interview_agents.coach.notes import empty, note_on
from interview_agents.coverage import covers, sentence_for
from interview_agents.errors import UnknownTurnError
from interview_agents.record import RoundRecord, follow
from interview_agents.rehearsal.marking import harvest, missed
from interview_agents.rehearsal.rulings import rule
from interview_agents.scorecard import State
from interview_agents.scorer import view_of
from interview_agents.signals.readers import load_signals
from interview_agents.text import folded
from interview_agents.transcript import Move, Transcript, Turn
from interview_personas import Bank, Point, Record, RedFlag

KEPT_ROUNDS = 64
"""Rounds that stay read: a page shows the feedback on each answer again whenever it is touched."""


class Landed(Record):
    """A rubric point that an answer was the first to reach."""

    what: str
    quote: str
    """The words that reached it."""


class Shown(Record):
    """A red flag that an answer shows."""

    flag: str
    title: str
    quote: str
    instead: str
    """What a strong candidate does instead."""


class Feedback(Record):
    """What a coach says about one answer."""

    turn_id: str
    note: str = ""
    """A plain word where there is nothing to mark; empty where the rest speaks for itself."""
    landed: tuple[Landed, ...] = ()
    flags: tuple[Shown, ...] = ()
    missed: tuple[str, ...] = ()
    """What was due on a question and never came: with the last answer to it, once it is left."""


@dataclass(frozen=True)
class _Held:
    """A round as it stands, by its turns and by which bank it is of."""

    transcript: Transcript
    bank: Bank = field(compare=False)
    bank_is: int


def feedback(transcript: Transcript, turn_id: str, bank: Bank) -> Feedback:
    """What a coach says about one answer of a round, as the round stands now.

    Args:
        transcript: the round so far.
        turn_id: the answer's.
        bank: rubric points and flags.

    Raises:
        UnknownTurnError: when the round has no such answer.
    """
    said = _read(_Held(transcript, bank, id(bank)))
    if turn_id not in said:
        raise UnknownTurnError(f"the {transcript.round} round has no answer {turn_id!r}: name one of its own")
    return said[turn_id]


@lru_cache(maxsize=KEPT_ROUNDS)
def _read(held: _Held) -> Mapping[str, Feedback]:
    reading, turns = _Reading(held.transcript, held.bank), held.transcript.turns
    return {turn.id: reading.of(turn, turns[:at]) for at, turn in enumerate(turns) if turn.by_candidate}


class _Reading:
    """One round, read once for all of its answers."""

    def __init__(self, transcript: Transcript, bank: Bank) -> None:
        self._bank = bank
        self._view = view_of(transcript, bank)
        self._question_of, self._open = _questions(transcript)
        self._last = {question: turn_id for turn_id, question in self._question_of.items()}
        self._found, _ = harvest(self._view)
        rulings = rule(self._view, bank, load_signals())
        self._present = [ruling for ruling in rulings if ruling.ruling is State.PRESENT]
        self._due = self._still_due()

    def of(self, answer: Turn, before: Sequence[Turn]) -> Feedback:
        """The feedback on one answer."""
        why = empty(answer, before, self._bank.scoring)
        landed = () if why else tuple(self._landed(answer))
        return Feedback(
            turn_id=answer.id,
            note=note_on(answer, why, self._bank.scoring, landed=bool(landed)),
            landed=landed,
            flags=tuple(self._shown(answer)),
            missed=tuple(self._missed(answer)),
        )

    def _landed(self, answer: Turn) -> Iterator[Landed]:
        for point, turn, _ in self._found:
            if turn.id == answer.id and not self._gives_away(point.what):
                yield Landed(what=point.what, quote=sentence_for(point, answer))

    def _shown(self, answer: Turn) -> Iterator[Shown]:
        for ruling in self._present:
            flag = self._bank.red_flags[ruling.flag]
            if ruling.turn_id == answer.id and not self._waits(flag):
                yield Shown(flag=flag.id, title=flag.title, quote=ruling.quote or "", instead=flag.instead)

    def _missed(self, answer: Turn) -> Iterator[str]:
        question = self._question_of.get(answer.id, "")
        if question == self._open or self._last.get(question) != answer.id:
            return
        asked = tuple(each for each in self._view.questions if each.id == question)
        for point in missed(self._view.model_copy(update={"questions": asked})):
            if not self._gives_away(point.what):
                yield point.what

    def _still_due(self) -> list[Point]:
        """Points of the question on the table that no answer has reached."""
        have = {point.id for point, turn, _ in self._found if self._question_of[turn.id] == self._open}
        points = self._bank.questions[self._open].points if self._open in self._bank.questions else ()
        return [point for point in points if point.id not in have]

    def _waits(self, flag: RedFlag) -> bool:
        """Whether naming a flag would give away a point that stands against it, or that its words tell."""
        against = any(flag.id in point.answers for point in self._due)
        return against or self._gives_away(f"{flag.title}. {flag.instead}")

    def _gives_away(self, text: str) -> bool:
        return any(covers(point, folded(text)) for point in self._due)


def _questions(transcript: Transcript) -> tuple[dict[str, str], str]:
    """The question that each answer is to, and the one on the table; empty when there is none."""
    record, of = RoundRecord(), dict[str, str]()
    for turn in transcript.turns:
        follow(record, turn)
        if turn.by_candidate and record.questions:
            of[turn.id] = record.current
    asked = [turn.direction for turn in transcript.questions() if turn.direction]
    closed = not asked or asked[-1].move is Move.CLOSE
    return of, "" if closed else record.current
