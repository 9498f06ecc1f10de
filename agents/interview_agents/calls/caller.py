"""One mind role's calls to its model: the only place that asks again.

Failure contract: a call ends with a whole, checked answer or with one `ModelError`. Passing
failures are asked again with a jittered, growing pause, or after the pause the endpoint asked for,
within the call's deadline; an unreadable sheet is sent back once; everything else is final.
Nothing beneath asks again. Words that were streamed before an error were never said: drop them.
"""

import logging
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from contextlib import aclosing, closing, contextmanager
from random import Random
from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from tenacity import AsyncRetrying, RetryCallState, Retrying, retry_if_exception

from interview_agents.calls.circuits import Circuits
from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.failures import passing, retry_after
from interview_agents.calls.one_call import Call, Clock
from interview_agents.calls.prices import PriceTable, price_table
from interview_agents.calls.sender import BlockingChunks, Chunks, Opened, Sender
from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.spending import Spending, note
from interview_agents.calls.strict_json import UnreadableError, read_strictly, sent_back
from interview_agents.errors import CutOffError, MalformedReplyError, ModelError, UnreachableError
from interview_personas import Record

LOG = logging.getLogger(__name__)
R = TypeVar("R", bound=Record)
CLOCK = Clock()
CIRCUITS = Circuits(CLOCK.now)
"""Every caller of the process shares them: a dead endpoint is dead for all."""
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 8.0
GATHER_S = 0.03
"""After the first words, pieces are handed on at most so often: pages and screens gain nothing."""


