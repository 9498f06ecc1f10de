"""The rehearsal's scores: how much of what was due in a round was reached, and how."""

from collections import Counter
from collections.abc import Sequence

from interview_agents.coverage import covers, sentence_for, spoken_for
from interview_agents.coverage import reached as points_reached
from interview_agents.measured import Trials
from interview_agents.mind import ScoreView
from interview_agents.record import RoundRecord, follow, note_reached
from interview_agents.scorecard import Ruling, Score, State, Strength
from interview_agents.text import sentences
from interview_agents.transcript import Move, Turn
from interview_personas import Bank, Point, Scoring

COMMUNICATION = "communication"
"""The criterion whose weight a document gives: S2 FAQ4."""
IMPLEMENTATION = "implementation"
"""The criterion that hidden tests count for."""
Found = tuple[Point, Turn, str]
"""A point, the answer that reached it, and how it came."""


def mark(view: ScoreView, bank: Bank, rulings: Sequence[Ruling]) -> tuple[Score, ...]:
    """A score for every criterion; no signal where nothing of it was due or ruled.

    Rubric points count where the bank's own questions were asked; a transcript from
    elsewhere is marked by its rulings.
    """
    found, due = harvest(view)
    criteria = bank.rubric(view.round).criteria
    if view.questions:
        return tuple(
            _by_replies(c.id, found, view, bank.scoring)
            if c.id == COMMUNICATION
            else _by_points(c.id, found, due, view, bank.scoring)
            for c in criteria
        )
    return tuple(_by_rulings(c.id, rulings, view, bank) for c in criteria)


def strengths(view: ScoreView, most: int = 3) -> tuple[Strength, ...]:
    """The most important points that came unprompted, in the candidate's words."""
    found, _ = harvest(view)
    best = sorted((f for f in found if f[2] == "unprompted"), key=lambda f: -f[0].importance)
    return tuple(
        Strength(what=point.what, turn_id=turn.id, quote=sentence_for(point, turn))
        for point, turn, _ in best[:most]
    )


def missed(view: ScoreView) -> tuple[Point, ...]:
    """Points that were due and never reached, the most important first."""
    found, due = harvest(view)
    have = {point.id for point, _, _ in found}
    return tuple(sorted((p for p in due if p.id not in have), key=lambda p: -p.importance))


def harvest(view: ScoreView) -> tuple[list[Found], list[Point]]:
    """Points reached, each with the answer that was the first to; and points due.

    Due are those that were probed for, and the important ones of every question.
    """
    questions = {question.id: question for question in view.questions}
    found: list[Found] = []
    record = RoundRecord()
    for turn in view.transcript.turns:
        if turn.by_candidate and record.questions and record.current in questions:
            question = questions[record.current]
            found += _new(question.points, turn, record, points_reached(question, turn))
        follow(record, turn)
    due = [
        point
        for question in view.questions
        for point in question.points
        if point.importance == 3 or record.probed.get(question.id, Counter())[point.id]  # noqa: PLR2004
    ]
    return found, due + [point for point, _, _ in found if point not in due]


def _new(points: Sequence[Point], turn: Turn, record: RoundRecord, ids: tuple[str, ...]) -> list[Found]:
    known = set(record.reached_now())
    note_reached(record, ids)
    return [(p, turn, record.reached_now()[p.id]) for p in points if p.id in ids and p.id not in known]


def _by_points(
    criterion: str, found: Sequence[Found], due: Sequence[Point], view: ScoreView, scoring: Scoring
) -> Score:
    wanted = [point for point in due if point.criterion == criterion]
    tested = view.measured.tested if criterion == IMPLEMENTATION else None
    if not (wanted or tested):
        return Score(criterion=criterion, points=None, why="nothing in the round asked for it")
    got = [entry for entry in found if entry[0].criterion == criterion]
    worth = {"unprompted": 1.0, "probed": scoring.worth_probed, "hinted": scoring.worth_hinted}
    earned = sum(point.importance * worth[how] for point, _, how in got)
    weight: float = sum(point.importance for point in wanted)
    if tested:
        earned += scoring.tests_count_as * tested.share
        weight += scoring.tests_count_as
    if got:
        point, turn, _ = max(got, key=lambda entry: entry[0].importance)
        quote = sentence_for(point, turn)
    else:
        turn = max(view.transcript.answers(), key=lambda answer: (len(answer.text), len(answer.content)))
        quote = _longest(turn)
    if not quote:
        return Score(criterion=criterion, points=None, why="not a word was said")
    return Score(
        criterion=criterion,
        points=_points(earned / weight, scoring),
        turn_id=turn.id,
        quote=quote,
        why=_why(got, wanted, tested),
    )


def _by_replies(criterion: str, found: Sequence[Found], view: ScoreView, scoring: Scoring) -> Score:
    """Communication: how many of the interviewer's questions got an answer with a point in it.

    A point that stands in a sketch only was not said.
    """
    wordings = {Move.CLARIFY, Move.HINT}
    asked = [
        answered
        for turn, answered in view.transcript.exchanges()
        if answered.wants == "reply" and not (turn.direction and turn.direction.move in wordings)
    ]
    told = Counter(turn.id for point, turn, _ in found if covers(point, spoken_for(_without_sketch(turn))))
    met = [turn for turn in asked if told[turn.id] or (turn.code and turn.text)]
    if not asked:
        return Score(criterion=criterion, points=None, why="nothing was asked")
    best = max(met or asked, key=lambda turn: (told[turn.id], len(turn.text), len(turn.told)))
    quote = _longest(_without_sketch(best))
    if not quote:
        return Score(criterion=criterion, points=None, why="not a word was said")
    why = f"{len(met)} of {len(asked)} questions got an answer that made a point"
    return Score(
        criterion=criterion,
        points=_points(len(met) / len(asked), scoring),
        turn_id=best.id,
        quote=quote,
        why=why,
    )


def _by_rulings(criterion: str, rulings: Sequence[Ruling], view: ScoreView, bank: Bank) -> Score:
    on_it = [
        ruling
        for ruling in rulings
        if ruling.ruling is not State.NOT_ASSESSABLE
        and bank.red_flags[ruling.flag].criterion.get(view.round) == criterion
    ]
    if not on_it:
        return Score(criterion=criterion, points=None, why="nothing in the round shows it either way")
    good = [ruling for ruling in on_it if ruling.ruling is State.ABSENT]
    shown = good or on_it
    why = f"{len(good)} of {len(on_it)} flags ruled on are absent"
    share = len(good) / len(on_it)
    points = _points(share, bank.scoring)
    return Score(criterion=criterion, points=points, turn_id=shown[0].turn_id, quote=shown[0].quote, why=why)


def _longest(turn: Turn) -> str:
    """The longest sentence; a line of the sketch where nothing else was handed in."""
    return max(sentences(turn.told) or sentences(turn.content), key=len, default="")


def _without_sketch(turn: Turn) -> Turn:
    return turn.model_copy(update={"sketch": None})


def _points(share: float, scoring: Scoring) -> int:
    return 1 + sum(share >= least for least in (scoring.share_two, scoring.share_three, scoring.share_four))


def _why(got: Sequence[Found], wanted: Sequence[Point], tested: Trials | None) -> str:
    have = {point.id for point, _, _ in got}
    left = [point.what for point in wanted if point.id not in have]
    parts = [f"{len(got)} of {len(wanted)} points due"] if wanted else []
    parts += [f"{tested.passed} of {tested.total} hidden tests pass"] if tested else []
    return "; ".join([*parts, *(f"missing: {what}" for what in left[:1])])
