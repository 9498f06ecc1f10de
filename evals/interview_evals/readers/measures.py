"""How well a reader read answers it was not trained on."""

from collections.abc import Sequence
from typing import NamedTuple

from interview_personas import Record

PROVEN = 0.8
"""Precision under which a reader gives hints at best: it never rules."""


class Judged(NamedTuple):
    """One held-out answer."""

    probability: float
    positive: bool
    own: bool
    """Whether its label is about the reader's flag."""
    weight: float


class Measured(Record):
    """A reader's figures on held-out answers, one way of holding out."""

    auc_own: float
    """On answers labelled for this flag: telling its two sides apart."""
    auc: float
    """On the whole corpus."""
    kappa: float
    """On answers labelled for this flag."""
    precision: float
    recall: float


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
