"""The ledger of one process: for tests, examples and whatever need not outlive it."""

from collections.abc import Mapping, Sequence

from interview_agents.calls.spending import Spending
from interview_agents.code_run import CodeRun
from interview_agents.transcript import Transcript, Turn
from interview_panel.ledger import Charge, SessionRow, refuse_conflict, unknown
from interview_personas import RoundKind


class MemoryLedger:
    """Keeps every promise of ``Ledger`` for as long as the process lives."""

    def __init__(self) -> None:
        self._rows: dict[str, SessionRow] = {}
        self._turns: dict[tuple[str, RoundKind], list[Turn]] = {}
        self._runs: dict[tuple[str, str], list[CodeRun]] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._charges: dict[str, list[Charge]] = {}
        self._drafts: dict[str, dict[str, str]] = {}
        self._leases: dict[str, str] = {}

    async def open(self, row: SessionRow) -> None:
        """Enter a session; entering it again changes nothing."""
        self._rows.setdefault(row.id, row)

    async def session(self, session_id: str) -> SessionRow:
        """A session's row."""
        if session_id not in self._rows:
            raise unknown(session_id)
        return self._rows[session_id]

    async def sessions(self, owner: str | None = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first; everybody's with None."""
        own = [row for row in self._rows.values() if owner in {None, row.owner}]
        return sorted(own, key=lambda row: row.created_at, reverse=True)

    async def finish(self, session_id: str) -> None:
        """Mark a session finished."""
        self._rows[session_id] = self._rows[session_id].model_copy(update={"finished": True})

    async def delete(self, session_id: str) -> None:
        """Remove a session with all it left."""
        for kept in (self._rows, self._charges, self._drafts):
            kept.pop(session_id, None)
        self._turns = {key: turns for key, turns in self._turns.items() if key[0] != session_id}
        self._runs = {key: runs for key, runs in self._runs.items() if key[0] != session_id}
        self._known = {key: value for key, value in self._known.items() if key[0] != session_id}

    async def shrink(self) -> None:
        """Nothing to give back."""

    async def append(self, session_id: str, turn: Turn) -> None:
        """Store a turn."""
        await self.session(session_id)
        turns = self._turns.setdefault((session_id, turn.round), [])
        stored = next((kept for kept in turns if kept.id == turn.id), None)
        if not refuse_conflict(stored, turn, len(turns)):
            turns.append(turn)

    async def turns(self, session_id: str, kind: RoundKind) -> Transcript:
        """A round's turns, oldest first."""
        turns = tuple(self._turns.get((session_id, kind), ()))
        runs = {turn_id: kept for (onsite, turn_id), kept in self._runs.items() if onsite == session_id}
        return Transcript(round=kind, turns=turns).with_runs(runs)

    async def keep_run(self, session_id: str, turn_id: str, run: CodeRun) -> None:
        """Keep a run of code that belongs to an answer."""
        await self.session(session_id)
        kept = self._runs.setdefault((session_id, turn_id), [])
        if not (run.submitted and any(other.submitted for other in kept)):
            kept.append(run)

    async def runs(self, session_id: str, turn_id: str) -> Sequence[CodeRun]:
        """An answer's runs, oldest first."""
        return tuple(self._runs.get((session_id, turn_id), ()))

    async def recall(self, session_id: str, key: str) -> str | None:
        """What was remembered under a key."""
        return self._known.get((session_id, key))

    async def remember(self, session_id: str, key: str, value: str) -> str:
        """Remember a value, unless the key has one already."""
        return self._known.setdefault((session_id, key), value)

    async def remembered(self, session_id: str) -> Mapping[str, str]:
        """All that was remembered, by key."""
        return {key: value for (onsite, key), value in sorted(self._known.items()) if onsite == session_id}

    async def charge(self, session_id: str, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the session's bill."""
        await self.session(session_id)
        self._charges.setdefault(session_id, []).append(Charge(work=work, spending=spending))

    async def charges(self, session_id: str) -> Sequence[Charge]:
        """The bill row by row, oldest first."""
        return tuple(self._charges.get(session_id, ()))

    async def spent(self, session_id: str) -> Spending:
        """The sum of all charges."""
        return sum((charge.spending for charge in await self.charges(session_id)), Spending())

    async def keep_draft(self, session_id: str, field: str, text: str) -> None:
        """Keep what is being written in a field."""
        await self.session(session_id)
        self._drafts.setdefault(session_id, {})[field] = text

    async def drafts(self, session_id: str) -> Mapping[str, str]:
        """What is being written, by field."""
        return dict(self._drafts.get(session_id, {}))

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:  # noqa: ARG002 - one process
        """Take or renew the lease to run a session."""
        return self._leases.setdefault(session_id, holder) == holder

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        if self._leases.get(session_id) == holder:
            del self._leases[session_id]
