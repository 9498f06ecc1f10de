"""``interview-panel eval report``: the reports of stored runs again."""

from pathlib import Path
from typing import Annotated

import typer

from interview_evals.comparing.baseline import BASELINES, baseline_for
from interview_evals.comparing.comparison import Comparison
from interview_evals.reports.writing import write_reports
from interview_evals.showing import out
from interview_evals.suites.command import LATEST, BaselinesOption, usage_told
from interview_evals.suites.runs import read_runs


def report(
    path: Annotated[Path, typer.Argument(help="A run, or a folder of runs.")] = LATEST,
    baselines: BaselinesOption = BASELINES,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for them; beside the runs if left out.")
    ] = None,
) -> None:
    """Write report.html, summary.md and junit.xml of stored runs."""
    with usage_told():
        runs = read_runs(path)
        folder = output or (path if path.is_dir() else path.parent)
        write_reports(runs, [Comparison.of(each, baseline_for(each, baselines)) for each in runs], folder)
    for name in ("report.html", "summary.md", "junit.xml"):
        out.print(str(folder / name), markup=False, soft_wrap=True)
