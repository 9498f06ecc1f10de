"""What an onsite's calls used: charged once each time it was paid, and kept with the session."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from tests.panel.minds import Call, Counting, Failing
from tests.panel.onsites import BANK, CONTEXT, FILLER, TWO, play, player, reply_to

from interview_agents.calls.spending import Spending, note
from interview_agents.debrief import Debrief
from interview_agents.errors import MindError
from interview_agents.mind import AskView
from interview_agents.transcript import Direction
from interview_panel import (
    Archive,
    PanelContext,
    Session,
    Standing,
    create_panel,
    memory_archive,
    open_archive,
)
from interview_panel.state import Plain
from interview_personas import RoundKind

PRICE = Spending(calls=1, requests=1, tokens_in=1200, tokens_cached=1024, tokens_out=40, dollars=0.5)
FAILURES: list[tuple[Call, int]] = [("ask", 1), ("ask", 5), ("score", 1), ("score", 2), ("deliberate", 1)]
THREAD: RunnableConfig = {"configurable": {"thread_id": "one"}}
ASKED: Plain = {"rounds": ["recruiter", "behavioral"], "length": "drill"}


def bill_of(mind: Counting) -> Spending:
    """What all calls of a mind were paid with."""
    return sum([PRICE] * mind.calls.total(), Spending())


def context_of(mind: Counting) -> PanelContext:
    return PanelContext(mind=mind, bank=BANK)


async def held_to_the_end(session: Session) -> Standing:
    """An onsite that is simply continued whenever it pauses."""
    who, standing = player(), await session.advance()
    while standing.debrief is None:
        if standing.question is not None:
            await session.answer(await reply_to(session, standing, who))
        standing = await session.advance()
    return standing


async def test_every_call_of_an_onsite_is_on_its_bill_and_the_committees_own_too() -> None:
    mind = Counting(PRICE)
    standing = await play(await Session.start(TWO, memory_archive(), context_of(mind)))
    assert standing.debrief is not None
    assert standing.spent == standing.debrief.spent == bill_of(mind)
    assert mind.calls["deliberate"] == 1


async def test_while_it_goes_on_the_bill_is_what_was_used_so_far() -> None:
    mind = Counting(PRICE)
    session = await Session.start(TWO, memory_archive(), context_of(mind))
    assert (await session.advance()).spent == PRICE
    stored = await session.standing()
    assert stored is not None
    assert stored.spent == PRICE


async def test_events_add_up_to_the_bill() -> None:
    heard: list[Mapping[str, object]] = []
    mind = Counting(PRICE)
    session = await Session.start(TWO, memory_archive(), context_of(mind))
    who, standing = player(), await session.advance(heard.append)
    while standing.question is not None:
        await session.answer(await reply_to(session, standing, who))
        standing = await session.advance(heard.append)
    shares = [dict(event) for event in heard if event["type"] == "spent"]
    each = [Spending.model_validate({k: v for k, v in share.items() if k != "type"}) for share in shares]
    assert len(each) == mind.calls["ask"] + 2 + 1, "one for each turn, scorecard and committee"
    assert sum(each, Spending()) == standing.spent


async def test_a_rehearsal_has_no_bill() -> None:
    heard: list[Mapping[str, object]] = []
    session = await Session.start(TWO, memory_archive(), CONTEXT)
    await session.advance(heard.append)
    standing = await play(session)
    assert standing.debrief is not None
    assert standing.debrief.spent is None
    assert standing.spent == Spending()
    assert {event["type"] for event in heard} == {"piece"}


@pytest.mark.parametrize(("call", "nth"), FAILURES)
async def test_a_failed_call_was_paid_too(call: Call, nth: int) -> None:
    whole, failing = Counting(PRICE), Failing(call, nth, price=PRICE)
    for mind in (whole, failing):
        standing = await held_to_the_end(await Session.start(TWO, memory_archive(), context_of(mind)))
        assert standing.spent == bill_of(mind)
    assert failing.calls.total() == whole.calls.total() + 1


async def test_a_paused_onsite_says_what_the_failed_call_used() -> None:
    heard: list[Mapping[str, object]] = []
    session = await Session.start(TWO, memory_archive(), context_of(Failing("ask", price=PRICE)))
    standing = await session.advance(heard.append)
    assert (standing.state, standing.spent) == ("paused", PRICE)
    assert [(event["type"], event["calls"]) for event in heard] == [("spent", 1)]


async def test_a_call_broken_off_because_its_neighbour_failed_was_paid_too() -> None:
    class SpeaksOn(Failing):
        """In the second round it speaks until it is let through, and its scorer fails meanwhile."""

        through = asyncio.Event()

        async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
            async for piece in super().ask(view, direction):
                yield piece
            if view.transcript.round is RoundKind.BEHAVIORAL:
                await self.through.wait()

    mind = SpeaksOn("score", price=PRICE)
    session = await Session.start(TWO, memory_archive(), context_of(mind))
    standing = await play(session)
    assert standing.state == "paused"
    assert mind.calls == {"ask": 5, "score": 1}
    assert standing.spent == bill_of(mind)
    mind.through.set()
    assert (await held_to_the_end(session)).spent == bill_of(mind)


async def test_the_bill_survives_every_restart(tmp_path: Path) -> None:
    minds: list[Counting] = []

    async def resumed(archive: Archive) -> Session:
        minds.append(Counting(PRICE))
        return await Session.resume("one", archive, context_of(minds[-1]))

    async with open_archive(tmp_path / "s.sqlite") as archive:
        await Session.start(TWO, archive, CONTEXT, session_id="one")
        standing = await (await resumed(archive)).advance()
    while standing.question is not None:
        async with open_archive(tmp_path / "s.sqlite") as archive:
            session = await resumed(archive)
            await session.answer(await reply_to(session, standing, player()))
            standing = await session.advance()
    assert standing.debrief is not None
    assert standing.spent == standing.debrief.spent == sum(map(bill_of, minds), Spending())


async def test_what_was_sealed_holds_no_bill_and_is_never_rewritten() -> None:
    archive = memory_archive()
    session = await Session.start(TWO, archive, context_of(Counting(PRICE)))
    standing = await play(session)
    known = await archive.ledger.recall(session.id, "debrief")
    assert known is not None
    assert standing.debrief is not None
    assert Debrief.model_validate_json(known) == standing.debrief.about(()).model_copy(update={"spent": None})


async def test_a_bill_is_deleted_with_its_session() -> None:
    archive = memory_archive()
    session = await Session.start(TWO, archive, context_of(Counting(PRICE)), session_id="one")
    await session.advance()
    await session.delete()
    await Session.start(TWO, archive, CONTEXT, session_id="one")
    assert await session.spent() == Spending()


async def through_the_graph(context: PanelContext) -> tuple[Plain, Plain]:
    """An onsite without a ledger: what comes out, and the state it ends with."""
    panel = create_panel(InMemorySaver())
    step: Plain | Command[str] | None = ASKED
    while True:
        try:
            state = await panel.ainvoke(step, THREAD, context=context, version="v2")  # type: ignore[call-overload]
        except MindError:
            step = None
            continue
        if not state.interrupts:
            return dict(state.value), dict((await panel.aget_state(THREAD)).values)
        step = Command(resume={state.interrupts[0].id: {"text": FILLER, "seconds": 20}})


async def test_without_a_ledger_the_bill_rides_in_state() -> None:
    mind = Counting(PRICE)
    output, state = await through_the_graph(context_of(mind))
    assert Debrief.model_validate(output["debrief"]).spent == bill_of(mind)
    assert Spending.model_validate(state["spent"]) == bill_of(mind)
    assert set(output) == {"transcripts", "debrief"}


async def test_without_a_ledger_what_a_failed_call_used_is_not_kept() -> None:
    mind = Failing("deliberate", price=PRICE)
    output, _ = await through_the_graph(context_of(mind))
    spent = Debrief.model_validate(output["debrief"]).spent
    assert spent is not None
    assert spent + PRICE == bill_of(mind)


async def test_two_onsites_at_once_have_a_bill_each() -> None:
    class Waiting(Counting):
        async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
            async for piece in super().ask(view, direction):
                await asyncio.sleep(0)
                yield piece
            note(Spending(retries=1))

    archive, mind = memory_archive(), Waiting(PRICE)
    sessions = [await Session.start(TWO, archive, context_of(mind)) for _ in range(3)]
    standings = await asyncio.gather(*map(play, sessions))
    assert all(standing.spent == standings[0].spent for standing in standings)
    assert standings[0].spent.calls * 3 == mind.calls.total()
