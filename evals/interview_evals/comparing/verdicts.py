"""The four verdicts, and the exit codes they come to."""

from collections.abc import Iterable
from enum import StrEnum

REGRESSED, USAGE, NOT_MEASURED, NO_CASES = 1, 2, 3, 5


class Verdict(StrEnum):
    """What can be said of a run beside its baseline."""

    PASS = "pass"  # noqa: S105 - a verdict
    REGRESSION = "regression"
    INCONCLUSIVE = "inconclusive"
    """Chance explains what got worse, and so would a drop that matters: there are too few cases to tell."""
    NOT_MEASURED = "not measured"


def exit_code(verdicts: Iterable[Verdict], *, strict: bool = False) -> int:
    """What a command ends with: 0 only where something was measured and nothing got worse.

    Args:
        verdicts: of every suite and mind; none at all is no success.
        strict: whether an inconclusive one fails too.
    """
    found = set(verdicts)
    if not found:
        return NO_CASES
    if Verdict.REGRESSION in found or (strict and Verdict.INCONCLUSIVE in found):
        return REGRESSED
    return NOT_MEASURED if Verdict.NOT_MEASURED in found else 0
