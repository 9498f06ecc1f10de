"""One logical call on its way: its time, and what it has used so far."""

import asyncio
import time
from dataclasses import dataclass, field

from interview_agents.calls.call import Call
from interview_agents.calls.specs import Limits
from interview_agents.calls.spending import Spending
from interview_agents.errors import DeadlineError


class Clock:
    """The time calls are measured and paced by; a test gives its own."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    async def rest(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass
class Progress:
    """How far one call is, whatever number of requests it takes."""

    call: Call
    model: str
    clock: Clock
    limits: Limits
    spent: Spending = field(default_factory=lambda: Spending(calls=1))
    started: float = field(init=False)
    most: int = field(init=False)
    """Requests it may send; a repair is one more."""
    max_tokens: int | None = field(init=False)
    """Room for its answer; a repair may double it."""

    def __post_init__(self) -> None:
        self.started = self.clock.now()
        self.most, self.max_tokens = self.limits.requests, self.limits.max_tokens

    @property
    def said(self) -> dict[str, str]:
        """What every error about it names."""
        return {"model": self.model, "call_id": self.call.id}

    @property
    def left_s(self) -> float:
        """Seconds until its deadline."""
        return self.started + self.limits.deadline_s - self.clock.now()

    def time_left(self) -> float:
        """How long it may still take.

        Raises:
            DeadlineError: its time is used up.
        """
        left_s = self.left_s
        if left_s <= 0:
            raise DeadlineError(f"not finished within {self.limits.deadline_s:.0f} s", **self.said)
        return left_s

    def patience(self) -> float:
        """How long the line may be silent now.

        Raises:
            DeadlineError: its time is used up.
        """
        return min(self.limits.timeout_s, self.time_left())

    def another_may(self, pause_s: float) -> bool:
        """Whether one more request, after a pause, is within number and time."""
        return self.spent.requests < self.most and pause_s < self.left_s

    def sent(self, spending: Spending) -> None:
        """Count one request; every one after the first is a retry or a repair."""
        again = int(self.spent.requests > 0)
        self.spent = self.spent + spending + Spending(retries=again)

    def repairing(self) -> None:
        """The next request is a repair: it may be sent beside the others, and is no retry."""
        self.most += 1
        self.spent = self.spent + Spending(repairs=1, retries=-1)

    def ended(self, *, failed: bool) -> Spending:
        """What it used in the end."""
        took = Spending(seconds=self.clock.now() - self.started, failures=int(failed))
        return self.spent + took