class Caller:
    """Calls of one role: interviewer, scorer, judge or candidate."""

    def __init__(
        self,
        model: ModelSpec | BaseChatModel,
        *,
        table: PriceTable | None = None,
        clock: Clock = CLOCK,
        circuits: Circuits = CIRCUITS,
        seed: int | None = None,
    ) -> None:
        self.table = table or price_table()
        self.endpoint = Endpoint.of(model, self.table)
        self.spec = self.endpoint.spec or ModelSpec.model_construct(name=self.endpoint.name)
        self.spent = Spending()
        """What all its calls used so far; `metered` counts those of one session."""
        self._clock = clock
        self._sender = Sender(self.endpoint, self.spec, self.table)
        self._circuit = circuits.of(self.endpoint.address)
        self._random = Random(seed)  # noqa: S311 - spreads retries, guards nothing

    @property
    def name(self) -> str:
        """``openai:gpt-6-luna``."""
        return self.endpoint.name

    async def stream(
        self, messages: Sequence[BaseMessage], *, call_id: str, session: str = ""
    ) -> AsyncGenerator[str, None]:
        """The answer's words as they come: the first at once, the others in small handfuls.

        It is a turn only when the stream ended without an error.

        Args:
            messages: the conversation, oldest first.
            call_id: which logical call this is, ``interviewer/coding-03``.
            session: whose; keeps one session's prompts together in the provider's cache.

        Raises:
            ModelError: there is no whole answer; what was yielded was never said.
        """
        call = self._begin(call_id, session)
        with self._counted(call):
            opened: Opened[Chunks] = await self._asking(call)(self._sender.opened, call, messages)
            (chunks, heard, held), since = opened, self._clock.now()
            async with aclosing(chunks):
                with self._sender.request(call, heard):
                    yield held
                    held = ""
                    while (chunk := await self._sender.next(call, chunks)) is not None:
                        held += heard.take(chunk)
                        if held and self._clock.now() - since >= GATHER_S:
                            yield held
                            held, since = "", self._clock.now()
                    if held:
                        yield held
                    heard.check(self.name, call.id)

    def stream_blocking(
        self, messages: Sequence[BaseMessage], *, call_id: str, session: str = ""
    ) -> Generator[str, None, None]:
        """`stream` without an event loop."""
        call = self._begin(call_id, session)
        with self._counted(call):
            opened: Opened[BlockingChunks] = self._asking_blocking(call)(
                self._sender.opened_blocking, call, messages
            )
            (chunks, heard, held), since = opened, self._clock.now()
            with closing(chunks), self._sender.request(call, heard):
                yield held
                held = ""
                while (chunk := self._sender.next_blocking(call, chunks)) is not None:
                    held += heard.take(chunk)
                    if held and self._clock.now() - since >= GATHER_S:
                        yield held
                        held, since = "", self._clock.now()
                if held:
                    yield held
                heard.check(self.name, call.id)

    async def structured(
        self,
        messages: Sequence[BaseMessage],
        schema: type[R],
        *,
        call_id: str,
        session: str = "",
        repair: bool = True,
    ) -> R:
        """An answer as a record: strict JSON on the wire, and our own strict reading of it.

        Args:
            messages: the conversation, oldest first.
            schema: what to answer with.
            call_id: which logical call this is, ``judge/committee#1``.
            session: whose.
            repair: whether an unreadable answer is sent back, once.

        Raises:
            ModelError: there is no readable answer.
        """
        call, said, asked = self._begin(call_id, session), list(messages), self.endpoint.sheets(schema)
        with self._counted(call):
            while True:
                try:
                    text: str = await self._asking(call)(self._sender.whole, call, asked, said)
                    return self._read(call, text, schema)
                except (MalformedReplyError, CutOffError) as fault:
                    said = self._repaired(call, said, fault, allowed=repair)

    def structured_blocking(
        self,
        messages: Sequence[BaseMessage],
        schema: type[R],
        *,
        call_id: str,
        session: str = "",
        repair: bool = True,
    ) -> R:
        """`structured` without an event loop."""
        call, said, asked = self._begin(call_id, session), list(messages), self.endpoint.sheets(schema)
        with self._counted(call):
            while True:
                try:
                    text: str = self._asking_blocking(call)(self._sender.whole_blocking, call, asked, said)
                    return self._read(call, text, schema)
                except (MalformedReplyError, CutOffError) as fault:
                    said = self._repaired(call, said, fault, allowed=repair)

    def _begin(self, call_id: str, session: str) -> Call:
        self._circuit.pass_or_refuse(self._clock.now(), self.endpoint.address, self.name, call_id)
        spec = self.spec
        return Call(call_id, self.name, self._clock, spec.deadline_s, spec.requests, session, spec.max_tokens)

    @contextmanager
    def _counted(self, call: Call) -> Iterator[None]:
        """Add up what a call used, however it ends, and tell the circuit what it found."""
        failed = True
        try:
            yield
            failed = False
            self._circuit.answered()
        except UnreachableError:
            self._circuit.dead(self._clock.now())
            raise
        except ModelError:
            self._circuit.answered()
            raise
        finally:
            spent = call.ended(failed=failed)
            self.spent = self.spent + spent
            note(spent)

    def _read(self, call: Call, text: str, schema: type[R]) -> R:
        try:
            return read_strictly(text, schema)
        except UnreadableError as error:
            raise MalformedReplyError(error.faults, raw=text, model=self.name, call_id=call.id) from error

    def _repaired(
        self, call: Call, said: list[BaseMessage], fault: MalformedReplyError | CutOffError, *, allowed: bool
    ) -> list[BaseMessage]:
        """The conversation to send once more, or the fault when there is nothing to gain."""
        out_of_room = isinstance(fault, CutOffError) and fault.at_limit
        if not allowed or call.spent.repairs or (out_of_room and not call.max_tokens):
            raise fault
        call.repairing()
        LOG.warning("%s: %s; sent back once", call.id, type(fault).__name__)
        if isinstance(fault, MalformedReplyError):
            return [*said, *sent_back(fault.raw, fault.faults)]
        if out_of_room and call.max_tokens:
            call.max_tokens *= 2
        return said

    def _asking(self, call: Call) -> AsyncRetrying:
        return AsyncRetrying(sleep=self._clock.rest, **self._manners(call))

    def _asking_blocking(self, call: Call) -> Retrying:
        return Retrying(sleep=self._clock.rest_blocking, **self._manners(call))

    def _manners(self, call: Call) -> dict[str, Any]:
        return {
            "retry": retry_if_exception(passing),
            "wait": self._pause,
            "stop": lambda state: not call.another_may(state.upcoming_sleep),
            "before_sleep": lambda state: LOG.warning(
                "%s: asking again in %.1f s: %s", call.id, state.upcoming_sleep, _exception(state)
            ),
            "reraise": True,
        }

    def _pause(self, state: RetryCallState) -> float:
        """As long as the endpoint asked for and a little; else growing, and never for all the same."""
        asked = retry_after(_exception(state))
        if asked is not None:
            return asked + self._random.uniform(0, FIRST_PAUSE_S / 2)
        grown = min(FIRST_PAUSE_S * 2 ** (state.attempt_number - 1), LONGEST_PAUSE_S)
        return self._random.uniform(grown / 2, grown)


def _exception(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
