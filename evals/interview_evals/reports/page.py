"""One HTML file with everything: verdicts, figures, what moved, transcripts with their quotes marked."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from interview_agents.evidence import fault_of
from interview_agents.scorecard import Ruling, Score, Scorecard, Strength
from interview_agents.transcript import Transcript, Turn
from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.pairs import Moved
from interview_evals.judge.judging import claims_of
from interview_evals.reports.summary import headline, seen_from
from interview_evals.reports.words import signed
from interview_evals.showing import number
from interview_evals.suites.checks import Check, Outcome
from interview_evals.suites.runs import Held, Run, by_case

SHELL = Path(__file__).with_name("page.html")
"""The page around it: style, and the filter. Nothing is loaded from anywhere."""


def page(runs: Sequence[Run], compared: Sequence[Comparison]) -> str:
    """The whole page; every word that a candidate or a model said is escaped."""
    body = "\n".join(_section(run, comparison) for run, comparison in zip(runs, compared, strict=True))
    shell = Template(SHELL.read_text("utf-8"))
    return shell.substitute(headline=escape(headline(compared)), overview=_overview(compared), body=body)


def _overview(compared: Sequence[Comparison]) -> str:
    rows = (
        f'<tr><td><a href="#{escape(each.id)}">{escape(each.id)}</a></td>'
        f'<td class="{each.verdict.name.lower()}">{each.verdict}</td><td>{each.cases}</td>'
        f"<td>{number(each.before, 3)}</td><td>{number(each.now, 3)}</td><td>{signed(each.change)}</td>"
        f"<td>{each.worse}</td><td>{each.better}</td><td>{each.p:.3f}</td></tr>"
        for each in compared
    )
    heads = "suite verdict cases baseline now change worse better p".split()
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{''.join(rows)}</table>"


def _section(run: Run, comparison: Comparison) -> str:
    moved = {(each.case, each.name): each for each in (*comparison.regressed, *comparison.invariants)}
    cases = "\n".join(_case(checks, run, moved) for checks in by_case(run.checks))
    misses = "".join(f"<pre>{escape(miss)}</pre>" for miss in run.misses)
    made_with = {"mind": run.provenance.mind, **run.provenance.digests(), "checks": run.version}
    return (
        f'<section id="{escape(run.id)}"><h2>{escape(run.suite.title)} <small>{escape(run.id)}</small></h2>'
        f"<p>{escape(run.suite.about)}</p>"
        f'<p class="{comparison.verdict.name.lower()}"><b>{comparison.verdict}</b>: '
        f"{escape(comparison.because)}</p>"
        f"{misses}{_figures(run)}{_groups(comparison)}{cases}"
        f"<footer>{escape(seen_from(comparison))}. Made with {escape(json.dumps(made_with))}.</footer>"
        "</section>"
    )


def _figures(run: Run) -> str:
    def within(low: float, high: float) -> str:
        return f"{low:.3f} to {high:.3f}"

    rows = (
        f"<tr><td>{escape(name)}</td><td>{number(figure.value, 3)}</td>"
        f"<td>{within(figure.interval.low, figure.interval.high) if figure.interval else ''}</td></tr>"
        for name, figure in run.figures.items()
    )
    return f"<table><tr><th>share that held</th><th></th><th>95 %</th></tr>{''.join(rows)}</table>"


def _groups(comparison: Comparison) -> str:
    rows = "".join(
        f"<tr><td>{escape(g.name)}</td><td>{g.checks}</td><td>{g.regressed}</td><td>{g.fixed}</td>"
        f"<td>{g.p:.3f}</td><td>{g.p_holm:.3f}</td></tr>"
        for g in comparison.groups
    )
    heads = "moved checks regressed fixed p p_holm".split()
    return f"<table><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>{rows}</table>" if rows else ""


def _case(checks: Sequence[Check], run: Run, moved: dict[tuple[str, str], Moved]) -> str:
    name = checks[0].case
    worse = any((name, check.name) in moved for check in checks)
    broken = sum(check.outcome is Outcome.BROKEN for check in checks)
    rows = "".join(_check(check, moved.get((name, check.name))) for check in checks)
    held = "".join(_told(each) for each in run.held if each.id == name)
    kind = "case moved" if worse else "case broken" if broken else "case"
    return (
        f'<details class="{kind}"><summary>{escape(name)} <small>{len(checks) - broken} of {len(checks)}'
        f"</small></summary><table>{rows}</table>{held}</details>"
    )


def _check(check: Check, moved: Moved | None) -> str:
    before = (
        f"<del>{escape(moved.before)}</del> <ins>{escape(moved.now)}</ins>" if moved else escape(check.said)
    )
    return (
        f'<tr class="{check.outcome}"><td>{escape(check.name)}</td><td>{check.outcome.replace("_", " ")}</td>'
        f"<td>{before}</td><td>{escape(check.wanted)}</td></tr>"
    )


def _told(held: Held) -> str:
    """What was said, with the quotes of what was written about it."""
    parts = []
    for transcript in held.transcripts():
        cards = [card for card in held.cards() if card.round is transcript.round]
        parts.append("".join(_turn(turn, cards) for turn in transcript.turns))
        parts += [_card(card, transcript) for card in cards]
    return "".join(parts)


def _turn(turn: Turn, cards: Sequence[Scorecard]) -> str:
    quotes = {c.quote for card in cards for c in claims_of(card) if c.turn_id == turn.id and c.quote}
    code = "".join(f"<pre>{escape(part)}</pre>" for part in turn.beside)
    return f'<p class="{turn.speaker}"><b>{turn.id}</b> {_marked(turn.text, quotes)}</p>{code}'


def _marked(text: str, quotes: set[str]) -> str:
    """A turn with its quoted words marked; those that overlap a longer quote are within it."""
    spans: list[tuple[int, int]] = []
    for quote in sorted(quotes, key=lambda quote: (-len(quote), quote)):
        start = text.find(quote)
        if start >= 0 and all(start >= e or start + len(quote) <= s for s, e in spans):
            spans.append((start, start + len(quote)))
    done, parts = 0, []
    for start, end in sorted(spans):
        parts += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
        done = end
    return "".join([*parts, escape(text[done:])])


def _card(card: Scorecard, transcript: Transcript) -> str:
    rows = "".join(_claim(claim, transcript) for claim in claims_of(card))
    points = "" if card.points is None else f" with {card.points:.2f} points"
    return f"<p>Vote: <b>{card.vote}</b>{points}.</p><table>{rows}</table>"


def _claim(claim: Ruling | Score | Strength, transcript: Transcript) -> str:
    """A claim and its quote: green if the candidate said it, amber if the interviewer, red if nobody."""
    fault = fault_of(claim.turn_id, claim.quote, transcript)
    color = "said" if fault is None else "wrong_speaker" if "interviewer" in fault else "absent"
    cells = (*_named(claim), claim.turn_id or "", claim.quote or "")
    return f'<tr class="{color}">{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'


def _named(claim: Ruling | Score | Strength) -> tuple[str, str]:
    if isinstance(claim, Ruling):
        return claim.flag, claim.ruling.value
    return (claim.criterion, str(claim.points)) if isinstance(claim, Score) else (claim.what, "strength")
