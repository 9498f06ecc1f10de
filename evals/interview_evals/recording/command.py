"""``interview-panel eval record``: ask a model what a suite needs to know, and keep its answers."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.model_mind.prompts import load_prompts
from interview_evals.comparing.baseline import BASELINES
from interview_evals.comparing.verdicts import REGRESSED
from interview_evals.errors import CorpusError
from interview_evals.suites.command import (
    LATEST,
    BaselinesOption,
    NamesArgument,
    PromptsOption,
    RunsOption,
    SuitesOption,
    chosen,
    conclude,
    errors,
    jobs_of,
    usage_told,
)
from interview_evals.suites.minds import on_tape
from interview_evals.suites.running import Job, run_suite
from interview_evals.suites.runs import Run
from interview_evals.suites.suite import SUITES
from interview_panel.commands.model_options import (
    ApiKeyOption,
    BaseUrlOption,
    context_for,
    names_with,
    refuse_what_cannot_work,
)
from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_personas import Bank

if TYPE_CHECKING:
    from interview_evals.cassettes.minds import RecordedMind
    from interview_evals.cassettes.tape import Played


def record(
    names: NamesArgument = None,
    mind: Annotated[str, typer.Option("--mind", help="One mind of the suites'.")] = "",
    model: Annotated[
        str, typer.Option("--model", help="Ask this one instead of what the suite names, as openai:NAME.")
    ] = "",
    part: Annotated[str, typer.Option("--filter", "-k", help="Only cases with this in their id.")] = "",
    missing: Annotated[
        bool, typer.Option("--missing", help="Only what is not recorded; the default.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Everything again.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Write nothing; exit 1 if an answer is another now.")
    ] = False,
    prompts: PromptsOption = None,
    suites: SuitesOption = SUITES,
    baselines: BaselinesOption = BASELINES,
    output: RunsOption = LATEST,
    as_json: JsonOption = False,
    bank: BankOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Ask models what is not recorded yet, keep the answers, and compare with the baseline as `run` does."""
    with usage_told():
        if missing + every + verify > 1:
            raise CorpusError(["--missing, --all and --verify: choose one"])
        mode = "all" if every else "verify" if verify else "missing"
        jobs = [job for job in jobs_of(chosen(suites, names), mind, suites, part) if job.plan.recordings]
        if not jobs:
            raise CorpusError(["none of these minds is recorded: name one with --mind, see `eval list`"])
        asked, runs, played = bank_at(bank), list[Run](), list["Played"]()
        for job in (each._replace(prompts=prompts) for each in jobs):
            specs = _specs(model or job.plan.model, asked, base_url, api_key)
            found = _recorder(job, mode, specs)
            runs.append(asyncio.run(run_suite(job, on_tape(job.suite, found, prompts), asked)))
            played += found.tape.played
        told = _told(played)
        if verify and told["drifted"]:
            raise typer.Exit(REGRESSED)
        conclude(runs, baselines, output, as_json=as_json, strict=False)


def _recorder(job: Job, mode: str, specs: Mapping[Role, ModelSpec]) -> "RecordedMind":
    from interview_evals.cassettes.minds import recorded_mind  # noqa: PLC0415 - the client takes a second
    from interview_evals.cassettes.tape import Mode  # noqa: PLC0415

    return recorded_mind(
        job.home / job.plan.recordings,
        Mode(mode),
        specs=specs,
        about=job.plan.about,
        prompts=load_prompts(job.prompts) if job.prompts else None,
    )


def _specs(model: str, bank: Bank, base_url: str | None, api_key: str | None) -> Mapping[Role, ModelSpec]:
    names = names_with(model=model, base_url=base_url, api_key=api_key)
    context = context_for(names, bank, base_url, api_key)
    refuse_what_cannot_work(names, context)
    return context.the_models(names)


def _told(played: Sequence["Played"]) -> Counter[str]:
    """Say what came of the requests, and which answers were not kept and why."""
    counts = Counter(each.verdict.value for each in played)
    errors.print(
        ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())) or "nothing asked"
    )
    for each in played:
        if each.why:
            errors.print(f"not kept: {each.case} {each.call}: {each.why}", markup=False)
        elif each.verdict == "drifted":
            errors.print(f"another answer now: {each.case} {each.call}", markup=False)
    return counts
