"""What training and measuring print."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from interview_evals.readers.bank_check import BankCheck
from interview_evals.readers.measures import Measured

if TYPE_CHECKING:  # at run time it would load scikit-learn
    from interview_evals.readers.curve import Point
    from interview_evals.readers.training import Trained


def training_table(trained: "Trained") -> Table:
    """A row a flag: figures on held-out questions, then on held-out authors."""
    figures = ("AUC own", "AUC", "kappa", "prec.", "recall")
    table = _table("Held-out questions | held-out authors", "flag", "reads", "n", *figures, *figures, "rules")
    for side, readers in trained.signals.readers.items():
        tested = trained.tested[side]
        for flag, reader in readers.items():
            views = (tested[flag].by_question, tested[flag].by_author)
            found = [text for view in views for text in _figures(view)]
            table.add_row(flag, side, str(reader.snippets), *found, "hints" if reader.hints else "")
        ways = ([each.by_question for each in tested.values()], [each.by_author for each in tested.values()])
        means = [text for way in ways for text in _means(way)]
        total = sum(reader.snippets for reader in readers.values())
        table.add_section()
        table.add_row("mean", side, str(total), *means, "")
        table.add_section()
    return table


def curve_table(points: "Sequence[Point]", half: str) -> Table:
    """A row a share of the snippets."""
    table = _table(
        f"Learning curve, {half} half", "share", "snippets", "precision", "recall", "kappa", "elsewhere"
    )
    for point in points:
        counts = point.counts
        shares = (counts.precision, counts.recall, counts.kappa)
        figures = ["n/a" if figure is None else f"{figure:.2f}" for figure in shares]
        table.add_row(f"{point.share:.3f}", f"{point.snippets:,}", *figures, str(point.elsewhere))
    return table


def bank_table(checks: Sequence[BankCheck]) -> Table:
    """A row a flag: the bank's strong speech, then the flag's own examples."""
    table = _table(
        "On the bank's own speech",
        *("flag", "kind", "strong: read as the flag", "against it: read as that"),
        *("looks like: read as the flag", "does not: read as the flag"),
    )
    for check in checks:
        rates = (check.accused, check.cleared, check.looks_like, check.does_not_look_like)
        table.add_row(check.flag, check.kind, *(f"{rate.yes}/{rate.texts}" for rate in rates))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, box=None, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number < 2 else "right", no_wrap=number == 0)  # noqa: PLR2004
    return table


def _figures(measured: Measured) -> list[str]:
    return [f"{value:.2f}" for value in measured.model_dump().values()]


def _means(rows: Sequence[Measured]) -> list[str]:
    names = Measured.model_fields
    return [f"{sum(getattr(row, name) for row in rows) / len(rows):.2f}" for name in names]
