"""A round's record: what was asked, reached, hinted and used, read off its transcript."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from interview_agents.code_run import CodeRun
from interview_agents.sketch import labels
from interview_agents.text import substance, words
from interview_agents.transcript import Direction, Move, Reaction, Transcript, Turn

STUCK_WORDS = 6
"""An answer of fewer words has nothing to go on from."""


@dataclass
class RoundRecord:
    """What the director knows of a round so far."""

    questions: list[str] = field(default_factory=list)
    """Ids asked, in order; the last is the current one."""
    reached: dict[str, dict[str, str]] = field(default_factory=dict)
    """Question id to point id to how it came: ``unprompted``, ``probed`` or ``hinted``."""
    probed: dict[str, Counter[str]] = field(default_factory=dict)
    """Question id to how often each of its points was gone for."""
    hints: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Hints given, a question and point."""
    facts: set[str] = field(default_factory=set)
    """Facts told about the current question."""
    said: set[str] = field(default_factory=set)
    """Contents already used: a question is never repeated."""
    quoted: list[str] = field(default_factory=list)
    challenges: int = 0
    clarified: int = 0
    """Clarifying questions answered about the current question."""
    interviewer_turns: int = 0
    """Turns that count against the budget: answering a candidate's question does not."""
    turns_on_question: int = 0
    seconds: float = 0.0
    stuck_in_a_row: int = 0
    code_submitted: bool = False
    """Whether code was handed in for the current question."""
    run: CodeRun | None = None
    """How the code handed in last for the current question did, when it was run."""
    reactions: Counter[Reaction] = field(default_factory=Counter)
    """Reactions to the code of the current question."""
    reacted: Counter[Reaction] = field(default_factory=Counter)
    """The same over the whole round."""
    talk_on_code: list[str] = field(default_factory=list)
    """What was said with the code of the current question and after it."""
    code_asked: bool = False
    """Whether code was asked for, for the current question."""
    silent: bool = True
    """Whether no answer of the round had anything to go on from."""
    last_probe: str | None = None
    """The point the last probe or hint went for."""

    @property
    def current(self) -> str:
        """Id of the question on the table."""
        return self.questions[-1]

    def reached_now(self) -> dict[str, str]:
        """Points of the current question reached so far."""
        return self.reached.get(self.current, {})

    def probed_now(self) -> Counter[str]:
        """How often each point of the current question was gone for."""
        return self.probed.get(self.current, Counter())


def record_of(transcript: Transcript) -> RoundRecord:
    """The record of a round, folded from its turns in order."""
    record = RoundRecord()
    for turn in transcript.turns:
        follow(record, turn)
    return record


def follow(record: RoundRecord, turn: Turn) -> None:
    """Enter one more turn."""
    if turn.by_candidate:
        _answered(record, turn)
    elif turn.direction is not None:
        _asked(record, turn.direction)


def note_reached(record: RoundRecord, points: tuple[str, ...]) -> None:
    """Enter points that an answer to the current question reached."""
    now = record.reached.setdefault(record.current, {})
    for point in points:
        hinted = record.hints[record.current, point]
        how = "hinted" if hinted else "probed" if record.probed_now()[point] else "unprompted"
        now.setdefault(point, how)


def is_stuck(answer: Turn) -> bool:
    """Whether an answer has nothing to go on from."""
    said = "\n".join((answer.text, *labels(answer.sketch)))
    return _says(said) < STUCK_WORDS and not (answer.code and answer.code.strip())


@lru_cache(maxsize=1024)
def _says(text: str) -> int:
    """Words of substance; kept, because each turn of a round looks at all of its answers again."""
    return sum(len(words(sentence)) for sentence in substance(text))


def _answered(record: RoundRecord, turn: Turn) -> None:
    record.seconds += turn.seconds
    record.silent &= is_stuck(turn)
    record.code_submitted |= bool(turn.code and turn.code.strip())
    record.run = turn.submitted or record.run
    if record.code_submitted:
        record.talk_on_code.append(turn.text)
    record.stuck_in_a_row = record.stuck_in_a_row + 1 if is_stuck(turn) and turn.wants == "reply" else 0


def _asked(record: RoundRecord, direction: Direction) -> None:
    record.interviewer_turns += direction.move is not Move.CLARIFY
    if record.questions:
        note_reached(record, direction.reached)
    if direction.move in {Move.OPEN, Move.NEXT}:
        _new_question(record, direction.question_id)
    record.turns_on_question += direction.move is not Move.CLARIFY
    record.clarified += direction.move is Move.CLARIFY
    record.said.add(direction.text)
    record.code_asked |= direction.code
    if direction.on_code:
        record.reactions[direction.on_code] += 1
        record.reacted[direction.on_code] += 1
    if direction.quote:
        record.quoted.append(direction.quote)
    if direction.fact_id:
        record.facts.add(direction.fact_id)
    record.challenges += direction.move is Move.CHALLENGE
    if direction.point_id:
        record.last_probe = direction.point_id
        record.probed.setdefault(record.current, Counter())[direction.point_id] += 1
        record.hints[record.current, direction.point_id] += direction.move is Move.HINT


def _new_question(record: RoundRecord, question_id: str) -> None:
    record.questions.append(question_id)
    record.facts = set()
    record.clarified = 0
    record.code_submitted = record.code_asked = False
    record.run = None
    record.reactions = Counter()
    record.talk_on_code = []
    record.turns_on_question = 0
    record.last_probe = None
