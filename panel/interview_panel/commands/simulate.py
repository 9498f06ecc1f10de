"""``interview-panel simulate``: whole onsites by simulated candidates, offline."""

import asyncio
import json
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from interview_agents.debrief import Debrief
from interview_agents.rehearsal import CandidatePlayer
from interview_panel.archive import memory_archive
from interview_panel.commands.options import (
    BankOption,
    CompanyOption,
    JsonOption,
    LengthOption,
    RoundOption,
    SeedOption,
    bank_at,
    context_for,
)
from interview_panel.context import PanelContext
from interview_panel.errors import PanelError, RequestError
from interview_panel.plan import Applicant, OnsiteRequest
from interview_panel.report import markdown
from interview_panel.session import Session
from interview_personas import Bank, CandidateSpec, Length

errors = Console(stderr=True)


def simulate(
    candidate: Annotated[
        str | None, typer.Option("--candidate", help="Who; each of them once if left out.")
    ] = None,
    length: LengthOption = Length.SHORT,
    n: Annotated[int, typer.Option("--n", min=1, help="Onsites a candidate, each with the next seed.")] = 1,
    as_json: JsonOption = False,
    company: CompanyOption = "generic",
    rounds: RoundOption = None,
    seed: SeedOption = 0,
    bank: BankOption = None,
) -> None:
    """Hold whole onsites with simulated candidates and print their debriefs.

    With --json one object a line: candidate, planted, found (flags ruled present), votes,
    decision, turns, seconds, debrief.
    """
    asked = bank_at(bank)
    jobs = [(spec, seed + i) for spec in _wanted(asked, candidate) for i in range(n)]
    context = context_for(asked)
    for spec, number in track(jobs, description="Onsites", console=errors, disable=not errors.is_terminal):
        request = OnsiteRequest(
            candidate=Applicant(name=spec.name, school=spec.school),
            role=spec.role,
            company=company,
            length=length,
            rounds=tuple(rounds or ()),
            seed=number,
        )
        debrief = asyncio.run(play(spec, request, context))
        typer.echo(json.dumps(_result(spec, debrief)) if as_json else markdown(debrief, asked))


async def play(spec: CandidateSpec, request: OnsiteRequest, context: PanelContext) -> Debrief:
    """One whole onsite with a simulated candidate, in memory.

    Raises:
        PanelError: when the onsite was paused by an error.
    """
    session = await Session.start(request, memory_archive(), context)
    player = CandidatePlayer(spec, context.the_bank(), request.seed)
    standing = await session.advance()
    while standing.question is not None:
        held = {transcript.round: transcript for transcript in await session.transcripts()}
        await session.answer(player.reply(held[standing.question.round]))
        standing = await session.advance()
    if standing.debrief is None:
        raise PanelError(f"the onsite of {spec.id} stopped: {standing.problem}")
    return standing.debrief


def _wanted(bank: Bank, name: str | None) -> Iterator[CandidateSpec]:
    if name is None:
        yield from bank.candidates.values()
    elif name in bank.candidates:
        yield bank.candidates[name]
    else:
        raise RequestError(f"there is no candidate {name!r}: choose one of {', '.join(bank.candidates)}")


def _result(spec: CandidateSpec, debrief: Debrief) -> dict[str, object]:
    return {
        "candidate": spec.id,
        "planted": sorted({*(plan.flag for plan in spec.planted), *spec.omits}),
        "found": list(debrief.found()),
        "votes": {kind.value: vote.value for kind, vote in debrief.votes.items()},
        "decision": debrief.decision.value,
        "turns": sum(len(transcript.turns) for transcript in debrief.transcripts),
        "seconds": debrief.seconds,
        "debrief": debrief.model_dump(mode="json"),
    }
