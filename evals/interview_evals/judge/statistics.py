"""The field's figures of agreement, plain: no table of libraries does all of them, and each is a line or two.

Wherever a figure is not defined (nothing to divide by, one class only) it is None, never 0 or 1.
"""

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from math import comb, exp, lgamma, log, log1p, sqrt
from typing import Self, TypeVar

from interview_personas import Record

Z95 = 1.959964
DRAWS = 1000
SEED = 20261121
ALPHA = 0.05
"""Chance of crying wolf that a test may have."""
POWER = 0.8
"""Chance with which a drop must be seen to count as one that would have been."""
NEVER = 1e-9
CHURN = 0.025
"""Share of cases that flip in either direction without any cause, for `least_drop`."""
Cluster = TypeVar("Cluster")


class Interval(Record):
    """Where a figure lies with 95 % confidence."""

    low: float
    high: float


class Confusion(Record):
    """Yes and no against the truth."""

    right: int = 0
    """Said and true."""
    false: int = 0
    """Said and not true."""
    missed: int = 0
    """True and not said."""
    quiet: int = 0
    """Neither."""

    @classmethod
    def of(cls, pairs: Sequence[tuple[bool, bool]]) -> Self:
        """Counted from pairs of what was said and what is true."""
        count = Counter(pairs)
        return cls(
            right=count[True, True],
            false=count[True, False],
            missed=count[False, True],
            quiet=count[False, False],
        )

    @property
    def total(self) -> int:
        """How many there are."""
        return self.right + self.false + self.missed + self.quiet

    @property
    def precision(self) -> float | None:
        """Share of what was said that is true."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """Share of what is true that was said."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: agreement beyond chance, 1 at most."""
        if not self.total:
            return None
        said, true = (self.right + self.false) / self.total, (self.right + self.missed) / self.total
        chance = said * true + (1 - said) * (1 - true)
        agreed = (self.right + self.quiet) / self.total
        return None if chance == 1 else (agreed - chance) / (1 - chance)


def quadratic_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa of ranks, a miss counted by the square of its size.

    >>> round(quadratic_kappa([(0, 0), (3, 3), (1, 2)]), 2)
    0.9
    """
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum((a - b) ** 2 * n * m for a, n in ours.items() for b, m in theirs.items())
    observed = sum((a - b) ** 2 for a, b in pairs)
    return 1 - observed * len(pairs) / expected if expected else None


def wilson(count: int, total: int) -> Interval | None:
    """Wilson's interval of a share, right for few and for none.

    >>> round(wilson(0, 30).high, 3)
    0.114
    """
    if not total:
        return None
    share, z2 = count / total, Z95**2
    middle = share + z2 / (2 * total)
    reach = Z95 * sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    scale = 1 + z2 / total
    return Interval(low=max(0.0, (middle - reach) / scale), high=min(1.0, (middle + reach) / scale))


def bootstrap(
    clusters: Sequence[Cluster], figure: Callable[[Sequence[Cluster]], float | None]
) -> Interval | None:
    """A figure's interval by drawing whole clusters again, because decisions of one round hang together.

    Args:
        clusters: the rounds.
        figure: the figure of any selection of them.
    """
    draw = random.Random(SEED)  # noqa: S311 - a figure must come out the same every time
    drawn = [figure(draw.choices(clusters, k=len(clusters))) for _ in range(DRAWS)] if clusters else []
    found = sorted(value for value in drawn if value is not None)
    if len(found) < DRAWS / 2:
        return None
    return Interval(low=found[int(0.025 * len(found))], high=found[int(0.975 * len(found))])


@cache
def mcnemar(worse: int, better: int) -> float:
    """How probable so uneven a split is by chance, both ways: McNemar's exact test.

    >>> mcnemar(6, 0) < 0.05 < mcnemar(5, 0)
    True
    """
    flips = worse + better
    tail: float = sum(comb(flips, k) for k in range(min(worse, better) + 1)) / 2**flips
    return min(1.0, 2 * tail)


def holm(chances: Sequence[float]) -> list[float]:
    """Chances of several tests at once, each as if it were the only one: Holm's correction.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    adjusted, most = [0.0] * len(chances), 0.0
    for rank, at in enumerate(order):
        most = max(most, min(1.0, (len(chances) - rank) * chances[at]))
        adjusted[at] = most
    return adjusted


@cache
def least_drop(cases: int) -> float | None:
    """The smallest share of cases getting worse that McNemar's test would likely see; None if it sees none.

    >>> least_drop(50)
    0.2
    >>> least_drop(5) is None
    True
    """
    steps = [step / 100 for step in range(1, 100 - round(200 * CHURN))]
    at = bisect_left(steps, POWER, key=lambda drop: _power(cases, drop))
    return steps[at] if at < len(steps) else None


def _power(cases: int, drop: float) -> float:
    """How often so many cases show a drop of that size."""
    worse = drop + CHURN
    return sum(
        here * there
        for w, here in _binomial(cases, worse)
        for b, there in _binomial(cases - w, CHURN / (1 - worse))
        if b < w and mcnemar(w, b) < ALPHA
    )


@cache
def _binomial(total: int, share: float) -> list[tuple[int, float]]:
    """How probable each count is, without those that never come."""
    log_odds = log(share) - log1p(-share)
    start = lgamma(total + 1) + total * log1p(-share)
    chances = (
        (k, exp(start - lgamma(k + 1) - lgamma(total - k + 1) + k * log_odds)) for k in range(total + 1)
    )
    return [(k, chance) for k, chance in chances if chance > NEVER]


def _share(count: int, total: int) -> float | None:
    return count / total if total else None
