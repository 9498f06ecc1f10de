"""``interview-panel code``: run your own code against a coding problem's tests, walled off."""

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_panel.commands.run_report import report_lines
from interview_panel.sandbox import Sandbox, SandboxError, find_sandbox_blocking
from interview_personas import Bank, CodingTask

app = typer.Typer(help="Run your code against a coding problem's tests, in a sandbox.", no_args_is_help=True)
out = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
NOT_ALL_PASSED, WRONG_INPUT = 1, 2


@app.command()
def run(
    problem: Annotated[str, typer.Argument(help="Id of a coding problem, as `code list` shows it.")],
    file: Annotated[Path, typer.Argument(help="Python file with your solution.")],
    visible: Annotated[bool, typer.Option("--visible", help="Leave out the hidden tests.")] = False,
    as_json: JsonOption = False,
    bank: BankOption = None,
) -> None:
    """Run a file against a problem's tests. Exit 0 when all pass, 1 when not, 2 for wrong input."""
    task, code = _task(bank_at(bank), problem), _code(file)
    result = _sandbox().run_blocking(task, problem, code, submitted=not visible)
    if as_json:
        counted = {"passed": result.passed, "total": result.total}
        typer.echo(json.dumps(result.model_dump(mode="json") | counted, ensure_ascii=False))
    else:
        for line in report_lines(result):
            out.print(line, markup=False)
    if result.passed < result.total:
        raise typer.Exit(NOT_ALL_PASSED)


@app.command("list")
def list_problems(as_json: JsonOption = False, bank: BankOption = None) -> None:
    """List the coding problems, with the function each asks for."""
    found = [(question, question.coding) for question in bank_at(bank).questions.values() if question.coding]
    if as_json:
        for question, task in found:
            row = {"id": question.id, "title": question.title, "entry": task.entry, "numpy": task.numpy}
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table("id", "title", "function", "tests", box=None)
    for question, task in found:
        table.add_row(
            question.id, question.title, task.entry, f"{len(task.visible)} + {len(task.hidden)} hidden"
        )
    out.print(table)


def _task(bank: Bank, problem: str) -> CodingTask:
    question = bank.questions.get(problem)
    if question is None or question.coding is None:
        _refuse(f"{problem!r} is no coding problem of this bank: `interview-panel code list` shows them")
    return question.coding


def _code(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        _refuse(f"{file} cannot be read ({error.strerror}): check the path")
    except UnicodeDecodeError:
        _refuse(f"{file} is not text in UTF-8: save it as that")


def _sandbox() -> Sandbox:
    sandbox = find_sandbox_blocking()
    if sandbox is None:
        raise SandboxError(
            "no sandbox holds on this machine, so no code is run: `interview-panel doctor` says what to do"
        )
    return sandbox


def _refuse(message: str) -> NoReturn:
    errors.print(message, style="red", markup=False)
    raise typer.Exit(WRONG_INPUT)
