"""How commands print: one console, one kind of table, one way to write a figure."""

from collections.abc import Collection

from rich.console import Console
from rich.table import Table

WIDE = 140
"""Columns where there is no terminal to fit into."""
out = Console(highlight=False) if Console().is_terminal else Console(highlight=False, width=WIDE)


def table(*columns: str, title: str | None = None, left: Collection[int] = (0,)) -> Table:
    """An empty table without lines.

    Args:
        columns: their names.
        title: what stands above it.
        left: positions of the columns with words; the others hold numbers and are set to the right.
    """
    made = Table(title=title, box=None, title_justify="left")
    for position, name in enumerate(columns):
        made.add_column(name, justify="left" if position in left else "right", no_wrap=position == 0)
    return made


def number(value: float | None, digits: int = 2) -> str:
    """A figure, or that there is none.

    >>> number(0.5), number(None)
    ('0.50', 'n/a')
    """
    return "n/a" if value is None else f"{value:.{digits}f}"
