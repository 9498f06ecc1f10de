"""``interview-panel eval compare`` and ``eval baseline promote``."""

from pathlib import Path
from typing import Annotated

import typer

from interview_evals.comparing.baseline import BASELINES, baseline_for, promote
from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.verdicts import exit_code
from interview_evals.errors import CorpusError
from interview_evals.reports.console import show
from interview_evals.showing import out
from interview_evals.suites.command import LATEST, BaselinesOption, StrictOption, usage_told
from interview_evals.suites.runs import read_runs
from interview_panel.commands.options import JsonOption

baseline = typer.Typer(help="What runs are measured by.", no_args_is_help=True)


def compare(
    before: Annotated[Path, typer.Argument(help="A run or a folder of runs, or a folder of baselines.")],
    after: Annotated[Path, typer.Argument(help="A run or a folder of runs.")] = LATEST,
    as_json: JsonOption = False,
    strict: StrictOption = False,
) -> None:
    """Compare two runs, or runs with baselines, and name the cases that moved. Exits as ``run`` does."""
    with usage_told():
        compared = [Comparison.of(run, baseline_for(run, before)) for run in read_runs(after)]
    show(compared, as_json=as_json)
    if code := exit_code([each.verdict for each in compared], strict=strict):
        raise typer.Exit(code)


@baseline.command("promote")
def promote_baseline(
    names: Annotated[list[str] | None, typer.Argument(help="Suites; all of the runs when left out.")] = None,
    runs: Annotated[Path, typer.Option("--run", help="A run, or a folder of runs.")] = LATEST,
    baselines: BaselinesOption = BASELINES,
) -> None:
    """Make runs the baselines that the next ones are compared with; commit them with what changed them."""
    with usage_told():
        wanted = [run for run in read_runs(runs) if not names or run.suite.id in names]
        if not wanted:
            raise CorpusError([f"{runs}: holds no run of {', '.join(names or ())}"])
        for run in wanted:
            out.print(str(promote(run, baselines)), markup=False, soft_wrap=True)
