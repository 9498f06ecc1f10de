"""The arithmetic from rulings and scores to points, votes and a decision."""

import pytest
from tests.agents.talk import BANK, CODING, DESIGN, absent, measured, present

from interview_agents.measured import Measured, Trials
from interview_agents.policy import (
    MOST_WITH_FLAG,
    capped_scores,
    round_caps,
    sufficient,
    vote_for,
    weighted,
)
from interview_agents.scorecard import Ruling, Score, State, Vote

SCORING = BANK.scoring
FLAGS = {
    severity: [f for f in BANK.flags_of(DESIGN) if f.severity == severity] for severity in MOST_WITH_FLAG
}


def shown(severity: str, count: int = 1) -> list[Ruling]:
    return [present(flag.id, "t", "q") for flag in FLAGS[severity][:count]]


def facts(**change: object) -> Measured:
    return measured().model_copy(update=change)


@pytest.mark.parametrize("severity", ["crit", "high", "med", "low"])
@pytest.mark.parametrize("points", [1, 2, 3, 4])
def test_a_flag_bounds_its_criterion_by_its_severity(severity: str, points: int) -> None:
    flag = FLAGS[severity][0]
    score = Score(criterion=flag.criterion[DESIGN], points=points)
    (bounded,), caps = capped_scores([score], shown(severity), DESIGN, BANK)
    assert bounded.points == min(points, {"crit": 1, "high": 2, "med": 3, "low": 4}[severity])
    assert bounded.points is not None
    assert bool(caps) is (bounded.points < points)
    assert all((cap.on, cap.most, cap.why) == (score.criterion, bounded.points, flag.title) for cap in caps)


def test_the_gravest_flag_bounds_and_an_absent_one_does_not() -> None:
    crit = FLAGS["crit"][0]
    score = Score(criterion=crit.criterion[DESIGN], points=4)
    high = next(f for f in FLAGS["high"] if f.criterion[DESIGN] == score.criterion)
    both = [present(high.id, "t", "q"), present(crit.id, "t", "q")]
    assert capped_scores([score], both, DESIGN, BANK)[0][0].points == 1
    assert capped_scores([score], both[::-1], DESIGN, BANK)[0][0].points == 1
    assert capped_scores([score], [absent(crit.id, "t", "q")], DESIGN, BANK) == ((score,), ())


def test_no_signal_stays_no_signal_under_a_flag() -> None:
    flag = FLAGS["crit"][0]
    score = Score(criterion=flag.criterion[DESIGN], points=None)
    assert capped_scores([score], shown("crit"), DESIGN, BANK) == ((score,), ())


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"communication": 4, "problem_solving": 1, "implementation": 1, "verification": 1}, 2.2),
        ({"communication": 4, "problem_solving": 1, "implementation": None, "verification": None}, 3.0),
        ({"communication": 3}, 3.0),
        ({"communication": None}, None),
        ({}, None),
    ],
)
def test_points_are_weighted_over_the_criteria_with_a_signal(
    points: dict[str, int | None], expected: float | None
) -> None:
    scores = [Score(criterion=name, points=p) for name, p in points.items()]
    assert weighted(scores, CODING, BANK) == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("rulings", "finished", "most"),
    [
        ([], True, []),
        (shown("crit"), True, [SCORING.cap_crit]),
        (shown("high", SCORING.high_flags - 1), True, []),
        (shown("high", SCORING.high_flags), True, [SCORING.cap_high]),
        ([], False, [SCORING.cap_unfinished]),
        (
            shown("crit") + shown("high", 3),
            False,
            [SCORING.cap_crit, SCORING.cap_high, SCORING.cap_unfinished],
        ),
        ([absent(FLAGS["crit"][0].id, "t", "q")], True, []),
        (shown("med", 9), True, []),
    ],
)
def test_a_round_is_bounded_by_grave_flags_and_by_leaving_it(
    rulings: list[Ruling], most: list[float], *, finished: bool
) -> None:
    assert [cap.most for cap in round_caps(rulings, facts(finished=finished), BANK)] == most


def test_a_marker_bounds_nothing() -> None:
    assert round_caps([], facts(markers=("role tag",)), BANK) == ()


@pytest.mark.parametrize(("answers", "enough"), [(0, False), (1, False), (2, True), (9, True)])
def test_a_round_needs_two_substantive_answers(answers: int, *, enough: bool) -> None:
    assert sufficient(facts(substantive=answers), SCORING) is enough


@pytest.mark.parametrize(
    ("points", "vote"),
    [
        (4.0, Vote.STRONG_HIRE),
        (SCORING.strong_hire, Vote.STRONG_HIRE),
        (SCORING.strong_hire - 0.01, Vote.LEAN_HIRE),
        (SCORING.lean_hire, Vote.LEAN_HIRE),
        (SCORING.lean_hire - 0.01, Vote.LEAN_NO_HIRE),
        (SCORING.lean_no_hire, Vote.LEAN_NO_HIRE),
        (SCORING.lean_no_hire - 0.01, Vote.STRONG_NO_HIRE),
        (1.0, Vote.STRONG_NO_HIRE),
        (None, Vote.INSUFFICIENT),
    ],
)
def test_points_earn_a_vote_and_no_points_earn_none(points: float | None, vote: Vote) -> None:
    assert vote_for(points, SCORING) is vote


def test_not_assessable_is_no_flag() -> None:
    flag = FLAGS["crit"][0].id
    unruled = Ruling(flag=flag, ruling=State.NOT_ASSESSABLE)
    assert round_caps([unruled], facts(), BANK) == ()


@pytest.mark.parametrize(("passed", "most"), [(8, None), (7, 3), (6, 3), (5, 2), (4, 2), (3, 1), (0, 1)])
def test_code_keeps_a_point_for_each_quarter_of_the_hidden_tests(passed: int, most: int | None) -> None:
    caps = round_caps([], facts(tested=Trials(passed=passed, total=8)), BANK)
    assert [cap.most for cap in caps] == ([] if most is None else [most])


def test_tampering_bounds_a_round_and_is_named() -> None:
    (cap,) = round_caps([], facts(tested=Trials(passed=8, total=8, tampering=("forged reply",))), BANK)
    assert (cap.most, "forged reply" in cap.why) == (SCORING.cap_tampering, True)
