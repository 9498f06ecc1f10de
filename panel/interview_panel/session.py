"""One candidate's onsite over a compiled graph: start, answer, advance, resume.

Failure contract: an answer is stored before it is acknowledged, and everything after that
can fail and be continued. ``advance`` may be called at any time, by anyone, any number of
times; it brings the onsite to where it waits for the candidate, is finished, or is paused.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, cast
from uuid import uuid4

from langchain_core.runnables import RunnableConfig
from langgraph.errors import EmptyInputError
from langgraph.types import Command, Interrupt, StreamPart

from interview_agents.answer import Answer
from interview_agents.calls.spending import Spending
from interview_agents.debrief import Debrief
from interview_agents.tracing import working
from interview_agents.transcript import Move, Transcript
from interview_panel.archive import Archive
from interview_panel.book import DEBRIEF
from interview_panel.context import PanelContext
from interview_panel.errors import OutOfTurnError, SessionBusyError, StoreError, UnknownSessionError
from interview_panel.ledger import SessionRow, holder_of_this_process, position_of
from interview_panel.plan import OnsitePlan, OnsiteRequest, plan_onsite, refuse_other_bank
from interview_panel.question import OpenQuestion
from interview_panel.state import PanelInput, PanelOutput, PanelState
from interview_personas import InterviewError, Record

LEASE_S = 30.0
"""Seconds a process may be silent before another may go on with its session."""
LOST = "this onsite may be run by another process by now: look again, nothing that was said is lost"
STEPS = 10_000
PLAN = "plan"
log = logging.getLogger(__name__)
Step = PanelInput | Command[str] | None
Hear = Callable[[Mapping[str, object]], None]


class Standing(Record):
    """Where an onsite stands."""

    state: Literal["waiting", "paused", "finished"]
    """Waiting for the candidate, stopped by an error and ready to go on, or done."""
    question: OpenQuestion | None = None
    debrief: Debrief | None = None
    problem: str = ""
    """Why it is paused, and what to do."""
    spent: Spending = Spending()
    """What the onsite's model calls used so far, in whichever process they were made."""


