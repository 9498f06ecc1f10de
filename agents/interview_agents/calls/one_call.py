"""One logical call on its way: its name, its time, and what it has used so far."""

import asyncio
import time
from dataclasses import dataclass, field

from interview_agents.calls.spending import Spending
from interview_agents.errors import DeadlineError


class Clock:
    """The time calls are measured and paced by; a test gives its own."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    async def rest(self, seconds: float) -> None:
        """Wait on an event loop."""
        await asyncio.sleep(seconds)

    def rest_blocking(self, seconds: float) -> None:
        """Wait without one."""
        time.sleep(seconds)


@dataclass
class Call:
    """A turn, a scorecard or a committee, whatever number of requests it takes."""

    id: str
    model: str
    clock: Clock
    deadline_s: float
    most: int
    """Requests it may send."""
    session: str = ""
    max_tokens: int | None = None
    spent: Spending = field(default_factory=lambda: Spending(calls=1))
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock.now()

    @property
    def left_s(self) -> float:
        """Seconds until its deadline."""
        return self.started + self.deadline_s - self.clock.now()

    def patience(self, timeout_s: float) -> float:
        """How long the line may be silent now.

        Raises:
            DeadlineError: the call's time is used up.
        """
        if self.left_s <= 0:
            what = f"not finished within {self.deadline_s:.0f} s"
            raise DeadlineError(what, model=self.model, call_id=self.id)
        return min(timeout_s, self.left_s)

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
