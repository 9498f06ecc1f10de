"""``interview-panel eval run``, ``score`` and ``list``: suites, offline, beside their baselines."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from interview_evals.comparing.baseline import BASELINES, baseline_for
from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.verdicts import NO_CASES, USAGE, exit_code
from interview_evals.errors import CorpusError
from interview_evals.judge.command import mind_named
from interview_evals.reports.console import show
from interview_evals.reports.writing import write_reports
from interview_evals.showing import out, table
from interview_evals.suites.minds import Thinking, plans_of
from interview_evals.suites.running import Job, run_offline, run_suite
from interview_evals.suites.runs import RUNS, Run, read_runs
from interview_evals.suites.suite import SUITES, Suite, read_suites
from interview_panel.commands.model_options import ApiKeyOption, BaseUrlOption
from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_personas import InterviewError

LATEST = RUNS / "latest"
errors = Console(stderr=True, highlight=False, soft_wrap=True)
SuitesOption = Annotated[Path, typer.Option("--suites", help="Folder of suites, *.toml.")]
BaselinesOption = Annotated[Path, typer.Option("--baselines", help="Folder of committed baselines.")]
RunsOption = Annotated[Path, typer.Option("--output", "-o", help="Folder for runs and reports.")]
PromptsOption = Annotated[
    Path | None, typer.Option("--prompts", help="Folder of prompts to try instead of the shipped ones.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit 1 when inconclusive, too.")]
NamesArgument = Annotated[list[str] | None, typer.Argument(help="Suites; all of them when left out.")]


@contextmanager
def usage_told() -> Iterator[None]:
    """What cannot be read or set up is exit 2: 1 says that something was measured and got worse."""
    try:
        yield
    except InterviewError as error:
        errors.print(str(error), style="red", markup=False)
        raise typer.Exit(USAGE) from error


def run(
    names: NamesArgument = None,
    mind: Annotated[
        str, typer.Option("--mind", help="One mind of the suites', or a model to ask: openai:NAME.")
    ] = "",
    part: Annotated[str, typer.Option("--filter", "-k", help="Only cases with this in their id.")] = "",
    at_once: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = min(
        2, os.cpu_count() or 1
    ),
    prompts: PromptsOption = None,
    suites: SuitesOption = SUITES,
    baselines: BaselinesOption = BASELINES,
    output: RunsOption = LATEST,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    bank: BankOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Run suites and compare each with its committed baseline; nothing is asked that was not recorded.

    Leaves runs, report.html, summary.md and junit.xml in the output folder. Exit 0 nothing got worse,
    1 a measured regression, 2 wrong use, 3 not measured, 5 no cases.
    """
    with usage_told():
        jobs = [job._replace(prompts=prompts) for job in jobs_of(chosen(suites, names), mind, suites, part)]
        if prompts and ":" in mind:
            raise CorpusError(["--prompts is read for recorded minds only: leave it out, or record"])
        if ":" in mind:
            asked = bank_at(bank)
            thinking = Thinking(mind_named(mind, asked, base_url, api_key))
            runs = [asyncio.run(run_suite(job, thinking, asked)) for job in jobs]
        else:
            runs = run_offline(jobs, bank, at_once)
            if not names and not part:
                _list_used(runs, output)
        some = [each for each in runs if each.held or not part]
        conclude(some, baselines, output, as_json=as_json, strict=strict)


def score(
    path: Annotated[Path, typer.Argument(help="A run, or a folder of runs.")] = LATEST,
    suites: SuitesOption = SUITES,
    baselines: BaselinesOption = BASELINES,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    bank: BankOption = None,
) -> None:
    """Check stored runs again, as the checks and suites are now, and write them back. No mind is asked."""
    with usage_told():
        asked, now = bank_at(bank), read_suites(suites)
        runs = [each.scored(asked, now.get(each.suite.id)) for each in read_runs(path)]
        folder = path if path.is_dir() else path.parent
        conclude(runs, baselines, folder, as_json=as_json, strict=strict)


def list_suites(suites: SuitesOption = SUITES, baselines: BaselinesOption = BASELINES) -> None:
    """List the suites, their minds, and which of them have a baseline."""
    with usage_told():
        shown_in = table("suite", "mind", "asked by", "baseline", "what", left=range(5))
        for suite in read_suites(suites).values():
            for plan in suite.minds:
                kept = "yes" if (baselines / f"{suite.id}.{plan.id}.json").is_file() else "no"
                source = "recordings" if plan.recordings else plan.model
                shown_in.add_row(suite.id, plan.id, source, kept, suite.title)
        out.print(shown_in)


def _list_used(runs: Sequence[Run], folder: Path) -> None:
    """What a whole run played of each mind's recordings, for ``cassettes prune``."""
    folder.mkdir(parents=True, exist_ok=True)
    for mind in {each.mind for each in runs if each.used}:
        used = sorted({name for each in runs if each.mind == mind for name in each.used})
        (folder / f"{mind}.used.txt").write_text("".join(f"{name}\n" for name in used), "utf-8")


def chosen(folder: Path, names: Sequence[str] | None) -> list[Suite]:
    """The suites of a folder that go by these names; all of them without names.

    Raises:
        CorpusError: there is none of a name.
    """
    every = read_suites(folder)
    unknown = [name for name in names or () if name not in every]
    if unknown:
        raise CorpusError([f"there is no suite {unknown[0]!r}: choose from {', '.join(every)}"])
    return [every[name] for name in names or every]


def jobs_of(suites: Sequence[Suite], mind: str, home: Path, part: str) -> list[Job]:
    """What to run: each suite with each of its minds that goes by that name.

    Raises:
        CorpusError: no suite has such a mind.
    """
    jobs = [Job(suite, plan, home, part) for suite in suites for plan in plans_of(suite, mind)]
    if not jobs:
        known = sorted({plan.id for suite in suites for plan in suite.minds})
        raise CorpusError([f"no suite has a mind {mind!r}: choose from {', '.join(known)}, or openai:NAME"])
    return jobs


def conclude(runs: Sequence[Run], baselines: Path, folder: Path, *, as_json: bool, strict: bool) -> None:
    """Write runs and reports, show them beside their baselines, and exit as the verdicts say."""
    if not any(each.held for each in runs):
        errors.print("There are no such cases.")
        raise typer.Exit(NO_CASES)
    compared = [Comparison.of(each, baseline_for(each, baselines)) for each in runs]
    for each in runs:
        each.write(folder)
        for miss in each.misses:
            errors.print(miss, markup=False)
    write_reports(runs, compared, folder)
    show(compared, as_json=as_json)
    if code := exit_code([each.verdict for each in compared], strict=strict):
        raise typer.Exit(code)
