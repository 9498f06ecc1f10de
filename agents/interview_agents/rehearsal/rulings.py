"""The rehearsal's rulings: exact signals first, then distilled ones, else not assessable.

Precision before recall: a flag is ``present`` only with evidence above its reader's
threshold, ``absent`` only when what stands against it was positively said; everything
else stays ``not_assessable`` and goes to the candidate's self-check.
"""

from collections.abc import Iterable
from typing import NamedTuple

from interview_agents.coverage import covers, groups_hit, sentence_for, spoken_for
from interview_agents.mind import ScoreView
from interview_agents.opportunity import answers_invited
from interview_agents.rehearsal.exact import FACTS, READERS
from interview_agents.scorecard import Ruling, State
from interview_agents.signals.readers import Reader, Reading, Side, Signals
from interview_agents.text import sentences, substance, words
from interview_agents.transcript import Turn
from interview_personas import Bank, Point, RedFlag

SHORTEST = 20
"""Words that answers need besides asides before anything is held against anyone: the snippets
that the readers were trained on have 25 and more."""

NO_ANSWER = "no_answer"
"""The reader of answers that give nothing to judge; it is about no red flag."""
SURE = 0.85
"""Probability from which a reader is believed against an exact signal that is no fact: that somebody
asked one question or named one more measure proves little beside a whole answer."""


def rule(view: ScoreView, bank: Bank, signals: Signals) -> tuple[Ruling, ...]:
    """A ruling for every flag of the round, in catalogue order."""
    return tuple(_rule_flag(flag, view, bank, signals) for flag in bank.flags_of(view.round))


def answered(view: ScoreView, signals: Signals) -> int:
    """How many answers give something to judge: not talk of other things, and no padded not-knowing."""
    reader = signals.reader(NO_ANSWER, "flag")
    return sum(
        bool(turn.code or turn.sketch)
        or reader is None
        or signals.probability(reader, turn.text) < reader.high
        for turn in view.transcript.answers()
    )


class Heard(NamedTuple):
    """A reader, and the window of the answers that is most like what it reads for."""

    reader: Reader
    reading: Reading

    @property
    def sure(self) -> bool:
        """Whether the reader says yes."""
        return self.reading.probability >= self.reader.high

    @property
    def unlike(self) -> bool:
        """Whether the reader says no."""
        return self.reading.probability < self.reader.low


def _rule_flag(flag: RedFlag, view: ScoreView, bank: Bank, signals: Signals) -> Ruling:
    unruled = Ruling(flag=flag.id, ruling=State.NOT_ASSESSABLE)
    if not any(name in view.opportunities for name in flag.opportunities):
        return unruled
    shows = _heard(flag, "flag", answers_invited(flag, view.transcript, bank), signals)
    exact = READERS.get(flag.id)
    ruling = exact(view) if exact else None
    if ruling is not None:
        phrased = ruling.ruling is State.ABSENT and flag.id not in FACTS
        return (_shown(flag, view, shows, SURE) if phrased else None) or ruling
    against = _heard(flag, "strong", view.transcript.answers(), signals)
    by_kind = _omission if flag.kind == "omission" else _commission
    return by_kind(flag, view, shows, against) or unruled


def _heard(flag: RedFlag, side: Side, answers: Iterable[Turn], signals: Signals) -> Heard | None:
    reader, reading = signals.reader(flag.id, side), signals.best(flag.id, side, answers)
    return Heard(reader, reading) if reader and reading else None


def _commission(flag: RedFlag, view: ScoreView, shows: Heard | None, against: Heard | None) -> Ruling | None:
    shown = _shown(flag, view, shows)
    if shown is not None or shows is None or not shows.unlike:
        return shown
    return _covered(flag, view) or _said_against(flag, against)


def _omission(flag: RedFlag, view: ScoreView, shows: Heard | None, against: Heard | None) -> Ruling | None:
    heard = _covered(flag, view) or _said_against(flag, against)
    if heard is not None:
        return heard
    doubtful = against is not None and not against.unlike
    if doubtful or (view.questions and not _probed(flag, view)):
        return None
    return _left_out(flag, view) or _shown(flag, view, shows)


def _said_against(flag: RedFlag, against: Heard | None) -> Ruling | None:
    """Absent, when an answer is close to labelled ones with what stands against the flag."""
    if against is None or against.reader.hints or not against.sure:
        return None
    reading = against.reading
    why = f"close to labelled answers that do better ({reading.probability:.2f} by a distilled reader)"
    return _ruled(flag, State.ABSENT, reading, why)


def _shown(flag: RedFlag, view: ScoreView, shows: Heard | None, least: float = 0.0) -> Ruling | None:
    """Present, when an answer is close to labelled ones that show the flag and nothing stands against it."""
    if shows is None or not shows.sure or shows.reading.probability < least:
        return None
    reading = shows.reading
    if shows.reader.hints:
        why = f"worth a look: {reading.probability:.2f} by a reader that is too weak to rule"
        return _ruled(flag, State.NOT_ASSESSABLE, reading, why)
    turn = view.transcript.turn(reading.turn_id)
    contradicted = turn is not None and any(covers(p, spoken_for(turn)) for p in _against(flag, view))
    if contradicted or _said_words(reading.window) < SHORTEST:
        return None
    why = f"close to labelled answers that show it ({reading.probability:.2f} by a distilled reader)"
    return _ruled(flag, State.PRESENT, reading, why)


def _left_out(flag: RedFlag, view: ScoreView) -> Ruling | None:
    """Present, when our own interviewer probed for what stands against the flag and it never came."""
    asked = _probed(flag, view)
    touched = any(groups_hit(point, spoken_for(turn)) for point in _against(flag, view) for turn in asked)
    if touched or sum(_said_words(turn.text) for turn in asked) < SHORTEST:
        return None
    fullest = max(asked, key=lambda turn: _said_words(turn.text))
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


def _probed(flag: RedFlag, view: ScoreView) -> list[Turn]:
    """Answers to probes that went for a point against a flag: holding a round asks for nothing yet."""
    points = {point.id for point in _against(flag, view)}
    return [
        answered
        for asked, answered in view.transcript.exchanges()
        if asked.direction and asked.direction.point_id in points
    ]


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
