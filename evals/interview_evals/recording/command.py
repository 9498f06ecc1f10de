"""``interview-panel eval record``: ask a model what a suite needs to know, and keep its answers."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

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
from interview_evals.suites.running import run_suite
from interview_evals.suites.runs import Run
from interview_evals.suites.suite import SUITES
from interview_panel.commands.model_options import ApiKeyOption, BaseUrlOption
from interview_panel.commands.options import BankOption, JsonOption, bank_at

if TYPE_CHECKING:
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
    from interview_evals.cassettes.tape import Mode  # noqa: PLC0415 - the client takes a second
    from interview_evals.recording.asking import recorder_for  # noqa: PLC0415

    with usage_told():
        if missing + every + verify > 1:
            raise CorpusError(["--missing, --all and --verify: choose one"])
        jobs = [job for job in jobs_of(chosen(suites, names), mind, suites, part) if job.plan.recordings]
        if not jobs:
            raise CorpusError(["none of these minds is recorded: name one with --mind, see `eval list`"])
        asked, runs, played = bank_at(bank), list[Run](), list["Played"]()
        mode = Mode.ALL if every else Mode.VERIFY if verify else Mode.MISSING
        for job in jobs:
            plan = job.plan.model_copy(update={"model": model or job.plan.model})
            found = recorder_for(plan, job.home, mode, prompts=prompts, base_url=base_url, api_key=api_key)
            runs.append(asyncio.run(run_suite(job, on_tape(job.suite, found, prompts), asked)))
            played += found.tape.played
        told = _told(played)
        if verify and told["drifted"]:
            raise typer.Exit(REGRESSED)
        conclude(runs, baselines, output, as_json=as_json, strict=False)


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
