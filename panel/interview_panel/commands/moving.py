"""``interview-panel sessions export``, ``import`` and ``prune``: onsites as files, and for how long."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from interview_panel.archive import Archive, open_archive
from interview_panel.errors import SessionFileError
from interview_panel.ledger import SessionRow, unknown
from interview_panel.session_file import SessionFile, exported, imported, read_session
from interview_panel.settings import Settings

Result = TypeVar("Result")
DAY_S = 86_400
out = Console(highlight=False)


def export(
    session: Annotated[str, typer.Argument(help="The session's id, or its first characters.")],
    to: Annotated[Path | None, typer.Option("--to", help="File to write; stdout if left out.")] = None,
) -> None:
    """One JSON object with all that is kept of the onsite; `sessions import` reads it."""

    async def written(archive: Archive) -> SessionFile:
        ids = [row.id for row in await archive.ledger.sessions(None) if row.id.startswith(session)]
        if len(ids) != 1:
            raise unknown(session)
        return await exported(ids[0], archive)

    text = _in_archive(written).model_dump_json()
    if to is None:
        typer.echo(text)
    else:
        to.write_text(text + "\n", encoding="utf-8")


def import_(
    file: Annotated[
        Path, typer.Argument(help="A file that `sessions export` wrote.", exists=True, dir_okay=False)
    ],
) -> None:
    """Enter an exported onsite, to read it or to go on with it here; it stays its owner's."""
    try:
        told = read_session(file.read_text("utf-8"))
    except (SessionFileError, UnicodeDecodeError) as error:
        raise SessionFileError(f"{file}: {error}") from error
    name = _in_archive(lambda archive: imported(told, archive))
    out.print(f"Entered {name}: `interview-panel sessions show {name[:12]}`.")


def prune(
    older_than: Annotated[
        float, typer.Option("--older-than", min=0, metavar="DAYS", help="Started so long ago.")
    ],
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Those too that were never finished.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove onsites that were started long ago, whoever held them, and give their space back."""

    async def pruned(archive: Archive) -> None:
        old = await _old(archive, older_than, unfinished=unfinished)
        count = f"{len(old)} onsite{'' if len(old) == 1 else 's'} started more than {older_than:g} days ago"
        if not old or not (yes or typer.confirm(f"Delete {count} for good?")):
            out.print(f"Nothing deleted of {count}.")
            return
        for row in old:
            await archive.delete(row.id)
        await archive.ledger.shrink()
        out.print(f"Deleted {count}.")

    _in_archive(pruned)


async def _old(archive: Archive, days: float, *, unfinished: bool) -> list[SessionRow]:
    until = archive.clock() - days * DAY_S
    rows = await archive.ledger.sessions(None)
    return [row for row in rows if row.created_at < until and (row.finished or unfinished)]


def _in_archive(work: Callable[[Archive], Awaitable[Result]]) -> Result:
    async def opened() -> Result:
        async with open_archive(Settings().place) as archive:
            return await work(archive)

    return asyncio.run(opened())
