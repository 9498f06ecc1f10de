"""A run in Markdown: for a pull request, or GitHub's step summary."""

from collections.abc import Iterator, Sequence

from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.pairs import Moved
from interview_evals.comparing.verdicts import Verdict
from interview_evals.reports.words import signed
from interview_evals.showing import number

ORDER = (Verdict.REGRESSION, Verdict.NOT_MEASURED, Verdict.INCONCLUSIVE, Verdict.PASS)
TITLES = {
    Verdict.PASS: "Evals pass",
    Verdict.REGRESSION: "Evals: a measured regression",
    Verdict.INCONCLUSIVE: "Evals are inconclusive: too few cases to tell",
    Verdict.NOT_MEASURED: "Evals: not measured",
}
MOST = 60
"""Rows of a list that a summary shows."""


def summary(compared: Sequence[Comparison]) -> str:
    """The verdict on the first line, a row a suite and mind, and the cases that moved."""
    return "\n".join(_lines(compared)) + "\n"


def headline(compared: Sequence[Comparison]) -> str:
    """The gravest verdict in words."""
    found = {each.verdict for each in compared}
    return next((TITLES[verdict] for verdict in ORDER if verdict in found), "Evals: no cases")


def seen_from(each: Comparison) -> str:
    """How large a drop a comparison would have seen."""
    if each.least_drop is None:
        return f"{each.cases} cases are too few to see any drop"
    return f"a drop in under {each.least_drop:.0%} of {each.cases} cases would likely not be seen"


def _lines(compared: Sequence[Comparison]) -> Iterator[str]:
    yield f"**{headline(compared)}**"
    yield ""
    yield "| suite | verdict | cases | baseline | now | change | worse | better | p |"
    yield "|---|---|---:|---:|---:|---|---:|---:|---:|"
    for each in compared:
        figures = (number(each.before, 3), number(each.now, 3), signed(each.change))
        counts = (str(each.worse), str(each.better), f"{each.p:.3f}")
        yield f"| {' | '.join((each.id, each.verdict, str(each.cases), *figures, *counts))} |"
    yield ""
    for each in compared:
        yield f"- {each.id}: {_plain(each.because)}; {seen_from(each)}."
    for each in compared:
        yield from _moved(f"{each.id}: broken invariants", each.invariants)
        yield from _moved(f"{each.id}: regressed", each.regressed)
        yield from _moved(f"{each.id}: fixed", each.fixed)
        yield from _moved(f"{each.id}: not measured", each.not_measured)


def _moved(title: str, moved: Sequence[Moved]) -> Iterator[str]:
    if not moved:
        return
    yield from ("", f"<details><summary>{title} ({len(moved)})</summary>", "")
    yield from ("| case | check | baseline | now |", "|---|---|---|---|")
    for each in moved[:MOST]:
        yield f"| {' | '.join(map(_plain, (each.case, each.name, each.before, each.now)))} |"
    if len(moved) > MOST:
        yield f"| … | {len(moved) - MOST} more | | |"
    yield from ("", "</details>")


def _plain(text: str) -> str:
    """Words of a candidate's or a model's as text: in a cell, and never as markup."""
    flat = " ".join(text.split())
    for sign in "\\`*_[]<>|":
        flat = flat.replace(sign, f"\\{sign}" if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign])
    return flat if len(flat) <= 200 else f"{flat[:200]}…"  # noqa: PLR2004 - a cell
