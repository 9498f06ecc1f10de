"""Pure decisions about one interviewer turn: the director decides, the mind words it.

The order of the decisions is the order of the checks in ``direct``; everything they need
stands in the round's record, which is read off the transcript.
"""

from collections.abc import Callable, Mapping

from interview_agents import behavioral, coding, recruiter, system_design
from interview_agents.coverage import reached
from interview_agents.covering import Likely, likely_covered
from interview_agents.quoting import phrase
from interview_agents.record import RoundRecord, is_stuck, note_reached, record_of
from interview_agents.signals.readers import Signals, load_signals
from interview_agents.text import asks, folded, mentions, sentences, words
from interview_agents.transcript import Direction, Move, Transcript, Turn
from interview_panel.plan import PlannedRound
from interview_personas import Bank, Fact, Point, Question, RoundKind

GAPS: Mapping[RoundKind, Callable[[Question, RoundRecord, Likely], list[Point]]] = {
    RoundKind.RECRUITER: recruiter.gaps,
    RoundKind.CODING: coding.gaps,
    RoundKind.SYSTEM_DESIGN: system_design.gaps,
    RoundKind.BEHAVIORAL: behavioral.gaps,
}
MOST_CLARIFIED = 4
"""Questions of the candidate's that are answered about one of ours; then it is their turn."""
STUCK_OUT = 2
"""Answers without anything to go on from before a question is let go."""
MAIN = 3
"""Turns a main question gets for every one that a follow-up gets."""
SHORT_WORD = 3
HINTS = 3
"""Hints a question gives, from nudge to near-answer."""


def direct(
    planned: PlannedRound, transcript: Transcript, bank: Bank, signals: Signals | None = None
) -> Direction:
    """What the interviewer does with the next turn of a round.

    Args:
        planned: the round's questions and budget.
        transcript: the round so far, ending with the candidate's answer, or empty.
        bank: where the questions are.
        signals: what tells which points need not be asked for; the shipped ones when left out.
    """
    if not transcript.turns:
        return _ask(Move.OPEN, bank.questions[planned.questions[0]])
    answer = transcript.turns[-1]
    record = record_of(transcript)
    question = bank.questions[record.current]
    new = tuple(p for p in reached(question, answer) if p not in record.reached_now())
    note_reached(record, new)
    likely = likely_covered(question, _answers_to(question, transcript), signals or load_signals())
    scene = Scene(planned, transcript, record, question, bank, likely)
    return scene.decide().model_copy(update={"reached": new})


