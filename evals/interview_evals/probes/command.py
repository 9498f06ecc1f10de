"""``interview-panel eval probes``: whether interviewers ask for what an answer left out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from interview_evals.comparing.verdicts import NO_CASES
from interview_evals.judge.command import HalfOption
from interview_evals.judge.statistics import Confusion
from interview_evals.probes.answers import COVERAGE, read_covered
from interview_evals.probes.figures import ProbeFigures
from interview_evals.showing import number, out, table
from interview_panel.commands.options import BankOption, JsonOption, bank_at


def probes(
    half: HalfOption = "dev",
    answers: Annotated[
        Path, typer.Option("--answers", help="Folder of labelled answers, *.jsonl.")
    ] = COVERAGE,
    as_json: JsonOption = False,
    bank: BankOption = None,
) -> None:
    """Measure whether interviewers probe for points that an answer did not cover.

    The answers are to the bank's own questions, and two readers ticked off the points of each.
    """
    labelled = read_covered(answers, half)
    if not labelled:
        raise typer.Exit(NO_CASES)
    figures = ProbeFigures.of(labelled, bank_at(bank), half)
    if as_json:
        typer.echo(figures.model_dump_json(indent=2))
        return
    share = figures.right / figures.probes if figures.probes else 0.0
    within = f" ({figures.interval.low:.2f}-{figures.interval.high:.2f})" if figures.interval else ""
    out.print(f"{figures.answers} answers, {half}: {figures.right} of {figures.probes} probes go for a point")
    out.print(
        f"that was not covered, {share:.2f}{within}; for any point it would be {figures.by_chance:.2f}."
    )
    out.print(points_table(figures))


def points_table(figures: ProbeFigures) -> Table:
    """How points are told covered or not, against the two readers."""
    shown_in = table("points told by", "n", "precision", "recall", "kappa")
    for name, counts in (("cues", figures.cues), ("likelihood", figures.likely)):
        shown_in.add_row(name, *_row(counts))
    return shown_in


def _row(counts: Confusion) -> list[str]:
    shares = (counts.precision, counts.recall, counts.kappa)
    return [str(counts.total), *map(number, shares)]
