"""The field's figures of agreement, plain: no table of libraries does all of them, and each is a line or two.

Wherever a figure is not defined (nothing to divide by, one class only) it is None, never 0 or 1.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Self, TypeVar

from interview_personas import Record

Z95 = 1.959964
DRAWS = 1000
SEED = 20261121
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


def _share(count: int, total: int) -> float | None:
    return count / total if total else None