class Scene:
    """One moment of a round, with everything a decision needs."""

    def __init__(
        self,
        planned: PlannedRound,
        transcript: Transcript,
        record: RoundRecord,
        question: Question,
        bank: Bank,
        likely: Likely,
    ) -> None:
        self.planned, self.record, self.question, self.bank = planned, record, question, bank
        self.answer = transcript.turns[-1]
        self.gaps = GAPS[question.round](question, record, likely)
        self.position = len(transcript.turns)

    @property
    def turns_left(self) -> int:
        """Interviewer turns left, this one included."""
        return self.planned.turns - self.record.interviewer_turns

    @property
    def out_of_time(self) -> bool:
        """Whether turns or minutes are used up."""
        return self.turns_left <= 1 or self.record.seconds >= 60 * self.planned.minutes

    def decide(self) -> Direction:
        """The first decision that applies."""
        if self.answer.wants == "end_round" or self.out_of_time:
            return self.close()
        return (
            self._last_chance_to_challenge()
            or self._on_request()
            or self._on_code()
            or self._code_when_due()
            or self._on_a_stuck_candidate()
            or self._challenge_when_due()
            or self._probe()
            or self._move_on()
            or self.close()
        )

    def close(self) -> Direction:
        """The round's last words."""
        return Direction(move=Move.CLOSE, question_id=self.question.id)

    def _on_request(self) -> Direction | None:
        if self.answer.wants == "hint":
            return self._hint()
        asked = [s for s in sentences(self.answer.text) if asks(s)]
        mostly_asking = 2 * sum(map(len, asked)) >= len(self.answer.text)
        if not asked or not mostly_asking or self.record.clarified >= MOST_CLARIFIED or self.answer.code:
            return None
        fact = self._fact_for(" ".join(asked))
        about = fact.answer if fact else ""
        return Direction(
            move=Move.CLARIFY, question_id=self.question.id, text=about, fact_id=fact.id if fact else None
        )

    def _fact_for(self, asked: str) -> Fact | None:
        text = folded(asked)
        fresh = [fact for fact in self.question.facts if fact.id not in self.record.facts]
        hits = [(self._fits(fact, text), fact) for fact in fresh]
        most, best = max(hits, key=lambda hit: hit[0], default=(0, None))
        return best if most else None

    @staticmethod
    def _fits(fact: Fact, asked: str) -> int:
        """How well a question asks for a fact: letters of cues it has, and words of how one would ask."""
        cues = sum(len(cue) for cue in fact.cues if mentions(asked, (cue,)))
        shared = {word for word in words(asked) if len(word) > SHORT_WORD} & set(words(fact.ask))
        return cues + sum(map(len, shared)) if cues else 0

    def _hint(self) -> Direction | None:
        last = next((p for p in self.question.points if p.id == self.record.last_probe), None)
        missing = last if last and last.id not in self.record.reached_now() else None
        point = missing or next(iter(self.gaps), None)
        if point is None:
            return None
        if sum(self.record.hints[self.question.id, p.id] for p in self.question.points) >= HINTS:
            return None
        level = self.record.hints[self.question.id, point.id] + 1
        text = point.hints[level - 1]
        return self._go_for(point, Move.HINT, text).model_copy(update={"hint_level": level, "quote": None})

    def _on_a_stuck_candidate(self) -> Direction | None:
        if not is_stuck(self.answer):
            return None
        if self.record.stuck_in_a_row >= STUCK_OUT:
            return self._move_on() or self._challenge() or self.close()
        return self._probe()

    def _challenge_when_due(self) -> Direction | None:
        """Push back half-way through, or when nothing is left to ask."""
        half = self.record.interviewer_turns >= max(2, self.planned.turns // 2)
        due = half or not self.gaps
        return self._challenge() if due and not is_stuck(self.answer) else None

    def _last_chance_to_challenge(self) -> Direction | None:
        """Every round pushes back once: at the latest with the last turn before the closing words."""
        return self._challenge() if self.turns_left == 2 else None  # noqa: PLR2004

    def _challenge(self) -> Direction | None:
        """A push-back, once a round, on a candidate who has said something."""
        fresh = [text for text in self.question.challenges if text not in self.record.said]
        if self.record.challenges or self.record.silent or not fresh:
            return None
        text = fresh[self.position % len(fresh)]
        return Direction(
            move=Move.CHALLENGE,
            question_id=self.question.id,
            text=text,
            quote=self._quote(text),
            gives=("challenged",),
        )

    def _code_when_due(self) -> Direction | None:
        ways = self.bank.round(self.planned.kind).asks_for_code
        fresh = [text for text in ways if text not in self.record.said]
        due = coding.wants_code(self.record) or not (self.gaps or self.record.code_submitted)
        if not self.question.coding or not due or self.record.code_asked or not fresh:
            return None
        return Direction(move=Move.PROBE, question_id=self.question.id, text=fresh[0], code=True)

    def _on_code(self) -> Direction | None:
        """React to code that was handed in: to a failing run, or by asking how it works."""
        lines = self.bank.round(self.planned.kind).on_code
        if lines is None or not self.record.code_submitted or self._turns_for_this_question() <= 0:
            return None
        found = coding.reaction(self.record, lines)
        if found is None:
            return None
        kind, text = found
        return Direction(
            move=Move.PROBE,
            question_id=self.question.id,
            text=text,
            on_code=kind,
            code=kind in coding.FAILURES,
            gives=("edge_cases",) if kind in coding.FAILURES else (),
        )

    def _probe(self) -> Direction | None:
        left_for_it = self._turns_for_this_question()
        for point in self.gaps if left_for_it > 0 else ():
            fresh = [text for text in point.probes if text not in self.record.said]
            if fresh:
                return self._go_for(point, Move.PROBE, fresh[0])
        return None

    def _go_for(self, point: Point, move: Move, text: str) -> Direction:
        stuck = is_stuck(self.answer)
        return Direction(
            move=move,
            question_id=self.question.id,
            text=text,
            point_id=point.id,
            quote=None if stuck else self._quote(text),
            stuck=stuck,
            gives=point.gives,
        )

    def _turns_for_this_question(self) -> int:
        """Turns this question may still take, so that the ones after it get their share."""
        waiting = [self.bank.questions[name] for name in self._waiting()]
        here = self.record.turns_on_question
        shared = self.turns_left - 1 + here
        weights = [1 if question.follow_up else MAIN for question in (self.question, *waiting)]
        return shared * weights[0] // sum(weights) - here

    def _waiting(self) -> list[str]:
        return [name for name in self.planned.questions if name not in self.record.questions]

    def _move_on(self) -> Direction | None:
        waiting = self._waiting()
        if not waiting:
            return None
        following = self.bank.questions[waiting[0]]
        inside = following.family == system_design.FOLLOW_UP
        return _ask(Move.NEXT, following).model_copy(update={"inside": inside})

    def _quote(self, about: str) -> str | None:
        return phrase(self.answer.text, about, self.record.quoted)


def _answers_to(question: Question, transcript: Transcript) -> list[Turn]:
    """What was said since the question was put."""
    put = [
        position
        for position, turn in enumerate(transcript.turns)
        if turn.direction
        and turn.direction.move in {Move.OPEN, Move.NEXT}
        and turn.direction.question_id == question.id
    ]
    return [turn for turn in transcript.turns[put[-1] if put else 0 :] if turn.by_candidate]


def _ask(move: Move, question: Question) -> Direction:
    return Direction(move=move, question_id=question.id, text=question.ask, gives=question.gives)
