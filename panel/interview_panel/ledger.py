"""The append-only transcript: written before anything is acknowledged.

LangGraph alone loses an answer when the process is killed just after "send"; a row written
first does not. Every ledger keeps the same promises, checked by one contract suite:

* a turn is stored when ``append`` returns, and survives the process;
* the same turn appended again changes nothing, a different one with its id is refused;
* what a mind produced is remembered under its key and never changes;
* what a mind's calls used is charged once each time it was paid, and never taken back;
* a draft is what was kept last, and survives the process.
"""

import os
import platform
from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from interview_agents.calls.spending import Spending
from interview_agents.code_run import CodeRun
from interview_agents.transcript import Transcript, Turn
from interview_panel.errors import OutOfTurnError, UnknownSessionError
from interview_panel.plan import OnsiteRequest
from interview_personas import Record, RoundKind


class SessionRow(Record):
    """What is known of a session without opening it."""

    id: str
    owner: str
    """Who may see it; empty on a machine of one's own."""
    created_at: float
    """Seconds since the epoch, by the clock of whoever started it."""
    request: OnsiteRequest
    finished: bool = False


class Charge(Record):
    """One row of a session's bill."""

    work: str
    """What was done, ``scorecard/coding``."""
    spending: Spending


@runtime_checkable
class Ledger(Protocol):
    """Turns, remembered mind results, their bill, drafts and sessions, behind one small protocol."""

    async def open(self, row: SessionRow) -> None:
        """Enter a session; entering it again changes nothing."""
        ...

    async def session(self, session_id: str) -> SessionRow:
        """A session's row.

        Raises:
            UnknownSessionError: when there is none.
        """
        ...

    async def sessions(self, owner: str | None = "") -> Sequence[SessionRow]:
        """An owner's sessions, newest first; everybody's with None."""
        ...

    async def finish(self, session_id: str) -> None:
        """Mark a session finished."""
        ...

    async def delete(self, session_id: str) -> None:
        """Remove a session with all its turns, remembered results, bill and drafts."""
        ...

    async def shrink(self) -> None:
        """Give back the space of what was deleted, where the database does not do so by itself."""
        ...

    async def append(self, session_id: str, turn: Turn) -> None:
        """Store a turn.

        Raises:
            OutOfTurnError: when another turn stands under its id, or turns are missing before it.
        """
        ...

    async def turns(self, session_id: str, kind: RoundKind) -> Transcript:
        """A round's turns, oldest first."""
        ...

    async def keep_run(self, session_id: str, turn_id: str, run: CodeRun) -> None:
        """Keep a run of code that belongs to an answer, in front of the answer or after it.

        The code that was handed in is run once: a second submitted run changes nothing.
        """
        ...

    async def runs(self, session_id: str, turn_id: str) -> Sequence[CodeRun]:
        """An answer's runs, oldest first; they are in its turn too, once it is there."""
        ...

    async def recall(self, session_id: str, key: str) -> str | None:
        """What was remembered under a key."""
        ...

    async def remember(self, session_id: str, key: str, value: str) -> str:
        """Remember a value, unless the key has one already; gives what stands."""
        ...

    async def remembered(self, session_id: str) -> Mapping[str, str]:
        """All that was remembered, by key; nothing for a session that is not here."""
        ...

    async def charge(self, session_id: str, work: str, spending: Spending) -> None:
        """Add what a piece of work used to the session's bill, each time it is done.

        Args:
            session_id: whose.
            work: what was done, ``scorecard/coding``; for who reads the bill row by row.
            spending: what its calls used.

        Raises:
            UnknownSessionError: when the session was deleted meanwhile.
        """
        ...

    async def charges(self, session_id: str) -> Sequence[Charge]:
        """The bill row by row, oldest first; nothing for a session that is not here."""
        ...

    async def spent(self, session_id: str) -> Spending:
        """The sum of all charges; nothing for a session that is not here.

        A process that is killed in the middle of a call has not charged it: what the
        provider takes for that call is missing here.
        """
        ...

    async def keep_draft(self, session_id: str, field: str, text: str) -> None:
        """Keep what is being written in a field, in place of what was kept before.

        A power cut may take it, the end of the process does not: it is written every other
        second, by somebody who still sees it.

        Raises:
            UnknownSessionError: when there is no such session.
        """
        ...

    async def drafts(self, session_id: str) -> Mapping[str, str]:
        """What is being written, by field; nothing for a session that is not here."""
        ...

    async def claim(self, session_id: str, holder: str, seconds: float) -> bool:
        """Take or renew the lease to run a session; False when another holds it.

        Args:
            session_id: which.
            holder: who wants it.
            seconds: how long it holds unless it is renewed. Where the database sees a holder
                disappear, it is free then, and not before.
        """
        ...

    async def release(self, session_id: str, holder: str) -> None:
        """Give the lease back."""
        ...


def refuse_conflict(stored: Turn | None, turn: Turn, count: int) -> bool:
    """Whether a turn is stored already; a conflict or a gap raises.

    Args:
        stored: what stands under the turn's id.
        turn: what is to be appended.
        count: turns of its round that are stored.
    """
    if stored is not None:
        if stored.content != turn.content or stored.speaker is not turn.speaker:
            raise OutOfTurnError(f"{turn.id} was answered already; reload to see the answer that counts")
        return True
    if position_of(turn.id) != count:
        raise OutOfTurnError(f"{turn.id} does not come next: reload, and answer the question that is open")
    return False


def position_of(turn_id: str) -> int:
    """Position from 0 of a turn in its round."""
    return int(turn_id.rpartition("-")[2]) - 1


def round_of(turn_id: str) -> RoundKind:
    """The round a turn belongs to."""
    return RoundKind(turn_id.rpartition("-")[0])


def holder_of_this_process() -> str:
    """Who holds a lease taken here: machine and process."""
    return f"{platform.node()}:{os.getpid()}"


def is_gone(holder: str) -> bool:
    """Whether a lease's holder was a process of this machine that runs no more."""
    machine, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    if machine != platform.node() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def unknown(session_id: str) -> UnknownSessionError:
    """The error for a session that is not here."""
    return UnknownSessionError(f"no session {session_id!r} here: choose one of your own")
