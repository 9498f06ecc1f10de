"""Effects: state in, one worker called, state update out. One node makes one mind call at most.

A node that runs twice (after a kill, or because a neighbour failed) does its work once: the
turn or result it finds in the book is the one it made before.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Protocol

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from interview_agents.debrief import Debrief, Packet
from interview_agents.interviewer import next_turn
from interview_agents.judge import deliberate
from interview_agents.mind import AskView, Mind, Withdrawn
from interview_agents.record import record_of
from interview_agents.scorecard import Scorecard
from interview_agents.scorer import score_round
from interview_agents.signals.readers import Signals, load_signals
from interview_agents.tracing import Span, working
from interview_agents.transcript import Transcript, Turn
from interview_panel.book import DEBRIEF, Book, LedgerBook, StateBook, billed
from interview_panel.context import PanelContext
from interview_panel.director import direct
from interview_panel.plan import OnsitePlan, OnsiteRequest, PlannedRound, plan_onsite
from interview_panel.question import AnswerForm, question_payload
from interview_panel.state import PanelState, Plain
from interview_personas import Bank, RoundKind

PanelRuntime = Runtime[PanelContext]
log = logging.getLogger(__name__)


class Node(Protocol):
    """A node as LangGraph types it: the first parameter must be called ``state``."""

    def __call__(self, state: PanelState, runtime: PanelRuntime) -> Coroutine[None, None, Plain]:
        """State in, update out."""
        ...


async def plan(state: PanelState, runtime: PanelRuntime) -> Plain:
    """Draw the onsite from what was asked for."""
    asked = {key: state[key] for key in OnsiteRequest.model_fields if key in state}  # type: ignore[literal-required]
    drawn = plan_onsite(OnsiteRequest.model_validate(asked), await _bank(_context(runtime)))
    return {"plan": drawn.model_dump(mode="json"), "cursor": {"round": 0, "move": ""}}


def interviewer(kind: RoundKind) -> Node:
    """The node that holds one kind of round, a turn at a time."""

    async def hold(state: PanelState, runtime: PanelRuntime) -> Plain:
        drawn, planned = _now(state)
        book = _book(state, runtime)
        transcript = await book.transcript(kind)
        turn = _said_already(transcript)
        if turn is None:
            transcript = await _tested(transcript, book, runtime)
            work = f"interviewer/{transcript.next_id()}"
            async with _named(work, book, runtime, "interview.turn", round=kind.value) as span:
                turn = await _speak(drawn, planned, transcript, runtime)
                span.quote({"interview.answer": _last_words(transcript), "interview.question": turn.text})
        await book.write(turn)
        move = turn.direction.move.value if turn.direction else ""
        return {**book.added, "cursor": {"round": state["cursor"]["round"], "move": move}}

    return hold


async def candidate(state: PanelState, runtime: PanelRuntime) -> Plain:
    """Wait for the answer. Nothing here may have an effect before the interrupt."""
    drawn, planned = _now(state)
    book = _book(state, runtime)
    transcript = await book.transcript(planned.kind)
    if _said_already(transcript) is None:
        return {}  # the answer is in the ledger already
    bank = await _bank(_context(runtime))
    given = interrupt(question_payload(drawn, planned, transcript, bank), response_schema=AnswerForm)
    if given.to and given.to != transcript.turns[-1].id:
        return {}
    await book.write(given.as_turn(transcript))
    return book.added


async def close_round(state: PanelState, runtime: PanelRuntime) -> Plain:  # noqa: ARG001 - a node's signature
    """Move the cursor to the next round."""
    return {"cursor": {"round": state["cursor"]["round"] + 1, "move": ""}}


async def scorecard(state: PanelState, runtime: PanelRuntime) -> Plain:
    """Write and seal the scorecard of the round just closed, from that round alone."""
    drawn = OnsitePlan.model_validate(state["plan"])
    planned = drawn.rounds[state["cursor"]["round"] - 1]
    kind = planned.kind
    context, book = _context(runtime), _book(state, runtime)
    bank = await _bank(context)

    async def write() -> Scorecard:
        person = bank.people[planned.interviewer]
        transcript = await book.transcript(kind)
        hidden, session = drawn.candidate.identity(), _session_id(runtime)
        async with _named(f"scorecard/{kind}", book, runtime, "interview.scorecard", round=kind.value):
            mind = await _mind(context, drawn)
            return await score_round(transcript, bank, mind, person, hidden, session)

    sealed = await book.once(f"scorecard/{kind}", Scorecard, write)
    runtime.stream_writer({"type": "sealed", "round": kind.value})
    return {**book.added, "scorecards": {kind.value: sealed.model_dump(mode="json")}}


async def committee(state: PanelState, runtime: PanelRuntime) -> Plain:
    """Read everything, decide, and hand the whole onsite out."""
    drawn = OnsitePlan.model_validate(state["plan"])
    context, book = _context(runtime), _book(state, runtime)
    transcripts = tuple([await book.transcript(planned.kind) for planned in drawn.rounds])
    cards = tuple(Scorecard.model_validate(state["scorecards"][part.kind]) for part in drawn.rounds)
    packet = Packet(
        role=drawn.role,
        company=drawn.company,
        transcripts=transcripts,
        scorecards=cards,
        session=_session_id(runtime),
        chair=drawn.chair,
        length=drawn.length,
        coached=drawn.coach,
    )

    async def write() -> Debrief:
        async with _named("committee", book, runtime, "interview.committee"):
            mind, bank = await _mind(context, drawn), await _bank(context)
            written = await deliberate(packet, bank, mind, identity=drawn.candidate.identity())
            return written.about(())  # the turns are stored already

    sealed = await book.once(DEBRIEF, Debrief, write)
    debrief = sealed.about(transcripts).billed(await book.spent())
    if runtime.store is not None:
        brief = {"decision": debrief.decision.value, "flags": list(debrief.found())}
        await runtime.store.aput(("interview_panel", "debriefs"), _session_id(runtime), brief)
    return {
        **book.added,
        "transcripts": [transcript.model_dump(mode="json") for transcript in transcripts],
        "debrief": debrief.model_dump(mode="json"),
    }


@asynccontextmanager
async def _named(
    work: str, book: Book, runtime: PanelRuntime, span: str, **fields: str
) -> AsyncIterator[Span]:
    """One piece of a mind's work: charged to the session, and known to logs and traces."""
    with working(span, session=_session_id(runtime), work=work, **fields) as traced:
        async with billed(book, work, runtime.stream_writer):
            yield traced
        log.info("%s is done", work)


