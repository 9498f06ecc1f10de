"""What training and measuring print."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from interview_evals.readers.bank_check import BankCheck
from interview_evals.readers.measures import Measured
from interview_evals.showing import number, table

if TYPE_CHECKING:  # at run time it would load scikit-learn
    from interview_evals.readers.curve import Point
    from interview_evals.readers.training import Trained


def training_table(trained: "Trained") -> Table:
    """A row a flag: figures on held-out questions, then on held-out authors."""
    figures = ("AUC own", "AUC", "kappa", "prec.", "recall")
    columns = ("flag", "reads", "n", *figures, *figures, "rules")
    shown_in = table(*columns, title="Held-out questions | held-out authors", left=(0, 1))
    for side, readers in trained.signals.readers.items():
        tested = trained.tested[side]
        for flag, reader in readers.items():
            views = (tested[flag].by_question, tested[flag].by_author)
            found = [text for view in views for text in _figures(view)]
            shown_in.add_row(flag, side, str(reader.snippets), *found, "hints" if reader.hints else "")
        ways = ([each.by_question for each in tested.values()], [each.by_author for each in tested.values()])
        means = [text for way in ways for text in _means(way)]
        total = sum(reader.snippets for reader in readers.values())
        shown_in.add_section()
        shown_in.add_row("mean", side, str(total), *means, "")
        shown_in.add_section()
    return shown_in


def curve_table(points: "Sequence[Point]", half: str) -> Table:
    """A row a share of the snippets."""
    columns = ("share", "snippets", "precision", "recall", "kappa", "elsewhere")
    shown_in = table(*columns, title=f"Learning curve, {half} half")
    for point in points:
        counts = point.counts
        shares = (counts.precision, counts.recall, counts.kappa)
        shown_in.add_row(
            f"{point.share:.3f}", f"{point.snippets:,}", *map(number, shares), str(point.elsewhere)
        )
    return shown_in


def bank_table(checks: Sequence[BankCheck]) -> Table:
    """A row a flag: the bank's strong speech, then the flag's own examples."""
    columns = ("flag", "kind", "strong: read as the flag", "against it: read as that")
    examples = ("looks like: read as the flag", "does not: read as the flag")
    shown_in = table(*columns, *examples, title="On the bank's own speech", left=(0, 1))
    for check in checks:
        rates = (check.accused, check.cleared, check.looks_like, check.does_not_look_like)
        shown_in.add_row(check.flag, check.kind, *(f"{rate.yes}/{rate.texts}" for rate in rates))
    return shown_in


def _figures(measured: Measured) -> list[str]:
    return [number(value) for value in measured.model_dump().values()]


def _means(rows: Sequence[Measured]) -> list[str]:
    names = Measured.model_fields
    return [f"{sum(getattr(row, name) for row in rows) / len(rows):.2f}" for name in names]
