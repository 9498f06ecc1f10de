"""Calls to one address: counted, guarded by its circuit, and asked again; nothing else asks again.

Passing failures are asked again with a jittered, growing pause, or after the pause the endpoint
asked for, within the call's deadline. Nothing beneath asks again.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from interview_agents.calls.call import Call
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.progress import Clock, Progress
from interview_agents.calls.retries import passing, retry_after
from interview_agents.calls.specs import Limits
from interview_agents.calls.spending import Spending, note
from interview_agents.calls.telling import begun, ended
from interview_agents.errors import ModelError, UnreachableError

LOG = logging.getLogger(__name__)
CLOCK = Clock()
CIRCUITS = Circuits(CLOCK.now)
"""Every caller of the process shares them: a dead endpoint is dead for all."""
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 8.0


class Attempts:
    """The calls of one caller, each with as many requests as it takes and may take.

    Args:
        name: the model's, for errors.
        address: where it answers; callers with the same one share a circuit.
        limits: how far one call may go.
        clock: what calls are measured and paced by.
        circuits: where the address's circuit is.
        seed: spreads the pauses.
    """

    def __init__(
        self, name: str, address: str, limits: Limits, clock: Clock, circuits: Circuits, seed: int | None
    ) -> None:
        self.spent = Spending()
        """What all calls used so far; `metered` counts those of one session."""
        self._name, self._address, self._limits, self._clock = name, address, limits, clock
        self._circuit = circuits.of(address)
        self._random = Random(seed)  # noqa: S311 - spreads retries, guards nothing

    @contextmanager
    def underway(self, call: Call) -> Iterator[Progress]:
        """Count what a call uses, however it ends, and tell the circuit what it found."""
        clock = self._clock
        self._circuit.pass_or_refuse(clock.now(), self._address, self._name, call.id)
        progress = Progress(call, self._name, clock, self._limits)
        span = begun(call, self._name)
        failed = True
        try:
            yield progress
            failed = False
            self._circuit.answered()
        except UnreachableError:
            self._circuit.dead(clock.now())
            raise
        except ModelError:
            self._circuit.answered()
            raise
        finally:
            spent = progress.ended(failed=failed)
            self.spent = self.spent + spent
            note(spent)
            ended(span, call, self._name, spent, sys.exception() if failed else None)

    def asking(self, progress: Progress) -> AsyncRetrying:
        """What sends a request of the call, and sends it again while that may help."""
        return AsyncRetrying(
            sleep=self._clock.rest,
            retry=retry_if_exception(passing),
            wait=self._pause,
            stop=lambda state: not progress.another_may(state.upcoming_sleep),
            before_sleep=lambda state: LOG.warning(
                "%s: asking again in %.1f s: %s",
                progress.call.id,
                state.upcoming_sleep,
                _exception(state),
                extra={"call": progress.call.id, "model": self._name},
            ),
            reraise=True,
        )

    def _pause(self, state: RetryCallState) -> float:
        """As long as the endpoint asked for and a little; else growing, and never for all the same."""
        asked = retry_after(_exception(state))
        if asked is not None:
            return asked + self._random.uniform(0, FIRST_PAUSE_S / 2)
        grown = min(FIRST_PAUSE_S * 2 ** (state.attempt_number - 1), LONGEST_PAUSE_S)
        return self._random.uniform(grown / 2, grown)


def _exception(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
