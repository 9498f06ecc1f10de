"""What commands print of comparisons."""

from collections.abc import Sequence

import typer
from rich.table import Table

from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.pairs import Moved
from interview_evals.reports.summary import headline, seen_from
from interview_evals.reports.words import signed
from interview_evals.showing import number, out, table

SHOWN = 10


def show(compared: Sequence[Comparison], *, as_json: bool) -> None:
    """Print comparisons: a row each, why, and the first cases that moved."""
    if as_json:
        for each in compared:
            typer.echo(each.model_dump_json())
        return
    out.print(comparison_table(compared))
    for each in compared:
        told = f"{each.id}: {each.verdict}, {each.because}; {seen_from(each)}."
        out.print(told, markup=False, soft_wrap=True)
        for title, moved in (
            ("broke", each.invariants),
            ("regressed", each.regressed),
            ("fixed", each.fixed),
        ):
            _list(title, moved)
    out.print(headline(compared), style="bold", markup=False)


def comparison_table(compared: Sequence[Comparison]) -> Table:
    """A row a suite and mind."""
    columns = ("suite", "verdict", "cases", "baseline", "now", "change", "worse", "better", "p")
    shown_in = table(*columns, left=(0, 1))
    for each in compared:
        figures = (str(each.cases), number(each.before, 3), number(each.now, 3), signed(each.change))
        shown_in.add_row(each.id, each.verdict, *figures, str(each.worse), str(each.better), f"{each.p:.3f}")
    return shown_in


def _list(title: str, moved: Sequence[Moved]) -> None:
    for each in moved[:SHOWN]:
        told = " ".join(f"{each.before} -> {each.now}".split())
        out.print(f"  {title}: {each.case} {each.name}: {told}", markup=False, soft_wrap=True)
    if len(moved) > SHOWN:
        out.print(f"  {title}: {len(moved) - SHOWN} more, see report.html")
