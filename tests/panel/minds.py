"""Minds that fail, wait or count: the rehearsal with one thing changed."""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Literal

from interview_agents.calls.spending import Spending, note
from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.errors import MindError
from interview_agents.mind import AskView, ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard
from interview_agents.transcript import Direction
from interview_personas import Bank

Call = Literal["ask", "score", "deliberate"]


class Counting(Rehearsal):
    """Counts its calls; with a price, each of them is noted as paid."""

    def __init__(self, price: Spending | None = None) -> None:
        super().__init__()
        self.calls: Counter[str] = Counter()
        self._price = price

    def enter(self, call: Call) -> None:
        """A call begins."""
        self.calls[call] += 1
        if self._price:
            note(self._price)

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The rehearsal's words."""
        self.enter("ask")
        async for piece in super().ask(view, direction):
            yield piece

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """The rehearsal's sheet."""
        self.enter("score")
        return await super().score(view, bank, faults)

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """The rehearsal's narrative."""
        self.enter("deliberate")
        return await super().deliberate(packet, bank, faults)


class Failing(Counting):
    """Fails on the n-th call of one kind, once."""

    def __init__(
        self, call: Call, nth: int = 1, error: Exception | None = None, price: Spending | None = None
    ) -> None:
        super().__init__(price)
        self._at, self._error = (call, nth), error or MindError("the line is down: try again")

    def enter(self, call: Call) -> None:
        """A call begins, or fails."""
        super().enter(call)
        if (call, self.calls[call]) == self._at:
            raise self._error


class BreakingOff(Counting):
    """Fails in the middle of its n-th question, once."""

    def __init__(self, nth: int) -> None:
        super().__init__()
        self._nth = nth

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """Some words, then an error."""
        pieces = 0
        async for piece in super().ask(view, direction):
            pieces += 1
            if self.calls["ask"] == self._nth and pieces == 4:
                raise MindError("cut off in the middle: try again")
            yield piece


class Gated(Counting):
    """Says nothing until its gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.arrived = asyncio.Event()

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The rehearsal's words, after the gate."""
        self.arrived.set()
        await self.gate.wait()
        async for piece in super().ask(view, direction):
            yield piece


class SlowScorer(Gated):
    """Asks at once, and scores when its gate is opened."""

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The rehearsal's words."""
        async for piece in Rehearsal.ask(self, view, direction):
            yield piece

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """The rehearsal's sheet, after the gate."""
        self.arrived.set()
        await self.gate.wait()
        return await super().score(view, bank, faults)


class Standstill(Counting):
    """Stops behind the first word of every question until a thread lets it through."""

    def __init__(self) -> None:
        super().__init__()
        self.through = threading.Event()
        self.entered = threading.Event()

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The first word at once, the rest when it is let through."""
        async for piece in super().ask(view, direction):
            yield piece
            self.entered.set()
            await asyncio.to_thread(self.through.wait)
