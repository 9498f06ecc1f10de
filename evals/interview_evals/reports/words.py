"""A change as reports print it."""

from interview_evals.judge.figures import Figure


def signed(figure: Figure) -> str:
    """A change with its interval.

    >>> signed(Figure(value=-0.25))
    '-0.250'
    """
    if figure.value is None:
        return "n/a"
    within = f" ({figure.interval.low:+.3f} to {figure.interval.high:+.3f})" if figure.interval else ""
    return f"{figure.value:+.3f}{within}"