@dataclass(frozen=True)
class Session:
    """One candidate's onsite. Its id is the LangGraph thread id."""

    id: str
    archive: Archive
    context: PanelContext

    @classmethod
    async def start(
        cls,
        request: OnsiteRequest,
        archive: Archive,
        context: PanelContext | None = None,
        *,
        owner: str = "",
        session_id: str = "",
    ) -> "Session":
        """Enter a new onsite; nothing has been asked yet, call ``advance``.

        Raises:
            RequestError: when the bank cannot give what was asked for.
            ModelSpecError: when a model is named or set up so that it cannot work.
        """
        context = context or PanelContext()
        plan = plan_onsite(request, context.the_bank())
        await asyncio.to_thread(context.the_mind, plan.models)
        row = SessionRow(
            id=session_id or uuid4().hex, owner=owner, created_at=archive.clock(), request=request
        )
        await archive.ledger.open(row)
        await archive.ledger.remember(row.id, PLAN, plan.model_dump_json())
        return cls(row.id, archive, context)

    @classmethod
    async def resume(
        cls, session_id: str, archive: Archive, context: PanelContext | None = None
    ) -> "Session":
        """An onsite that was started before, in this process or another.

        Raises:
            UnknownSessionError: when it is not in this archive.
        """
        await archive.ledger.session(session_id)
        return cls(session_id, archive, context or PanelContext())

    async def plan(self) -> OnsitePlan:
        """The onsite as drawn when it was started, whatever bank there is now."""
        known = await self.archive.ledger.recall(self.id, PLAN)
        if known is not None:
            return OnsitePlan.model_validate_json(known)
        row = await self.archive.ledger.session(self.id)
        return plan_onsite(row.request, self.context.the_bank())

    async def transcripts(self) -> tuple[Transcript, ...]:
        """Every round's turns so far, in the order held."""
        rounds = (await self.plan()).rounds
        return tuple([await self.archive.ledger.turns(self.id, planned.kind) for planned in rounds])

    async def debrief(self) -> Debrief | None:
        """The write-up as the committee sealed it; None before there is one. Nothing is run."""
        sealed = await self.archive.ledger.recall(self.id, DEBRIEF)
        if sealed is None:
            return None
        return Debrief.model_validate_json(sealed).about(await self.transcripts())

    async def spent(self) -> Spending:
        """What its model calls used so far; `Ledger.spent` says what a kill leaves out."""
        return await self.archive.ledger.spent(self.id)

    async def answer(self, answer: Answer) -> None:
        """Store an answer. When this returns it is safe; call ``advance`` to go on.

        Raises:
            OutOfTurnError: when nothing is asked, or the question has another answer already.
        """
        transcript = await self.open_round()
        target = answer.to or (transcript.turns[-1].id if transcript.turns else "")
        asked = transcript.turn(target)
        closing = asked is not None and asked.direction is not None and asked.direction.move is Move.CLOSE
        if asked is None or asked.by_candidate or closing:
            raise OutOfTurnError("no question is open just now: reload, and answer the one that is")
        before = Transcript(round=transcript.round, turns=transcript.turns[: position_of(asked.id) + 1])
        await self.archive.ledger.append(self.id, answer.as_turn(before))
        told = {"session": self.id, "round": transcript.round.value}
        log.info("the answer to %s is stored", asked.id, extra=told)

    async def advance(self, hear: Hear = lambda _: None) -> Standing:
        """Bring the onsite to its next standstill.

        Args:
            hear: called with each event: ``piece`` (words of a question as they come),
                ``withdrawn`` (those of its words that came so far are taken back), ``sealed``
                (a scorecard is written), ``run`` (handed-in code ran; how many tests passed and
                how many there are), ``spent`` (the calls of one turn, scorecard or
                committee were paid; its other keys are the fields of a ``Spending``).

        Raises:
            SessionBusyError: when another process is running it, or may be by now.
        """
        with working("interview.advance", session=self.id) as span:
            standing = await self._advance(hear)
            span.tell({"interview.state": standing.state})
            log.info("the onsite is %s", standing.state, extra={"state": standing.state})
            return standing

    async def standing(self) -> Standing | None:
        """Where it stands as stored, without running anything; None when it must be advanced."""
        if (await self.archive.ledger.session(self.id)).finished:
            return await self._finished()
        state = await self.archive.panel.aget_state(self._config())
        return await self._standing_of(state.values, state.interrupts)

    async def delete(self) -> None:
        """Remove it with everything it left behind."""
        await self.archive.delete(self.id)

    def _config(self) -> RunnableConfig:
        return {"configurable": {"thread_id": self.id}, "recursion_limit": STEPS}

    async def _advance(self, hear: Hear) -> Standing:
        holder = f"{holder_of_this_process()}:{uuid4().hex}"
        if not await self.archive.ledger.claim(self.id, holder, LEASE_S):
            raise SessionBusyError("this onsite is being run by another process: wait for it, or try again")
        lease = asyncio.timeout(LEASE_S)
        try:
            async with lease:
                renewing = asyncio.create_task(self._renew(holder, lease))
                try:
                    return await self._run(hear)
                finally:
                    renewing.cancel()
        except TimeoutError as error:
            if not lease.expired():
                raise
            raise SessionBusyError(LOST) from error
        finally:
            await self.archive.ledger.release(self.id, holder)
            await self._leave_nothing_if_deleted()

    async def _leave_nothing_if_deleted(self) -> None:
        """A run that was under way when its session was deleted has written a checkpoint since."""
        try:
            await self.archive.ledger.session(self.id)
        except UnknownSessionError:
            await self.archive.delete(self.id)

    async def _renew(self, holder: str, lease: asyncio.Timeout) -> None:
        """Keep the lease as long as it is given, and let the run end with it: then another may have begun."""
        given, now = True, asyncio.get_running_loop().time
        while given:
            await asyncio.sleep(LEASE_S / 3)
            with suppress(StoreError):  # it is asked again, until the lease runs out
                given = await self.archive.ledger.claim(self.id, holder, LEASE_S)
                lease.reschedule(now() + LEASE_S if given else now())

    async def _run(self, hear: Hear) -> Standing:
        # An answer that waits for its reply is found by the node that asked: no need to look first.
        standing = await self._go_on(None, hear) if await self._answered() else None
        while standing is None:
            standing = await self.standing()
            if standing is None:
                standing = await self._go_on(await self._next_step(), hear)
        return standing

    async def _answered(self) -> bool:
        """Whether the last words are the candidate's."""
        turns = (await self.open_round()).turns
        return bool(turns) and turns[-1].by_candidate

    async def _go_on(self, step: Step, hear: Hear) -> Standing | None:
        """Run the graph; gives where it came to, or None when it has to go on from there."""
        values: Mapping[str, object] = {}
        interrupts: tuple[Interrupt, ...] = ()
        try:
            async for part in await self._parts(step):
                if part["type"] == "custom":
                    hear(part["data"])
                elif part["type"] == "values":
                    values, interrupts = part["data"], part["interrupts"]
        except EmptyInputError:
            return None  # a power cut took the checkpoint, and the ledger has it all
        except InterviewError as error:
            log.warning("session %s paused: %s", self.id, type(error).__name__)
            return Standing(state="paused", problem=str(error), spent=await self.spent())
        return await self._standing_of(values, interrupts)

    async def _parts(self, step: Step) -> AsyncIterator[StreamPart[PanelState, PanelOutput]]:
        plan, bank = await self.plan(), self.context.the_bank()
        refuse_other_bank(plan, bank)
        mind = self.context.mind or await asyncio.to_thread(self.context.the_mind, plan.models)
        runs_code, ledger = self.context.runs_code, self.archive.ledger
        context = PanelContext(mind=mind, bank=bank, ledger=ledger, runs_code=runs_code)
        # With the turns in the ledger a checkpoint at each standstill is enough (ADR 6).
        return self.archive.panel.astream(
            step,
            self._config(),
            context=context,
            stream_mode=["custom", "values"],
            durability="exit",
            version="v2",
        )

    async def _next_step(self) -> Step:
        state = await self.archive.panel.aget_state(self._config())
        if not state.created_at:
            row = await self.archive.ledger.session(self.id)
            return cast("PanelInput", row.request.model_dump(mode="json"))  # the same fields, as plain data
        if not state.interrupts:
            return None
        question = OpenQuestion.model_validate(state.interrupts[0].value)
        return Command(resume={state.interrupts[0].id: {"to": question.turn_id}})

    async def _standing_of(
        self, values: Mapping[str, object], interrupts: tuple[Interrupt, ...]
    ) -> Standing | None:
        if values.get("debrief"):
            await self.archive.ledger.finish(self.id)
            await self.archive.checkpointer.adelete_thread(self.id)  # the ledger has it all
            return await self._finished()
        if interrupts:
            question = OpenQuestion.model_validate(interrupts[0].value)
            transcript = await self.archive.ledger.turns(self.id, question.round)
            if transcript.turns and transcript.turns[-1].id == question.turn_id:
                return Standing(state="waiting", question=question, spent=await self.spent())
        return None

    async def _finished(self) -> Standing:
        debrief, spent = await self.debrief(), await self.spent()
        return Standing(state="finished", debrief=debrief and debrief.billed(spent), spent=spent)

    async def open_round(self) -> Transcript:
        """The round that is being held, with its turns so far."""
        transcripts = await self.transcripts()
        begun = [transcript for transcript in transcripts if transcript.turns]
        return begun[-1] if begun else transcripts[0]
