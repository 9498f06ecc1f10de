"""``interview-panel bank``: check a bank of your own, or look into one."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_personas import BankError, Question, RoundKind, load_bank

app = typer.Typer(help="Check a question bank, or show what is in it.", no_args_is_help=True)
out = Console()
errors = Console(stderr=True, highlight=False, soft_wrap=True)
WRONG_INPUT = 2


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="Folder of the bank; the shipped one if left out.")
    ] = None,
) -> None:
    """Read every file and report all faults together, each with what to do. Exit 2 if there are any."""
    try:
        bank = load_bank(path)
    except BankError as error:
        for fault in error.faults:
            errors.print(fault, markup=False)
        errors.print(f"{len(error.faults)} faults")
        raise typer.Exit(WRONG_INPUT) from error
    kinds = f"{len(bank.questions)} questions, {len(bank.red_flags)} red flags, {len(bank.people)} people"
    out.print(f"ok: {kinds}, {len(bank.candidates)} simulated candidates")


@app.command()
def show(
    round_kind: Annotated[RoundKind | None, typer.Option("--round", help="One round only.")] = None,
    as_json: JsonOption = False,
    bank: BankOption = None,
) -> None:
    """List the questions, with round, family and what they are about."""
    questions = [q for q in bank_at(bank).questions.values() if round_kind in {None, q.round}]
    if as_json:
        for question in questions:
            typer.echo(json.dumps(_public(question), ensure_ascii=False))
        return
    table = Table("id", "round", "family", "title", "origin", box=None)
    for question in questions:
        table.add_row(question.id, question.round, question.family, question.title, question.origin)
    out.print(table)


def _public(question: Question) -> dict[str, object]:
    """A question without what gives its answer away."""
    shown = question.model_dump(mode="json", exclude={"points", "coding"})
    shown["points"] = [{"id": point.id, "what": point.what} for point in question.points]
    if question.coding:
        answers = {"reference", "hidden", "time", "space"}
        shown["coding"] = question.coding.model_dump(mode="json", exclude=answers)
    return shown
