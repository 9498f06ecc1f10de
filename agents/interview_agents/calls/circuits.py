"""A dead endpoint fails fast: one circuit an address, shared by every caller of the process."""

from collections.abc import Callable
from dataclasses import dataclass, field

from interview_agents.errors import CircuitOpenError

FAILURES = 2
"""Calls in a row that found an endpoint dead before it is left alone; ours."""
REST_S = 20.0
"""How long it is left alone; then one call may try."""


@dataclass
class Circuit:
    """What the last calls found at one address."""

    failures: int = 0
    closed_until: float = 0.0
    """Nobody asks before this."""

    def pass_or_refuse(self, now: float, address: str, model: str = "", call_id: str = "") -> None:
        """Let a call through, or say at once that it would fail.

        Raises:
            CircuitOpenError: the endpoint was dead a moment ago.
        """
        if self.failures < FAILURES:
            return
        wait_s = self.closed_until - now
        if wait_s > 0:
            what = f"{address} did not answer {self.failures} calls in a row; next try in {wait_s:.0f} s"
            raise CircuitOpenError(what, wait_s=wait_s, model=model, call_id=call_id)
        self.closed_until = now + REST_S  # this call is the one that tries

    def answered(self) -> None:
        """The endpoint lives, whatever it said."""
        self.failures = 0

    def dead(self, now: float) -> None:
        """A call gave up on it."""
        self.failures += 1
        self.closed_until = now + REST_S


@dataclass
class Circuits:
    """All addresses."""

    now: Callable[[], float]
    at: dict[str, Circuit] = field(default_factory=dict)

    def of(self, address: str) -> Circuit:
        """One address's."""
        return self.at.setdefault(address, Circuit())
