"""The rehearsal's rulings: exact signals first, then distilled ones, else not assessable.

Precision before recall: a flag is ``present`` only with evidence above its reader's
threshold, ``absent`` only when what stands against it was positively said; everything
else stays ``not_assessable`` and goes to the candidate's self-check.
"""

from interview_agents.coverage import covers, groups_hit, sentence_for, spoken_for
from interview_agents.mind import ScoreView
from interview_agents.opportunity import answers_invited, given_by
from interview_agents.rehearsal.exact import READERS
from interview_agents.rehearsal.signals import Reading, Signals
from interview_agents.scorecard import Ruling, State
from interview_agents.text import sentences, substance, words
from interview_agents.transcript import Turn
from interview_personas import Bank, Point, RedFlag

SHORTEST = 20
"""Words that answers need besides asides before anything is held against anyone: the snippets
that the readers were trained on have 25 and more."""


def rule(view: ScoreView, bank: Bank, signals: Signals) -> tuple[Ruling, ...]:
    """A ruling for every flag of the round, in catalogue order."""
    return tuple(_rule_flag(flag, view, bank, signals) for flag in bank.flags_of(view.round))


def _rule_flag(flag: RedFlag, view: ScoreView, bank: Bank, signals: Signals) -> Ruling:
    unruled = Ruling(flag=flag.id, ruling=State.NOT_ASSESSABLE)
    if not any(name in view.opportunities for name in flag.opportunities):
        return unruled
    exact = READERS.get(flag.id)
    ruling = exact(view) if exact else None
    if ruling is not None:
        return ruling
    by_kind = _omission if flag.kind == "omission" else _commission
    return by_kind(flag, view, bank, signals) or unruled


def _commission(flag: RedFlag, view: ScoreView, bank: Bank, signals: Signals) -> Ruling | None:
    reading = signals.best(flag.id, answers_invited(flag, view.transcript, bank))
    if reading is None:
        return None
    reader = signals.readers[flag.id]
    if reading.probability < reader.low:
        return _covered(flag, view)
    turn = view.transcript.turn(reading.turn_id)
    contradicted = turn is not None and any(covers(p, spoken_for(turn)) for p in _against(flag, view))
    too_short = _said_words(reading.window) < SHORTEST
    if reading.probability < reader.high or contradicted or too_short:
        return None
    why = f"close to labelled answers that show it ({reading.probability:.2f} by a distilled reader)"
    return _ruled(flag, State.PRESENT, reading, why)


def _omission(flag: RedFlag, view: ScoreView, bank: Bank, signals: Signals) -> Ruling | None:
    covered = _covered(flag, view)
    if covered is not None:
        return covered
    reader = signals.readers.get(flag.id)
    reading = signals.best(flag.id, view.transcript.answers())
    if reader and reading and reading.probability >= reader.high:
        return _ruled(flag, State.ABSENT, reading, "says what the flag misses")
    asked = _asked_directly(flag, view, bank)
    # Snippets are more clear-cut than speech: without rubric points to look at first, less is certain.
    doubt = reader.low if reader and view.questions else reader.low / 2 if reader else 0.0
    unsure = reading.probability >= doubt if reader and reading else _touched(flag, view, asked)
    if unsure or not asked:
        return None
    fullest = max(asked, key=lambda turn: _said_words(turn.text))
    if sum(_said_words(turn.text) for turn in asked) < SHORTEST:
        return None
    said = max(sentences(fullest.text), key=lambda sentence: len(words(sentence)))
    why = "asked for it, and the fullest answer leaves it out"
    return Ruling(flag=flag.id, ruling=State.PRESENT, turn_id=fullest.id, quote=said, why=why)


def _against(flag: RedFlag, view: ScoreView) -> list[Point]:
    """The rubric points of this round's questions that stand against a flag."""
    return [point for question in view.questions for point in question.points if flag.id in point.answers]


def _covered(flag: RedFlag, view: ScoreView) -> Ruling | None:
    """Absent, when an answer reached a rubric point that stands against the flag."""
    for turn in view.transcript.answers():
        text = spoken_for(turn)
        for point in _against(flag, view):
            if covers(point, text):
                quote = sentence_for(point, turn)
                return Ruling(flag=flag.id, ruling=State.ABSENT, turn_id=turn.id, quote=quote, why=point.what)
    return None


def _asked_directly(flag: RedFlag, view: ScoreView, bank: Bank) -> list[Turn]:
    """Answers to turns that went for it; a round being held is not held against anyone.

    In our own interviews those are probes for a point that stands against the flag. In a
    transcript from elsewhere the interviewer's words must ask for it in particular.
    """
    points = {point.id for point in _against(flag, view)}
    if any(turn.direction for turn in view.transcript.questions()):
        return [
            answered
            for asked, answered in view.transcript.exchanges()
            if asked.direction and asked.direction.point_id in points
        ]
    particular = {name for name in flag.opportunities if not bank.opportunities[name].rounds}
    return [a for asked, a in view.transcript.exchanges() if given_by(asked, bank) & particular]


def _touched(flag: RedFlag, view: ScoreView, asked: list[Turn]) -> bool:
    """Whether an answer has a word of what was asked for; without a reader that is doubt enough."""
    return any(groups_hit(point, spoken_for(turn)) for point in _against(flag, view) for turn in asked)


def _said_words(text: str) -> int:
    return sum(len(words(sentence)) for sentence in substance(text))


def _ruled(flag: RedFlag, state: State, reading: Reading, why: str) -> Ruling:
    quote = min(reading.window, _first_sentences(reading.window), key=len)
    return Ruling(flag=flag.id, ruling=state, turn_id=reading.turn_id, quote=quote, why=why)


def _first_sentences(window: str, most: int = 60) -> str:
    """Whole sentences from the window's start, about as much as one reads at a glance."""
    end = 0
    for sentence in sentences(window):
        end = window.index(sentence, end) + len(sentence)
        if len(words(window[:end])) >= most:
            break
    return window[:end]
