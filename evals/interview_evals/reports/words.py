"""Numbers as reports print them."""

from interview_evals.judge.figures import Figure


def number(value: float | None) -> str:
    """Three digits, or that there is none.

    >>> number(0.5), number(None)
    ('0.500', 'n/a')
    """
    return "n/a" if value is None else f"{value:.3f}"


def signed(figure: Figure) -> str:
    """A change with its interval.

    >>> signed(Figure(value=-0.25))
    '-0.250'
    """
    if figure.value is None:
        return "n/a"
    within = f" ({figure.interval.low:+.3f} to {figure.interval.high:+.3f})" if figure.interval else ""
    return f"{figure.value:+.3f}{within}"
