"""Arithmetic that turns supported rulings into points, votes and a decision.

No model's word is ever a verdict: everything here is computed from rulings and scores
whose quotes were found, bounded by measured facts. Every number comes from the bank's
scoring file, and all of them are ours but the weight of communication.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from statistics import fmean

from interview_agents.debrief import Aggregate, Decision
from interview_agents.measured import Measured, Trials
from interview_agents.scorecard import Cap, Ruling, Score, Scorecard, State, Vote
from interview_personas import Bank, RoundKind, Scoring

MOST_WITH_FLAG = {"crit": 1, "high": 2, "med": 3, "low": 4}
"""Most points a criterion keeps when a flag of this severity stands against it."""
MOST_POINTS = 4


def capped_scores(
    scores: Iterable[Score], rulings: Iterable[Ruling], kind: RoundKind, bank: Bank
) -> tuple[tuple[Score, ...], tuple[Cap, ...]]:
    """Scores bounded by the flags that stand against their criterion, and why."""
    most: dict[str, tuple[int, str]] = {}
    for ruling in rulings:
        if ruling.ruling is not State.PRESENT:
            continue
        flag = bank.red_flags[ruling.flag]
        criterion, limit = flag.criterion[kind], MOST_WITH_FLAG[flag.severity]
        if limit < most.get(criterion, (5, ""))[0]:
            most[criterion] = (limit, flag.title)
    bounded, caps = [], []
    for score in scores:
        limit, why = most.get(score.criterion, (4, ""))
        if score.points is not None and score.points > limit:
            caps.append(Cap(on=score.criterion, most=limit, why=why))
            score = score.model_copy(update={"points": limit})  # noqa: PLW2901
        bounded.append(score)
    return tuple(bounded), tuple(caps)


def weighted(scores: Iterable[Score], kind: RoundKind, bank: Bank) -> float | None:
    """Mean points by the rubric's weights over the criteria that gave a signal."""
    weight = {criterion.id: criterion.weight for criterion in bank.rubric(kind).criteria}
    scored = [(weight[s.criterion], s.points) for s in scores if s.points is not None]
    total = sum(share for share, _ in scored)
    return sum(share * points for share, points in scored) / total if total else None


def round_caps(rulings: Sequence[Ruling], measured: Measured, bank: Bank) -> tuple[Cap, ...]:
    """What bounds a round's points as a whole."""
    scoring = bank.scoring
    flags = [bank.red_flags[r.flag] for r in rulings if r.ruling is State.PRESENT]
    crit = [flag.title for flag in flags if flag.severity == "crit"]
    high = [flag.title for flag in flags if flag.severity == "high"]
    caps = []
    if crit:
        caps.append(Cap(on="round", most=scoring.cap_crit, why=f"critical: {', '.join(crit)}"))
    if len(high) >= scoring.high_flags:
        caps.append(Cap(on="round", most=scoring.cap_high, why=f"{len(high)} flags of high severity"))
    if not measured.finished:
        caps.append(Cap(on="round", most=scoring.cap_unfinished, why="the round was left early"))
    return (*caps, *_caps_of_tests(measured.tested, scoring))


def _caps_of_tests(tested: Trials | None, scoring: Scoring) -> Iterator[Cap]:
    """Code keeps at most a point for each quarter of the hidden tests it passes, and never under one."""
    if tested is None:
        return
    most = max(1, floor(MOST_POINTS * tested.share))
    if most < MOST_POINTS:
        yield Cap(on="round", most=most, why=f"{tested.passed} of {tested.total} hidden tests pass")
    if tested.tampering:
        why = f"the code tampers with its tests: {', '.join(tested.tampering)}"
        yield Cap(on="round", most=scoring.cap_tampering, why=why)


def sufficient(measured: Measured, scoring: Scoring) -> bool:
    """Whether a round holds enough to score at all; decided before any mind is asked."""
    return measured.substantive >= scoring.min_substantive


def vote_for(points: float | None, scoring: Scoring) -> Vote:
    """The vote that points earn; no points, no vote.

    Args:
        points: weighted points after caps, 1 to 4.
        scoring: the bank's thresholds.
    """
    if points is None:
        return Vote.INSUFFICIENT
    if points >= scoring.strong_hire:
        return Vote.STRONG_HIRE
    if points >= scoring.lean_hire:
        return Vote.LEAN_HIRE
    return Vote.LEAN_NO_HIRE if points >= scoring.lean_no_hire else Vote.STRONG_NO_HIRE


def aggregate(scorecards: Sequence[Scorecard], scoring: Scoring) -> Aggregate:
    """The mechanical combination: every round that has a vote counts the same."""
    points = [card.points for card in scorecards if card.points is not None]
    needed = min(scoring.min_rounds, len(scorecards))
    if len(points) < needed or not points:
        why = f"{len(points)} of {len(scorecards)} rounds could be scored and {needed} are needed"
        return Aggregate(points=fmean(points) if points else None, decision=Decision.HOLD, why=why)
    mean = fmean(points)
    why = (
        f"mean of {len(points)} rounds is {mean:.2f}; hire from {scoring.hire:g}, hold from {scoring.hold:g}"
    )
    if mean >= scoring.hire:
        return Aggregate(points=mean, decision=Decision.HIRE, why=why)
    decision = Decision.HOLD if mean >= scoring.hold else Decision.NO_HIRE
    return Aggregate(points=mean, decision=decision, why=why)


def decide(mechanical: Aggregate, scorecards: Sequence[Scorecard], scoring: Scoring) -> tuple[Decision, str]:
    """The committee's decision and its reason; it may be more cautious, never kinder."""
    nothing_scored = all(card.vote is Vote.INSUFFICIENT for card in scorecards)
    if mechanical.decision is Decision.NO_HIRE and nothing_scored:
        return Decision.HOLD, "no round could be scored"
    if mechanical.decision is not Decision.HIRE:
        return mechanical.decision, mechanical.why
    doubt = next(_doubts(scorecards, scoring), None)
    return (Decision.HOLD, doubt) if doubt else (Decision.HIRE, mechanical.why)


def _doubts(scorecards: Sequence[Scorecard], scoring: Scoring) -> Iterator[str]:
    """Why a committee would not hire yet, whatever the mean says."""
    votes = [card.vote for card in scorecards]
    against = votes.count(Vote.LEAN_NO_HIRE)
    if Vote.INSUFFICIENT in votes:
        yield "a round could not be scored, and nobody is hired on a gap"
    if Vote.STRONG_NO_HIRE in votes:
        yield "one round is a strong no-hire: talk before an offer"
    if against > scoring.most_against:
        yield f"{against} rounds lean against"
    if any(card.measured.markers for card in scorecards):
        yield "an answer carries markup that speaks as someone else: a person should look"
