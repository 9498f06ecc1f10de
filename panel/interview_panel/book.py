"""Where a running onsite's turns and bill are read and written: the ledger, or graph state without one."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from interview_agents.calls.spending import Spending, metered
from interview_agents.code_run import CodeRun
from interview_agents.transcript import Transcript, Turn
from interview_panel.ledger import Ledger
from interview_panel.state import Plain, summed
from interview_personas import Record, RoundKind

Result = TypeVar("Result", bound=Record)
DEBRIEF = "debrief"
"""What the debrief is kept under."""


class Book(Protocol):
    """One onsite's turns, what minds produced for it and what that took, for one run of a node."""

    @property
    def added(self) -> Plain:
        """What the node must add to the state; nothing where a ledger keeps it."""
        ...

    async def transcript(self, kind: RoundKind) -> Transcript:
        """A round's turns."""
        ...

    async def write(self, turn: Turn) -> None:
        """Store a turn."""
        ...

    async def keep_run(self, turn_id: str, run: CodeRun) -> None:
        """Store how the code of an answer did."""
        ...

    async def once(self, key: str, model: type[Result], make: Callable[[], Awaitable[Result]]) -> Result:
        """What was made under a key, made now if it was not; it never changes."""
        ...

    async def charge(self, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the bill."""
        ...

    async def spent(self) -> Spending:
        """The bill so far."""
        ...


@asynccontextmanager
async def billed(book: Book, work: str, tell: Callable[[Plain], None]) -> AsyncIterator[None]:
    """Charge what the calls made inside used, however they end: a failed one was paid too.

    A rehearsal makes no calls and is charged nothing.

    Args:
        book: the onsite's.
        work: what is done, ``scorecard/coding``.
        tell: told what was charged, as an event.
    """
    with metered() as meter:
        try:
            yield
        finally:
            if meter.spending.calls:
                await book.charge(work, meter.spending)
                tell({"type": "spent", **meter.spending.model_dump(mode="json")})


@dataclass(frozen=True)
class LedgerBook:
    """Turns in a durable ledger; the state carries none."""

    ledger: Ledger
    session_id: str

    @property
    def added(self) -> Plain:
        """Nothing: the ledger has it."""
        return {}

    async def transcript(self, kind: RoundKind) -> Transcript:
        """A round's turns."""
        return await self.ledger.turns(self.session_id, kind)

    async def write(self, turn: Turn) -> None:
        """Store a turn."""
        await self.ledger.append(self.session_id, turn)

    async def keep_run(self, turn_id: str, run: CodeRun) -> None:
        """Store how the code of an answer did."""
        await self.ledger.keep_run(self.session_id, turn_id, run)

    async def once(self, key: str, model: type[Result], make: Callable[[], Awaitable[Result]]) -> Result:
        """What was made under a key, made now if it was not."""
        known = await self.ledger.recall(self.session_id, key)
        if known is None:
            known = await self.ledger.remember(self.session_id, key, (await make()).model_dump_json())
        return model.model_validate_json(known)

    async def charge(self, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the bill."""
        await self.ledger.charge(self.session_id, work, spending)

    async def spent(self) -> Spending:
        """The bill so far."""
        return await self.ledger.spent(self.session_id)


@dataclass(frozen=True)
class StateBook:
    """Turns and bill in graph state, for an app that brings a checkpointer and nothing else.

    A node that fails adds nothing to the state, so what its calls used is told and not kept.
    """

    state: Mapping[str, object]
    added: Plain = field(default_factory=dict)

    async def transcript(self, kind: RoundKind) -> Transcript:
        """A round's turns."""
        turns = (Turn.model_validate(turn) for turn in cast("list[Plain]", self.state.get("turns", [])))
        kept = cast("Mapping[str, Plain]", self.state.get("runs", {}))
        runs = {turn_id: [CodeRun.model_validate(run)] for turn_id, run in kept.items()}
        return Transcript(round=kind, turns=tuple(t for t in turns if t.round is kind)).with_runs(runs)

    async def write(self, turn: Turn) -> None:
        """Hand the turn to the state."""
        self.added["turns"] = [turn.model_dump(mode="json", exclude_defaults=True)]

    async def keep_run(self, turn_id: str, run: CodeRun) -> None:
        """Hand the run to the state."""
        self.added["runs"] = {turn_id: run.model_dump(mode="json", exclude_defaults=True)}

    async def once(self, key: str, model: type[Result], make: Callable[[], Awaitable[Result]]) -> Result:  # noqa: ARG002
        """Made now: without a ledger the checkpoint is the only memory."""
        return await make()

    async def charge(self, work: str, spending: Spending) -> None:  # noqa: ARG002 - keeps the sum
        """Hand the charge to the state."""
        self.added["spent"] = summed(_bill(self.added), spending.model_dump(mode="json"))

    async def spent(self) -> Spending:
        """The bill so far, this node's charges included."""
        return Spending.model_validate(summed(_bill(self.state), _bill(self.added)))


def _bill(state: Mapping[str, object]) -> Plain:
    return cast("Plain", state.get("spent", {}))
