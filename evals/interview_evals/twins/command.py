"""``interview-panel eval twins``: what must not matter to a judge, and what must."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from interview_evals.comparing.verdicts import NO_CASES
from interview_evals.judge.cases import CASES, read_cases
from interview_evals.judge.command import CasesOption, HalfOption, MindOption, mind_named
from interview_evals.showing import out, table
from interview_evals.twins.data import TWINS, read_twins
from interview_evals.twins.figures import TwinFigures, compare
from interview_evals.twins.making import twins_of
from interview_panel.commands.model_options import ApiKeyOption, BaseUrlOption
from interview_panel.commands.options import BankOption, JsonOption, bank_at

TwinsOption = Annotated[Path, typer.Option("--twins", help="Folder of what twins are made of.")]
SaveOption = Annotated[
    Path | None, typer.Option("--save", help="Write the twins to this file as rounds, and judge nothing.")
]


def twins(
    mind: MindOption = "rehearsal",
    half: HalfOption = "dev",
    cases: CasesOption = CASES,
    data: TwinsOption = TWINS,
    save: SaveOption = None,
    as_json: JsonOption = False,
    bank: BankOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Judge labelled rounds and their twins, and count what changed.

    Names, pronouns, schools, countries, spelling, padding, politeness, buzzwords and paraphrases must
    change no vote, nor may the order of the bank's red flags; the order of its scorecards must change
    no committee's decision. A plainer red flag must be found, and one whose sentences are gone must go.
    """
    rounds, words = read_cases(cases, half), read_twins(data)
    if not rounds:
        raise typer.Exit(NO_CASES)
    if save:
        _write(save, [twin.model_dump_json() for case in rounds for twin in twins_of(case, words)])
        return
    asked = bank_at(bank)
    figures = asyncio.run(compare(rounds, words, asked, mind_named(mind, asked, base_url, api_key), half))
    if as_json:
        typer.echo(figures.model_dump_json(indent=2))
        return
    out.print(twins_table(figures))
    out.print(f"Judged again, {figures.noise} of {figures.rounds} votes changed.")
    out.print("Of scorecard_order: onsites put together from the rounds, and the committee's decisions.")


def twins_table(figures: TwinFigures) -> Table:
    """A row a kind of twin."""
    title = f"{figures.mind}: twins of {figures.rounds} rounds, {figures.half}"
    columns = ("twin", "pairs", "votes changed", "at most", "up", "down", "flags changed", "as it must")
    shown_in = table(*columns, title=title)
    for kind in figures.changes:
        most = f"{kind.interval.high:.3f}" if kind.interval else ""
        numbers = (kind.pairs, kind.flips, most, kind.raised, kind.lowered, kind.flags_changed)
        right = f"{kind.right}/{kind.due}" if kind.due else ""
        shown_in.add_row(kind.change, *map(str, numbers), right)
    return shown_in


def _write(file: Path, lines: list[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    out.print(f"{len(lines)} twins: {file}", markup=False, soft_wrap=True)
