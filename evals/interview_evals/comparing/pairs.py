"""A check of a run beside the same check of a baseline."""

from collections.abc import Mapping
from typing import NamedTuple

from interview_evals.comparing.baseline import Baseline, Kept
from interview_evals.suites.checks import Check, Outcome
from interview_evals.suites.runs import Run
from interview_personas import Record


class Moved(Record):
    """A check that came out otherwise than in the baseline."""

    case: str
    name: str
    before: str
    now: str
    hard: bool = False


class Pair(NamedTuple):
    """A check and how it came out in the baseline."""

    check: Check
    kept: Kept | None

    @property
    def before(self) -> Outcome | None:
        """None where the baseline does not have it."""
        return self.kept.outcome if self.kept else None

    @property
    def measured(self) -> bool:
        """Whether both have a verdict on it."""
        return {self.check.outcome, self.before} <= {Outcome.HELD, Outcome.BROKEN}

    @property
    def step(self) -> int:
        """1 where it was mended, -1 where it broke."""
        return (self.check.outcome is Outcome.HELD) - (self.before is Outcome.HELD) if self.measured else 0

    @property
    def breaks_an_invariant(self) -> bool:
        """Whether a hard check is broken that was not known to be."""
        return self.check.hard and self.check.outcome is Outcome.BROKEN and self.before is not Outcome.BROKEN

    @property
    def unanswered(self) -> bool:
        """Whether it has no verdict that the baseline does not lack too."""
        known = self.before is Outcome.NOT_MEASURED
        return self.check.outcome is Outcome.NOT_MEASURED and not known

    @property
    def moved(self) -> Moved:
        """For people to read."""
        before = self.kept.said or self.kept.outcome if self.kept else "not in the baseline"
        now = self.check.said or self.check.outcome
        return Moved(case=self.check.case, name=self.check.name, before=before, now=now, hard=self.check.hard)


def pairs_of(run: Run, baseline: Baseline | None) -> list[Pair]:
    """Every check of a run with what the baseline has of it."""
    known: Mapping[str, Mapping[str, Kept]] = baseline.checks if baseline else {}
    return [Pair(check, known.get(check.case, {}).get(check.name)) for check in run.checks]
