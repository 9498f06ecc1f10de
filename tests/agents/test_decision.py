"""From votes to a decision: the arithmetic, and the caution that may follow it."""

import pytest
from tests.agents.talk import BANK, BEHAVIORAL, CODING, DESIGN, RECRUITER, card, measured

from interview_agents.debrief import Aggregate, Decision
from interview_agents.policy import aggregate, decide, vote_for
from interview_agents.scorecard import Scorecard

SCORING = BANK.scoring.model_copy(
    update={
        "lean_hire": 2.6,
        "lean_no_hire": 1.8,
        "hire": 3.0,
        "hold": 2.5,
        "min_rounds": 3,
        "most_against": 1,
    }
)
"""Thresholds of the tests' own, so that tuning the shipped ones changes nothing here."""
KINDS = (RECRUITER, CODING, DESIGN, BEHAVIORAL)


def cards(*points: float | None, markers: tuple[str, ...] = ()) -> list[Scorecard]:
    return [
        card(kind, p, vote_for(p, SCORING), facts=measured().model_copy(update={"markers": markers}))
        for kind, p in zip(KINDS, points, strict=False)
    ]


@pytest.mark.parametrize(
    ("points", "mean", "decision"),
    [
        ((3, 3, 3, 3), 3.0, Decision.HIRE),
        ((2.9, 2.9, 2.9, 2.9), 2.9, Decision.HOLD),
        ((2.5, 2.5, 2.5, 2.5), 2.5, Decision.HOLD),
        ((2.4, 2.4, 2.4, 2.4), 2.4, Decision.NO_HIRE),
        ((4, 4, 2, 2), 3.0, Decision.HIRE),
        ((4, 4, 4, None), 4.0, Decision.HIRE),
        ((1, 1, None, None), 1.0, Decision.HOLD),
        ((None, None, None, None), None, Decision.HOLD),
        ((1,), 1.0, Decision.NO_HIRE),
        ((3.5,), 3.5, Decision.HIRE),
        ((None,), None, Decision.HOLD),
        ((), None, Decision.HOLD),
    ],
)
def test_rounds_with_a_vote_count_the_same(
    points: tuple[float | None, ...], mean: float | None, decision: Decision
) -> None:
    found = aggregate(cards(*points), SCORING)
    assert found.points == (mean if mean is None else pytest.approx(mean))
    assert found.decision is decision


@pytest.mark.parametrize(
    ("points", "markers", "decision", "why"),
    [
        ((3, 3, 3, 3), (), Decision.HIRE, "mean of 4 rounds"),
        ((3, 3, 3, 3), ("role tag",), Decision.HOLD, "speaks as someone else"),
        ((4, 4, 4, 1.2), (), Decision.HOLD, "strong no-hire"),
        ((4, 4, 4, 2), (), Decision.HIRE, "mean of 4 rounds"),
        ((4, 4, 2.4, 2.4), (), Decision.HOLD, "2 rounds lean against"),
        ((4, 4, 4, None), (), Decision.HOLD, "nobody is hired on a gap"),
        ((2.6, 2.6, 2.6, 2.6), ("role tag",), Decision.HOLD, "mean of 4 rounds"),
        ((1.5, 1.5, 1.5, 1.5), ("role tag",), Decision.NO_HIRE, "mean of 4 rounds"),
        ((1.5, 1.5, 1.5, None), (), Decision.NO_HIRE, "mean of 3 rounds"),
        ((None, None, None, None), (), Decision.HOLD, "0 of 4 rounds"),
        ((None,), (), Decision.HOLD, "0 of 1 rounds"),
        ((1, None, None, None), (), Decision.HOLD, "1 of 4 rounds"),
    ],
)
def test_the_decision_may_be_more_cautious_than_the_arithmetic(
    points: tuple[float | None, ...], markers: tuple[str, ...], decision: Decision, why: str
) -> None:
    sheets = cards(*points, markers=markers)
    found, because = decide(aggregate(sheets, SCORING), sheets, SCORING)
    assert found is decision
    assert why in because


@pytest.mark.parametrize("mechanical", Decision)
@pytest.mark.parametrize("votes", [(3, 3), (3, None), (2, 2), (1, 4)])
@pytest.mark.parametrize("markers", [(), ("role tag",)])
def test_the_decision_is_never_kinder_than_the_arithmetic(
    mechanical: Decision, votes: tuple[float | None, ...], markers: tuple[str, ...]
) -> None:
    kindness = [Decision.NO_HIRE, Decision.HOLD, Decision.HIRE]
    sheets = cards(*votes, markers=markers)
    found, _ = decide(Aggregate(points=None, decision=mechanical, why="x"), sheets, SCORING)
    assert kindness.index(found) <= kindness.index(mechanical)
