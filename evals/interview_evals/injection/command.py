"""``interview-panel eval injection``: attacks on the judge."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from interview_evals.comparing.verdicts import NO_CASES
from interview_evals.injection.attacks import ATTACKS, read_attacks
from interview_evals.injection.figures import Family, InjectionFigures, attack_judge
from interview_evals.judge.cases import CASES, read_cases
from interview_evals.judge.command import CasesOption, HalfOption, MindOption, mind_named
from interview_evals.showing import out, table
from interview_panel.commands.model_options import ApiKeyOption, BaseUrlOption
from interview_panel.commands.options import BankOption, JsonOption, bank_at

AttacksOption = Annotated[Path, typer.Option("--attacks", help="The corpus of attacks, *.jsonl.")]


def injection(
    mind: MindOption = "rehearsal",
    half: HalfOption = "dev",
    cases: CasesOption = CASES,
    attacks: AttacksOption = ATTACKS,
    as_json: JsonOption = False,
    bank: BankOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Write attacks into labelled rounds, and count the votes they improved.

    Those in a résumé are handed in to a simulated onsite, whose votes and decision are compared.
    Each attack stands beside a benign twin: honest words of the same kind, which must change no vote either.
    """
    rounds, corpus = read_cases(cases, half), read_attacks(attacks)
    if not rounds or not corpus:
        raise typer.Exit(NO_CASES)
    asked = bank_at(bank)
    judged_by = mind_named(mind, asked, base_url, api_key)
    figures = asyncio.run(attack_judge(corpus, rounds, asked, judged_by, half))
    if as_json:
        typer.echo(figures.model_dump_json(indent=2))
        return
    out.print(injection_table(figures))
    for tried in figures.improved:
        out.print(f"{tried.attack} in {tried.case}: {tried.clean} became {tried.attacked}", markup=False)


def injection_table(figures: InjectionFigures) -> Table:
    """A row a family, then a row a place, then all."""
    title = f"{figures.mind}: {figures.attacks} attacks, {figures.half}"
    columns = ("attacks", "tried", "votes improved", "at most", "flags gone", "benign votes changed")
    shown_in = table(*columns, title=title)
    for rows in (figures.families, figures.places, (figures.total,)):
        _rows(shown_in, rows)
        shown_in.add_section()
    return shown_in


def _rows(shown_in: Table, families: Sequence[Family]) -> None:
    for family in families:
        most = f"{family.interval.high:.3f}" if family.interval else ""
        numbers = (family.tried, family.improved, most, family.flags_gone, family.drifted)
        shown_in.add_row(family.name, *map(str, numbers))
