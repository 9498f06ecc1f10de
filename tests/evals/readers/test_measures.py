"""When a reader may speak up."""

import pytest

from interview_agents.rehearsal.signals import Reader, Signals
from interview_evals.readers.measures import NEVER, Judged, auc, high_of, kappa, low_of, measure, precision


def _judged(*rows: tuple[float, bool], weight: float = 1.0) -> list[Judged]:
    return [Judged(p, positive, own=True, weight=1.0 if positive else weight) for p, positive in rows]


CLEAR = _judged(*((0.5 + i / 100, True) for i in range(20)), *((0.1 + i / 100, False) for i in range(20)))
MIXED = _judged(*((i / 40, i % 2 == 0) for i in range(40)))


def test_high_is_the_lowest_probability_that_is_right_nine_times_in_ten() -> None:
    high = high_of([CLEAR])
    assert high == pytest.approx(0.5, abs=0.002)
    assert precision(CLEAR, high) == 1.0


def test_a_reader_that_cannot_reach_precision_never_says_yes() -> None:
    high = high_of([MIXED])
    assert high == NEVER
    figures = measure(MIXED, high)
    assert (figures.precision, figures.recall) == (0.0, 0.0)
    sure = Reader(
        reads="flag",
        bias=9.0,
        weights={"sure": 99.0},
        high=high,
        low=0.0,
        snippets=40,
        precision=0.0,
        recall=0.0,
    )
    assert Signals(idf={"sure": 1.0}, readers={"x": sure}).probability("x", "sure sure sure") < high


def test_both_ways_of_holding_out_must_agree() -> None:
    assert high_of([CLEAR, MIXED]) == NEVER


def test_nothing_doubtful_is_said_however_far_apart_the_sides_are() -> None:
    apart = _judged(*((0.1 + i / 25, True) for i in range(20)), *((0.01, False) for _ in range(9)))
    assert high_of([apart]) == pytest.approx(0.5, abs=0.002)


def test_five_positives_are_the_least() -> None:
    few = _judged(*((0.9, True) for _ in range(4)), (0.2, True), *((0.5, False) for _ in range(9)))
    assert high_of([few]) == NEVER


def test_negatives_count_at_the_odds_of_a_round() -> None:
    rows = [(0.9, True)] * 10 + [(0.8, True)] * 10 + [(0.85, False)]
    assert high_of([_judged(*rows)]) == pytest.approx(0.8)
    assert high_of([_judged(*rows, weight=15.0)]) == pytest.approx(0.9)


def test_low_leaves_one_positive_in_twenty_under_it_and_a_band_of_doubt() -> None:
    rows = [(i / 20, True) for i in range(20)]
    assert low_of([_judged(*rows)], high=0.9) == pytest.approx(0.05)
    assert low_of([CLEAR], high=0.5) == pytest.approx(0.25)


def test_agreement_with_the_labels() -> None:
    assert kappa(CLEAR, 0.45) == pytest.approx(1.0)
    assert kappa(CLEAR, 0.0) == pytest.approx(0.0)
    assert auc(CLEAR) == 1.0
