"""How well a reader read answers it was not trained on, and where it may speak up."""

from collections.abc import Sequence
from typing import NamedTuple

from interview_personas import Record

PRECISION = 0.9
LEAST = 5
"""Positives above ``high``: fewer would be luck."""
DOUBTFUL = 0.5
"""``high`` is at least this: where the two sides lie far apart, the lowest right "yes" may be
anywhere between them, and real speech falls there."""
PROVEN = 0.8
"""Precision under which a reader is a hint at best: it never says yes."""
MISSED = 0.05
"""Share of the positives that may fall under ``low``."""
UNSURE = 0.5
"""``low`` is at most this share of ``high``: speech is less clear-cut than snippets, so every
reader keeps a band in which it says neither."""
NEVER = 1.01
"""A probability nothing reaches."""


class Judged(NamedTuple):
    """One held-out answer."""

    probability: float
    positive: bool
    own: bool
    """Whether its label is about the reader's flag."""
    weight: float
    author: str = ""


class Measured(Record):
    """A reader's figures on held-out answers, one way of holding out."""

    auc_own: float
    """On answers labelled for this flag: telling its two sides apart."""
    auc: float
    """On the whole corpus."""
    kappa: float
    """At ``high``, on answers labelled for this flag."""
    precision: float
    """At ``high``, at the odds of a round."""
    recall: float
    """At ``high``."""


def measure(judged: Sequence[Judged], high: float) -> Measured:
    """A reader's figures when it says yes from ``high``."""
    own = [j for j in judged if j.own]
    return Measured(
        auc_own=auc(own),
        auc=auc(judged),
        kappa=kappa(own, high),
        precision=precision(judged, high),
        recall=sum(j.probability >= high for j in judged if j.positive) / sum(j.positive for j in judged),
    )


def high_of(views: Sequence[Sequence[Judged]]) -> float:
    """The lowest probability from which "yes" is right nine times in ten in every view.

    Two ways of holding out must agree: that is the margin. NEVER when there is none, or when
    thresholds found this way do not carry over to an author they were not found on.
    """
    if any(0 < carried_over(judged) < PROVEN for judged in views):
        return NEVER
    return _lowest_right(views)


def carried_over(judged: Sequence[Judged]) -> float:
    """Precision on each author of a threshold that was found on the others; 0 when never "yes"."""
    right = wrong = 0.0
    for author in sorted({j.author for j in judged}):
        high = _lowest_right([[j for j in judged if j.author != author]])
        said = [j for j in judged if j.author == author and j.probability >= high]
        right += sum(j.weight for j in said if j.positive)
        wrong += sum(j.weight for j in said if not j.positive)
    return right / (right + wrong) if right + wrong else 0.0


def _lowest_right(views: Sequence[Sequence[Judged]]) -> float:
    tried = sorted({_floor(j.probability) for judged in views for j in judged if j.positive})
    for high in (probability for probability in tried if probability >= DOUBTFUL):
        if all(_reached(judged, high) >= LEAST and precision(judged, high) >= PRECISION for judged in views):
            return high
    return NEVER


def low_of(views: Sequence[Sequence[Judged]], high: float) -> float:
    """The probability under which hardly any positive falls, in any view."""
    lows = []
    for judged in views:
        found = sorted(j.probability for j in judged if j.positive)
        lows.append(_floor(found[int(MISSED * len(found))]))
    return _floor(min(*lows, UNSURE * high))


def precision(judged: Sequence[Judged], high: float) -> float:
    """Share of "yes" that is right; 0 for a reader that never says it."""
    right = sum(j.weight for j in judged if j.positive and j.probability >= high)
    wrong = sum(j.weight for j in judged if not j.positive and j.probability >= high)
    return right / (right + wrong) if right + wrong else 0.0


def auc(judged: Sequence[Judged]) -> float:
    """How often a positive reads higher than a negative; a tie is half.

    >>> auc([Judged(0.9, True, True, 1), Judged(0.2, False, True, 1), Judged(0.9, False, True, 1)])
    0.75
    """
    yes = [j.probability for j in judged if j.positive]
    no = [j.probability for j in judged if not j.positive]
    return sum((p > n) + (p == n) / 2 for p in yes for n in no) / (len(yes) * len(no))


def kappa(judged: Sequence[Judged], high: float) -> float:
    """Agreement with the labels beyond chance."""
    total = len(judged)
    said = sum(j.probability >= high for j in judged) / total
    true = sum(j.positive for j in judged) / total
    agreed = sum((j.probability >= high) == j.positive for j in judged) / total
    chance = said * true + (1 - said) * (1 - true)
    return (agreed - chance) / (1 - chance)


def _reached(judged: Sequence[Judged], high: float) -> int:
    return sum(j.positive and j.probability >= high for j in judged)


def _floor(probability: float) -> float:
    """Rounded down to what the file keeps, so that the answer it is taken from stays above it."""
    return int(probability * 1000) / 1000
