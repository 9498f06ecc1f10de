"""The figures of agreement, against numbers worked out by hand or by others."""

from collections.abc import Sequence

import pytest
from sklearn.metrics import cohen_kappa_score

from interview_evals.judge.statistics import Confusion, bootstrap, quadratic_kappa, wilson

SAID = [True, True, False, False, True, False, False, False]
TRUE = [True, False, False, True, True, False, False, False]
RANKS = [(0, 1), (3, 3), (2, 1), (1, 1), (0, 0), (3, 1)]


def test_a_confusion_gives_the_figures_of_the_field() -> None:
    counts = Confusion.of(list(zip(SAID, TRUE, strict=True)))
    assert (counts.right, counts.false, counts.missed, counts.quiet) == (2, 1, 1, 4)
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.recall == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(2 / 3)
    assert counts.kappa == pytest.approx(cohen_kappa_score(SAID, TRUE))


@pytest.mark.parametrize("pairs", [[], [(False, False)] * 5, [(True, True)] * 5])
def test_what_is_not_defined_is_none_and_never_nought_or_one(pairs: list[tuple[bool, bool]]) -> None:
    assert Confusion.of(pairs).kappa is None
    assert Confusion.of([(False, False)]).precision is None
    assert quadratic_kappa([(2, 2), (2, 2)]) is None
    assert wilson(0, 0) is None


def test_a_judge_that_always_says_the_same_has_no_kappa_whatever_its_accuracy() -> None:
    truth = [True] + [False] * 11
    assert Confusion.of([(False, true) for true in truth]).kappa == pytest.approx(0)
    assert Confusion.of([(True, true) for true in truth]).kappa == pytest.approx(0)


def test_the_weighted_kappa_is_that_of_scikit_learn() -> None:
    ours, theirs = zip(*RANKS, strict=True)
    expected = cohen_kappa_score(ours, theirs, weights="quadratic")
    assert quadratic_kappa(RANKS) == pytest.approx(expected)


def test_none_of_many_is_not_the_same_as_never() -> None:
    found = wilson(0, 78)
    assert found is not None
    assert (found.low, round(found.high, 3)) == (0, 0.047)


def test_an_interval_is_wider_where_decisions_hang_together() -> None:
    def share(clusters: Sequence[list[int]]) -> float:
        values = [value for cluster in clusters for value in cluster]
        return sum(values) / len(values)

    alone = bootstrap([[n % 2] for n in range(40)], share)
    together = bootstrap([[n % 2] * 10 for n in range(4)], share)
    assert alone is not None
    assert together is not None
    assert together.high - together.low > 2 * (alone.high - alone.low)
    assert bootstrap([[n % 2] for n in range(40)], share) == alone, "drawn from a seed"
