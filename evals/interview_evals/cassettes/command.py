"""``interview-panel cassettes``: list recordings, compare them, prune unused ones, look for secrets."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from interview_panel.commands.options import JsonOption

app = typer.Typer(
    help="What models answered, recorded: list, compare, prune, look for secrets.", no_args_is_help=True
)
out = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
HERE = Path("evals/cassettes")
FolderArgument = Annotated[Path, typer.Argument(help="Folder of recordings, or of such folders.")]


@app.command("ls")
def list_recordings(folder: FolderArgument = HERE, as_json: JsonOption = False) -> None:
    """Every recorded call: who answered, how it ended, what it used; and the faults made by hand."""
    from interview_evals.cassettes.faults import read_faults  # noqa: PLC0415 - they load the model's client
    from interview_evals.cassettes.manifest import read_manifest  # noqa: PLC0415
    from interview_evals.cassettes.shelves import recordings, shelves  # noqa: PLC0415

    for shelf in shelves(folder):
        table = Table(Column("file", no_wrap=True), "model", "ended", Column("tokens", justify="right"))
        for name, cassette in recordings(shelf):
            answer = cassette.answer
            if as_json:
                row = {"folder": str(shelf), "file": name, "key": cassette.asked.key, "tokens": answer.tokens}
                typer.echo(json.dumps(row | cassette.model_dump(mode="json", exclude={"request"})))
            table.add_row(name, answer.model, answer.ended, f"{answer.tokens:,}")
        if not as_json:
            out.print(f"{shelf}: {table.row_count} recordings. {read_manifest(shelf).about}", markup=False)
            out.print(table, "")
    if not as_json:
        out.print("Made by hand, not recorded; played by name:", markup=False)
        for name, fault in read_faults().items():
            out.print(f"  {name:16}{fault.what}", markup=False)


@app.command("diff")
def diff(
    one: Annotated[Path, typer.Argument(help="A recording, or a folder of them.")],
    other: Annotated[Path, typer.Argument(help="Another of the same call, or of the same cases.")],
) -> None:
    """What is different between recordings: prompt, parameters, answer. Exit 1 if anything is."""
    from interview_evals.cassettes.shelves import compared  # noqa: PLC0415 - loads the model's client

    different = 0
    for name, changes in compared(one, other):
        different += bool(changes)
        for change in changes:
            out.print(f"{name}: {change.part}", markup=False, style="bold")
            out.print("\n".join(f"  {line}" for line in change.lines), markup=False)
    out.print(f"{different} calls are different" if different else "No call is different", markup=False)
    raise typer.Exit(int(different > 0))


@app.command("prune")
def prune(
    folder: Annotated[Path, typer.Argument(help="One folder of recordings.")],
    used: Annotated[
        Path, typer.Option(help="A list of the files that a whole run used, one a line, within the folder.")
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Delete them; otherwise they are only listed.")] = False,
) -> None:
    """Recordings that a whole run did not use. Nothing is deleted without --yes."""
    from interview_evals.cassettes.shelves import unused  # noqa: PLC0415 - loads the model's client

    left = unused(folder, used)
    for path in left:
        out.print(str(path), markup=False)
        if yes:
            path.unlink()
    out.print(f"{len(left)} recordings {'deleted' if yes else 'are not used'}", markup=False)


@app.command("scan")
def scan(folder: FolderArgument = HERE) -> None:
    """Look for secrets, edited files and files that do not belong there. Exit 1 if there are any."""
    from interview_evals.cassettes.shelves import faults  # noqa: PLC0415 - loads the model's client

    found = list(faults(folder))
    for path, what in found:
        errors.print(f"{path}: {what}", markup=False, style="red")
    out.print(f"{len(found)} files with a fault in {folder}", markup=False)
    raise typer.Exit(int(bool(found)))