async def _tested(transcript: Transcript, book: Book, runtime: PanelRuntime) -> Transcript:
    """The round with how code just handed in does against all its tests, where it can be run."""
    answer = transcript.turns[-1] if transcript.turns else None
    if answer is None or not answer.code or answer.submitted:
        return transcript
    context = _context(runtime)
    question = (await _bank(context)).questions[record_of(transcript).current]
    sandbox = await context.the_sandbox() if question.coding else None
    if sandbox is None or question.coding is None:
        return transcript
    run = await sandbox.run(question.coding, question.id, answer.code, submitted=True)
    await book.keep_run(answer.id, run)
    runtime.stream_writer({"type": "run", "turn_id": answer.id, "passed": run.passed, "total": run.total})
    return transcript.with_runs({answer.id: (*answer.runs, run)})


async def _speak(
    drawn: OnsitePlan, planned: PlannedRound, transcript: Transcript, runtime: PanelRuntime
) -> Turn:
    context = _context(runtime)
    bank = await _bank(context)
    direction = direct(planned, transcript, bank, await _signals())
    asked = dict.fromkeys(turn.direction.question_id for turn in transcript.questions() if turn.direction)
    view = AskView(
        persona=bank.people[planned.interviewer],
        question=bank.questions[direction.question_id],
        transcript=transcript.without_delivery(),
        minutes=planned.minutes,
        candidate_name=drawn.candidate.name,
        resume=drawn.candidate.resume,
        job_description=drawn.candidate.job_description,
        seed=drawn.seed,
        session=_session_id(runtime),
        earlier=tuple(bank.questions[name] for name in asked if name != direction.question_id),
        rubric=bank.rubric(planned.kind),
        focus=bank.round(planned.kind).focus,
    )

    def hear(piece: str) -> None:
        if isinstance(piece, Withdrawn):
            runtime.stream_writer({"type": "withdrawn", "turn_id": transcript.next_id()})
        runtime.stream_writer({"type": "piece", "turn_id": transcript.next_id(), "text": str(piece)})

    return await next_turn(view, direction, await _mind(context, drawn), hear)


def _said_already(transcript: Transcript) -> Turn | None:
    """The interviewer's turn that stands at the end, said before this node ran again."""
    last = transcript.turns[-1] if transcript.turns else None
    return last if last is not None and not last.by_candidate else None


def _last_words(transcript: Transcript) -> str:
    return transcript.turns[-1].text if transcript.turns else ""


def _now(state: PanelState) -> tuple[OnsitePlan, PlannedRound]:
    drawn = OnsitePlan.model_validate(state["plan"])
    return drawn, drawn.rounds[state["cursor"]["round"]]


def _context(runtime: PanelRuntime) -> PanelContext:
    given: PanelContext | None = runtime.context  # typed as always there; absent when the caller gave none
    return given or PanelContext()


async def _bank(context: PanelContext) -> Bank:
    """What is asked from, read beside the loop: the first time takes a fifth of a second."""
    given: Bank | None = context.bank
    return given if given is not None else await asyncio.to_thread(context.the_bank)


async def _mind(context: PanelContext, drawn: OnsitePlan) -> Mind:
    """Who thinks in this onsite, made beside the loop: the first one reads files and imports a client."""
    given: Mind | None = context.mind
    return given if given is not None else await asyncio.to_thread(context.the_mind, drawn.models)


async def _signals() -> Signals:
    """The readers that tell what need not be asked for: read beside the loop, the first time."""
    read_already = load_signals.cache_info().currsize
    return load_signals() if read_already else await asyncio.to_thread(load_signals)


def _book(state: PanelState, runtime: PanelRuntime) -> Book:
    ledger = _context(runtime).ledger
    return LedgerBook(ledger, _session_id(runtime)) if ledger else StateBook(state)


def _session_id(runtime: PanelRuntime) -> str:
    info = runtime.execution_info
    return (info.thread_id if info else None) or ""
