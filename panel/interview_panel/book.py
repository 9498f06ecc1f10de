"""Where a running onsite's turns are read and written: the ledger, or graph state without one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from interview_agents.transcript import Transcript, Turn
from interview_panel.ledger import Ledger
from interview_panel.state import Plain
from interview_personas import Record, RoundKind

Result = TypeVar("Result", bound=Record)


class Book(Protocol):
    """One onsite's turns and what minds produced for it."""

    async def transcript(self, kind: RoundKind) -> Transcript:
        """A round's turns."""
        ...

    async def write(self, turn: Turn) -> dict[str, list[Plain]]:
        """Store a turn; gives what the node must add to the state."""
        ...

    async def once(self, key: str, model: type[Result], make: Callable[[], Awaitable[Result]]) -> Result:
        """What was made under a key, made now if it was not; it never changes."""
        ...


@dataclass(frozen=True)
class LedgerBook:
    """Turns in a durable ledger; the state carries none."""

    ledger: Ledger
    session_id: str

    async def transcript(self, kind: RoundKind) -> Transcript:
        """A round's turns."""
        return await self.ledger.turns(self.session_id, kind)

    async def write(self, turn: Turn) -> dict[str, list[Plain]]:
        """Store a turn."""
        await self.ledger.append(self.session_id, turn)
        return {}

    async def once(self, key: str, model: type[Result], make: Callable[[], Awaitable[Result]]) -> Result:
        """What was made under a key, made now if it was not."""
        known = await self.ledger.recall(self.session_id, key)
        if known is None:
            known = await self.ledger.remember(self.session_id, key, (await make()).model_dump_json())
        return model.model_validate_json(known)


@dataclass(frozen=True)
class StateBook:
    """Turns in graph state, for an app that brings a checkpointer and nothing else."""

    state: Mapping[str, object]

    async def transcript(self, kind: RoundKind) -> Transcript:
        """A round's turns."""
        turns = (Turn.model_validate(turn) for turn in cast("list[Plain]", self.state.get("turns", [])))
        return Transcript(round=kind, turns=tuple(turn for turn in turns if turn.round is kind))

    async def write(self, turn: Turn) -> dict[str, list[Plain]]:
        """Hand the turn to the state."""
        return {"turns": [turn.model_dump(mode="json", exclude_defaults=True)]}

    async def once(self, key: str, model: type[Result], make: Callable[[], Awaitable[Result]]) -> Result:  # noqa: ARG002
        """Made now: without a ledger the checkpoint is the only memory."""
        return await make()
