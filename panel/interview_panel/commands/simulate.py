"""``interview-panel simulate``: whole onsites by simulated candidates, offline unless models are named."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from interview_agents.calls.spending import metered
from interview_agents.debrief import Debrief
from interview_panel.archive import memory_archive
from interview_panel.commands.costs import expectation, used
from interview_panel.commands.model_options import (
    ApiKeyOption,
    BaseUrlOption,
    CandidateModelOption,
    JudgeModelOption,
    ModelOption,
    ScorerModelOption,
    context_for,
    names_with,
    refuse_what_cannot_work,
)
from interview_panel.commands.options import (
    BankOption,
    CompanyOption,
    JsonOption,
    LengthOption,
    RoundOption,
    SeedOption,
    bank_at,
)
from interview_panel.commands.papers import JobOption, ResumeOption, unread, with_papers
from interview_panel.commands.players import models_of, reply_of
from interview_panel.context import PanelContext
from interview_panel.errors import PanelError, RequestError
from interview_panel.plan import Applicant, OnsiteRequest, plan_onsite
from interview_panel.report import markdown
from interview_panel.session import Session
from interview_personas import Bank, CandidateSpec, InterviewError, Length

Job = tuple[CandidateSpec, OnsiteRequest]
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def simulate(
    candidate: Annotated[
        str | None, typer.Option("--candidate", help="Who; each of them once if left out.")
    ] = None,
    length: LengthOption = Length.SHORT,
    n: Annotated[int, typer.Option("--n", min=1, help="Onsites a candidate, each with the next seed.")] = 1,
    as_json: JsonOption = False,
    company: CompanyOption = "generic",
    rounds: RoundOption = None,
    resume: ResumeOption = None,
    job: JobOption = None,
    seed: SeedOption = 0,
    bank: BankOption = None,
    model: ModelOption = None,
    scorer_model: ScorerModelOption = None,
    judge_model: JudgeModelOption = None,
    candidate_model: CandidateModelOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Hold whole onsites with simulated candidates and print their debriefs.

    With --json one object a line: candidate, planted, found (flags ruled present), votes,
    decision, turns, seconds, debrief. An onsite that a model breaks off has no result: stderr
    names it, the others are held, and the exit code is 1.
    """
    names = names_with(
        model=model,
        scorer_model=scorer_model,
        judge_model=judge_model,
        candidate_model=candidate_model,
        base_url=base_url,
        api_key=api_key,
    )
    asked = bank_at(bank)
    context = context_for(names, asked, base_url, api_key)
    refuse_what_cannot_work(names, context)
    applicant = with_papers(Applicant(), resume, job)
    wanted = OnsiteRequest(
        candidate=applicant, company=company, length=length, rounds=tuple(rounds or ()), models=names
    )
    jobs = [_job(spec, wanted, seed + i) for spec in _wanted(asked, candidate) for i in range(n)]
    _say(unread(applicant, names))
    _say(_expected(jobs, context))
    with metered() as meter:
        failed = asyncio.run(_hold(jobs, context, as_json=as_json))
    _say(used(meter.spending))
    if failed:
        raise typer.Exit(1)


async def play(spec: CandidateSpec, request: OnsiteRequest, context: PanelContext) -> Debrief:
    """One whole onsite with a simulated candidate, in memory.

    Raises:
        PanelError: when the onsite was paused by an error.
        MindError: when the model that plays the candidate could not answer.
    """
    session = await Session.start(request, memory_archive(), context)
    reply = reply_of(spec, request, context, session.id)
    standing = await session.advance()
    while standing.question is not None:
        held = {transcript.round: transcript for transcript in await session.transcripts()}
        await session.answer(await reply(held[standing.question.round]))
        standing = await session.advance()
    if standing.debrief is None:
        raise PanelError(f"the onsite of {spec.id} stopped: {standing.problem}")
    return standing.debrief


async def _hold(jobs: Sequence[Job], context: PanelContext, *, as_json: bool) -> int:
    """Hold them one after another and print each; gives how many have no result."""
    failed = 0
    for spec, request in track(jobs, description="Onsites", console=errors, disable=not errors.is_terminal):
        try:
            debrief = await play(spec, request, context)
        except InterviewError as error:
            failed += 1
            _say(f"No result for {spec.id}, seed {request.seed}: {error}")
        else:
            result = json.dumps(_result(spec, debrief)) if as_json else markdown(debrief, context.the_bank())
            typer.echo(result)
    return failed


def _expected(jobs: Sequence[Job], context: PanelContext) -> str:
    bank = context.the_bank()
    held = [(plan_onsite(request, bank), models_of(spec, request, context)) for spec, request in jobs]
    return expectation(held, context.the_prices())


def _say(text: str) -> None:
    """Beside the results, so that those can be piped on."""
    if text:
        errors.print(text, markup=False)


def _job(spec: CandidateSpec, wanted: OnsiteRequest, seed: int) -> Job:
    person = wanted.candidate.model_copy(update={"name": spec.name, "school": spec.school})
    return spec, wanted.model_copy(update={"candidate": person, "role": spec.role, "seed": seed})


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
