"""What running a candidate's code against a task's tests showed."""

from typing import Literal

from interview_personas import Record

Outcome = Literal["passed", "wrong", "error", "timeout", "memory", "stopped", "not_run"]


class CaseVerdict(Record):
    """How one test went."""

    name: str
    hidden: bool
    outcome: Outcome
    """``stopped``: the process ended, or was ended, in the middle of the test."""
    message: str = ""
    """One sentence for the candidate; of a hidden test it holds no input, expected or printed text."""
    line: int | None = None
    """Line of the candidate's code where an error arose."""
    args: str = ""
    """The test's arguments as JSON, cut; visible tests only, like the next three."""
    expected: str = ""
    got: str = ""
    printed: str = ""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the answer was the expected one."""
        return self.outcome == "passed"


class CodeRun(Record):
    """One run of one piece of code, with a verdict for every test that was asked for."""

    question_id: str
    code: str
    submitted: bool
    """Whether the hidden tests were run too."""
    verdicts: tuple[CaseVerdict, ...]
    problem: str = ""
    """Why no test could be run: it does not parse, lacks the function… All verdicts are ``not_run``."""
    problem_line: int | None = None
    seconds: float = 0.0
    memory_mb: float = 0.0
    """The largest amount of memory that the code's process held."""
    tier: str
    """Which sandbox ran it."""
    tampering: tuple[str, ...] = ()
    """Names of tricks against the tests, found by code and sorted; empty for honest code."""

    @property
    def passed(self) -> int:
        """Tests passed, hidden ones included."""
        return sum(verdict.passed for verdict in self.verdicts)

    @property
    def total(self) -> int:
        """Tests asked for, hidden ones included."""
        return len(self.verdicts)

    @property
    def hidden_passed(self) -> int:
        """Hidden tests passed."""
        return sum(verdict.passed for verdict in self.verdicts if verdict.hidden)

    @property
    def hidden_total(self) -> int:
        """Hidden tests asked for."""
        return sum(verdict.hidden for verdict in self.verdicts)
