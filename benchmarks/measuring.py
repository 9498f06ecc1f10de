"""Arms held against each other in one run: whatever else the machine does falls on all of them alike."""

import argparse
import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Arm = Callable[[int], float]
"""Takes a turn; gives the seconds to the first words that came back."""
PARTS = 4
"""Late is the last and early the first of so many parts of the turns."""


def options(about: str | None) -> argparse.ArgumentParser:
    """What every run can be told."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-ms", default="100")
    parser.add_argument("--pace", default="300", help="words a second")
    parser.add_argument("--json", action="store_true")
    return parser


@dataclass
class Taken:
    """One arm's figures, a turn each."""

    first_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


def interleaved(arms: Mapping[str, Arm], counts: Sequence[bool]) -> dict[str, Taken]:
    """Each turn in each arm, in an order that moves on by one.

    Args:
        arms: who takes it; ``bare`` is what the others are held against.
        counts: which turns are figures; the others are not taken by ``bare``, which remembers nothing.
    """
    found = {name: Taken() for name in arms}
    names = list(arms)
    for turn, counted in enumerate(counts):
        for name in names:
            if not counted and name == "bare":
                continue
            gc.collect()
            cpu = time.process_time()
            first_ms = arms[name](turn) * 1000
            cpu_ms = (time.process_time() - cpu) * 1000
            if counted:
                found[name].first_ms.append(first_ms)
                found[name].cpu_ms.append(cpu_ms)
        names = names[1:] + names[:1]
    return found


def summary(found: Mapping[str, Taken]) -> dict[str, dict[str, float]]:
    """Each arm's medians, and what they are over the bare client's at the same turn."""
    base, table = found["bare"], {}
    part = len(base.cpu_ms) // PARTS
    for name, taken in found.items():
        later = [mine - theirs for mine, theirs in zip(taken.first_ms, base.first_ms, strict=True)]
        ratios = [mine / theirs for mine, theirs in zip(taken.cpu_ms, base.cpu_ms, strict=True)]
        table[name] = {
            "first_ms": median(taken.first_ms),
            "later_ms": median(later),
            "later_mad": deviation(later),
            "cpu_ms": median(taken.cpu_ms),
            "cpu": median(ratios),
            "cpu_mad": deviation(ratios),
            "late": median(ratios[-part:]) / median(ratios[:part]),
        }
    return table


def deviation(values: Sequence[float]) -> float:
    """The median absolute deviation from the median."""
    middle = median(values)
    return median(abs(value - middle) for value in values)


def markdown(table: Mapping[str, Mapping[str, float]], targets: str = "") -> str:
    """The figures as people read them, with a row of targets below the head when one is given."""
    head = (
        "| arm | first words ms | over bare ms | CPU ms a turn | over bare | last / first quarter |\n"
        f"|---|---|---|---|---|---|\n{targets}"
    )
    return head + "\n".join(
        f"| {name} | {row['first_ms']:.1f} | {row['later_ms']:+.2f} ± {row['later_mad']:.2f} "
        f"| {row['cpu_ms']:.1f} | {row['cpu']:.2f}x ± {row['cpu_mad']:.2f} | {row['late']:.2f} |"
        for name, row in table.items()
    )
