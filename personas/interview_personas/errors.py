"""The root of every error this project raises, and the bank's own.

InterviewError                everything this project raises
BankError                   a data file is missing, malformed or inconsistent   .faults
"""

from collections.abc import Sequence


class InterviewError(Exception):
    """Everything this project raises on purpose; catch it to catch us and nothing else."""


class BankError(InterviewError):
    """A bank cannot be used.

    Attributes:
        faults: every fault found, one sentence each, in reading order:
            ``file: id: what: what to do``.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
