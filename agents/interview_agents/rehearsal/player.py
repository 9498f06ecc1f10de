"""Plays a simulated candidate: says what the bank's strong answers say, plants what the spec plants."""

from random import Random

from interview_agents.answer import Answer
from interview_agents.coverage import covers
from interview_agents.rehearsal.code_style import in_style
from interview_agents.rehearsal.degenerate import nonsense
from interview_agents.text import folded, words
from interview_agents.transcript import Direction, Move, Transcript
from interview_personas import Bank, CandidateSpec, Planted, Point, Question

WORDS_A_SECOND = 2.3
"""Speaking pace, about 140 words a minute."""
CODE_SECONDS = 240.0
ON_REFLECTION = (
    "That's a fair push.",
    "Good point, let me think about that for a second.",
    "Okay, I take that.",
)
FACTS_ASKED = 2


class CandidatePlayer:
    """One candidate through one onsite; the same seed gives the same words."""

    def __init__(self, spec: CandidateSpec, bank: Bank, seed: int = 0) -> None:
        self.spec = spec
        self._bank = bank
        self._draw = Random(f"{seed}/{spec.id}")  # noqa: S311 - reproducible play, not a secret
        self._said: set[tuple[str, str]] = set()
        self._hinted: set[tuple[str, str]] = set()
        self._coded: set[str] = set()
        self._question = ""
        self._facts_asked = 0
        self._lines = {id(plan): list(plan.lines) for plan in spec.planted}
        self._strengths = {id(part): list(part.lines) for part in spec.strengths}

    def reply(self, transcript: Transcript) -> Answer:
        """The answer to the last interviewer turn of a round."""
        turn = transcript.turns[-1]
        if self.spec.behaviour != "talks":
            return self._timed(nonsense(self.spec.behaviour, len(transcript.turns), turn.text))
        direction = turn.direction
        if direction is None:
            return self._timed(self._deflect())
        question = self._bank.questions[direction.question_id]
        if question.id != self._question:
            self._question, self._facts_asked = question.id, 0
        return self._to_move(direction, question)

    def _to_move(self, direction: Direction, question: Question) -> Answer:
        move = direction.move
        if move in {Move.OPEN, Move.NEXT, Move.CLARIFY}:
            return self._to_question(direction, question)
        if move is Move.CHALLENGE:
            return self._timed(self._to_challenge(direction, question))
        if question.coding and direction.on_code == "complexity":
            return self._timed(f"{question.coding.time} {question.coding.space}")
        if direction.code:
            return self._hand_in(question)
        return self._to_probe(direction, question)

    def _to_question(self, direction: Direction, question: Question) -> Answer:
        plants = {plan.flag for plan in self.spec.planted}
        if question.coding and "jumps_to_code" in plants:
            return self._hand_in(question, self._plant(direction, question, "opening"))
        open_ended = "underspecified" in question.gives
        if self.spec.clarifies and open_ended and self._facts_asked < min(FACTS_ASKED, len(question.facts)):
            fact = question.facts[self._facts_asked]
            self._facts_asked += 1
            return self._timed(fact.ask)
        planted = self._plant(direction, question, "opening")
        parts = [self._pick(self.spec.openers), planted, self._strength(question)]
        points = self._sayable(question)
        share = round(self.spec.opening_share * len(question.points))
        parts += [self._say(question, point) for point in points[:share]]
        return self._timed(" ".join(filter(None, parts)) or self._deflect())

    def _to_probe(self, direction: Direction, question: Question) -> Answer:
        point = next((p for p in question.points if p.id == direction.point_id), None)
        planted = self._plant(direction, question, "probe")
        if planted:
            return self._timed(planted)
        willing = direction.move is Move.HINT or self._draw.random() < self.spec.probe_share
        if point is not None and point in self._sayable(question) and willing:
            return self._timed(self._say(question, point))
        if self.spec.asks_hints and point and (question.id, point.id) not in self._said | self._hinted:
            self._hinted.add((question.id, point.id))
            return Answer(text="I'm a bit stuck here. Could you give me a hint?", wants="hint", seconds=8.0)
        return self._timed(self._deflect())

    def _to_challenge(self, direction: Direction, question: Question) -> str:
        planted = self._plant(direction, question, "challenge")
        if planted:
            return planted
        points = self._sayable(question)
        if points and self._draw.random() < self.spec.probe_share:
            return f"{self._pick(ON_REFLECTION)} {self._say(question, points[0])}"
        return f"{self._pick(ON_REFLECTION)} {self._deflect()}"

    def _hand_in(self, question: Question, words_first: str = "") -> Answer:
        if question.coding is None or self.spec.code == "none":
            return self._timed(self._deflect())
        self._coded.add(question.id)
        tested = "no_testing" not in self.spec.omits
        code = in_style(question.coding, self.spec.code, tested=tested)
        spoken = words_first
        if "silence" not in self.spec.omits and not words_first:
            after = [p for p in self._sayable(question) if p.step in {"implement", "test"}]
            spoken = self._say(question, after[0]) if after else self._pick(self.spec.openers)
        return Answer(text=spoken, code=code, seconds=CODE_SECONDS)

    def _sayable(self, question: Question) -> list[Point]:
        """Points not said yet, without those that stand against what this person is to show."""
        shown = {*self.spec.omits, *(plan.flag for plan in self.spec.planted)}
        barred = [point for point in question.points if shown & set(point.answers)]
        return [
            point
            for point in question.points
            if (question.id, point.id) not in self._said
            and point not in barred
            and not any(covers(other, folded(point.says)) for other in barred)
        ]

    def _say(self, question: Question, point: Point) -> str:
        self._said.add((question.id, point.id))
        return point.says.strip()

    def _plant(self, direction: Direction, question: Question, when: str) -> str:
        for plan in self.spec.planted:
            due = plan.round is question.round and plan.when == when
            if due and self._fits(plan, direction, question) and self._lines[id(plan)]:
                return self._next(plan)
        return ""

    def _fits(self, plan: Planted, direction: Direction, question: Question) -> bool:
        """Whether the talk invites the line: a recited definition does not answer "why us?"."""
        invited = set(self._bank.red_flags[plan.flag].opportunities)
        by_round = {o.id for o in self._bank.opportunities.values() if question.round in o.rounds}
        coded = {"code_submitted"} if question.id in self._coded else set()
        return bool(invited & {*question.gives, *direction.gives, "challenged", *by_round, *coded})

    def _next(self, plan: Planted) -> str:
        line = self._lines[id(plan)].pop(0)
        return line.strip()

    def _strength(self, question: Question) -> str:
        for part in self.spec.strengths:
            if part.round is question.round and self._strengths[id(part)]:
                return self._strengths[id(part)].pop(0).strip()
        return ""

    def _deflect(self) -> str:
        return self._pick(self.spec.deflections) or "I'd have to think about that."

    def _pick(self, lines: tuple[str, ...]) -> str:
        return self._draw.choice(lines).strip() if lines else ""

    def _timed(self, text: str) -> Answer:
        return Answer(text=text, seconds=round(5 + len(words(text)) / WORDS_A_SECOND, 1))
