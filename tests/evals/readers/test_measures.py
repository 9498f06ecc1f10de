"""How well a reader read."""

import pytest

from interview_evals.readers.measures import Judged, auc, kappa, measure, precision


def _judged(*rows: tuple[float, bool], weight: float = 1.0) -> list[Judged]:
    return [Judged(p, positive, own=True, weight=1.0 if positive else weight) for p, positive in rows]


CLEAR = _judged(*((0.5 + i / 100, True) for i in range(20)), *((0.1 + i / 100, False) for i in range(20)))


def test_a_reader_that_never_says_yes_has_no_precision_to_speak_of() -> None:
    figures = measure(CLEAR, 0.99)
    assert (figures.precision, figures.recall) == (0.0, 0.0)


def test_negatives_count_by_their_weight() -> None:
    rows = [(0.9, True)] * 9 + [(0.85, False)]
    assert precision(_judged(*rows), 0.8) == pytest.approx(0.9)
    assert precision(_judged(*rows, weight=9.0), 0.8) == pytest.approx(0.5)


def test_agreement_with_the_labels() -> None:
    assert kappa(CLEAR, 0.45) == pytest.approx(1.0)
    assert kappa(CLEAR, 0.0) == pytest.approx(0.0)
    assert auc(CLEAR) == 1.0
