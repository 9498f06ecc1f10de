"""One mind role's calls to its model.

Failure contract: a call ends with a whole, checked answer or with one `ModelError`. Passing
failures are asked again as `attempts` says; an unreadable sheet is sent back once; everything
else is final. Words that were streamed before an error were never said: drop them.
"""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from interview_agents.calls.attempts import CIRCUITS, CLOCK, Attempts
from interview_agents.calls.call import Call
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.lines import Line, OnALoop, Words
from interview_agents.calls.prices import PriceTable, price_table
from interview_agents.calls.progress import Clock, Progress
from interview_agents.calls.sender import Sender
from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.spending import Spending
from interview_agents.calls.strict_json import UnreadableError, read_strictly, sent_back
from interview_agents.errors import CutOffError, MalformedReplyError
from interview_personas import Record

LOG = logging.getLogger(__name__)
R = TypeVar("R", bound=Record)


class Caller:
    """Calls of one role: interviewer, scorer, judge or candidate."""

    def __init__(
        self,
        model: ModelSpec | BaseChatModel | Endpoint,
        *,
        table: PriceTable | None = None,
        clock: Clock = CLOCK,
        circuits: Circuits = CIRCUITS,
        seed: int | None = None,
        line: Line | None = None,
    ) -> None:
        table = table or price_table()
        self.endpoint = model if isinstance(model, Endpoint) else Endpoint.of(model, table)
        self._line = line or OnALoop()
        self._sender = Sender(self.endpoint, table, self._line)
        self._attempts = Attempts(
            self.name, self.endpoint.address, self.endpoint.limits, clock, circuits, seed
        )

    @property
    def name(self) -> str:
        """``openai:gpt-6-luna``."""
        return self.endpoint.name

    @property
    def spec(self) -> ModelSpec | None:
        """What it was made from; None for a chat model that a user made."""
        return self.endpoint.spec

    @property
    def spent(self) -> Spending:
        """What all its calls used so far; `metered` counts those of one session."""
        return self._attempts.spent

    async def stream(self, call: Call) -> AsyncGenerator[str, None]:
        """The answer's words as they come: the first at once, the others in small handfuls.

        It is a turn only when the stream ended without an error.

        Raises:
            ModelError: there is no whole answer; what was yielded was never said.
        """
        with self._attempts.underway(call) as progress:
            opened: tuple[str, Words] = await self._attempts.asking(progress)(self._sender.opened, progress)
            first, words = opened
            rest = self._line.gathered(words)
            async with aclosing(words), aclosing(rest):
                yield first
                async for handful in rest:
                    yield handful

    async def structured(self, call: Call, schema: type[R], *, repair: bool = True) -> R:
        """An answer as a record: strict JSON on the wire, and our own strict reading of it.

        Args:
            call: what is asked.
            schema: what to answer with.
            repair: whether an unreadable answer is sent back, once.

        Raises:
            ModelError: there is no readable answer.
        """
        said, asked = list(call.messages), self.endpoint.sheets(schema)
        with self._attempts.underway(call) as progress:
            while True:
                try:
                    text: str = await self._attempts.asking(progress)(
                        self._sender.whole, progress, asked, said
                    )
                    return self._read(call, text, schema)
                except (MalformedReplyError, CutOffError) as fault:
                    said = self._repaired(progress, said, fault, allowed=repair)

    def _read(self, call: Call, text: str, schema: type[R]) -> R:
        try:
            return read_strictly(text, schema)
        except UnreadableError as error:
            raise MalformedReplyError(error.faults, raw=text, model=self.name, call_id=call.id) from error

    def _repaired(
        self,
        progress: Progress,
        said: list[BaseMessage],
        fault: MalformedReplyError | CutOffError,
        *,
        allowed: bool,
    ) -> list[BaseMessage]:
        """The conversation to send once more, or the fault when there is nothing to gain."""
        out_of_room = isinstance(fault, CutOffError) and fault.at_limit
        if not allowed or progress.spent.repairs or (out_of_room and not progress.max_tokens):
            raise fault
        progress.repairing()
        call = progress.call.id
        LOG.warning(
            "%s: %s; sent back once", call, type(fault).__name__, extra={"call": call, "model": self.name}
        )
        if isinstance(fault, MalformedReplyError):
            return [*said, *sent_back(fault.raw, fault.faults)]
        if out_of_room and progress.max_tokens:
            progress.max_tokens *= 2
        return said
