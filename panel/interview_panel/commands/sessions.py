"""``interview-panel sessions``: list, show, resume and delete onsites, keep and move them.

Whoever may read the sessions' file may read it all: these commands know all owners' onsites,
those of browsers that have lost their cookie too.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from interview_agents.debrief import Debrief
from interview_agents.transcript import Transcript
from interview_panel.bill import who
from interview_panel.commands import moving
from interview_panel.commands.model_options import (
    ApiKeyOption,
    BaseUrlOption,
    context_for,
    refuse_unread,
    refuse_what_cannot_work,
)
from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_panel.commands.terminal import converse, note
from interview_panel.ledger import SessionRow
from interview_panel.report import markdown, round_name
from interview_panel.runner import Runner
from interview_panel.settings import Settings

app = typer.Typer(help="List, show, resume, move and delete onsites.", no_args_is_help=True)
app.command("export")(moving.export)
app.command("import")(moving.import_)
app.command("prune")(moving.prune)
out = Console(highlight=False)
OWNER_SHOWN = 14
"""Characters of an owner: how they came, and enough to tell them apart."""
SessionId = Annotated[str, typer.Argument(help="The session's id, or its first characters.")]


@app.command("list")
def list_sessions(as_json: JsonOption = False) -> None:
    """All onsites on this machine, newest first, whoever held them."""
    with Runner(Settings().place) as runner:
        rows = runner.sessions(None)
    if as_json:
        for row in rows:
            typer.echo(row.model_dump_json(exclude={"request": {"candidate": {"resume", "job_description"}}}))
        return
    out.print(_table(rows) if rows else "No onsites yet: start one with `interview-panel run`.")


def _table(rows: Sequence[SessionRow]) -> Table:
    """One line an onsite; whose it is where a page has held some for others."""
    others = any(row.owner for row in rows)
    table = Table(
        Column("id", no_wrap=True),
        *[Column("whose", no_wrap=True)] * others,
        "started",
        "role",
        "company",
        "length",
        "state",
        box=None,
    )
    for row in rows:
        whose = row.owner[:OWNER_SHOWN] or "this machine"
        started = datetime.fromtimestamp(row.created_at, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
        state = "finished" if row.finished else "open"
        request = row.request
        asked = (request.role, request.company, request.length)
        table.add_row(row.id[:12], *[whose] * others, started, *asked, state)
    return table


@app.command()
def show(session: SessionId) -> None:
    """An onsite's transcript so far, or its debrief when it is finished."""
    with Runner(Settings().place) as runner:
        found = _found(runner, session)
        debrief = _debrief(runner, found)
        if debrief is not None:
            out.print(markdown(debrief, bank_at(None)), markup=False)
            return
        for transcript in runner.transcripts(found):
            _print(transcript)


@app.command()
def resume(
    session: SessionId,
    bank: BankOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Go on with an onsite in the terminal, exactly where it stopped and with the models it had."""
    place = Settings().place
    with Runner(place) as runner:
        found = _found(runner, session)
        names = runner.row(found, None).request.models
    refuse_unread(names, base_url, api_key)
    context = context_for(names, bank_at(bank), base_url, api_key)
    refuse_what_cannot_work(names, context)
    note(who(context.the_models(names)))
    with Runner(place, context) as runner:
        converse(runner, found)


@app.command()
def delete(
    session: SessionId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove an onsite with all its turns, scorecards and checkpoints."""
    with Runner(Settings().place) as runner:
        found = _found(runner, session)
        if yes or typer.confirm(f"Delete {found[:12]} for good?"):
            runner.delete(found)
            out.print(f"Deleted {found[:12]}.")


def _debrief(runner: Runner, session: str) -> Debrief | None:
    """A finished onsite's debrief; one that is not finished is left where it stands, and asks no model."""
    if not runner.row(session, None).finished:
        return None
    standing = runner.follow(session).wait()
    return standing.debrief if standing else None


def _found(runner: Runner, start: str) -> str:
    ids = [row.id for row in runner.sessions(None) if row.id.startswith(start)]
    return ids[0] if len(ids) == 1 else runner.row(start, None).id


def _print(transcript: Transcript) -> None:
    if transcript.turns:
        out.rule(round_name(transcript.round))
    for turn in transcript.turns:
        speaker = "You" if turn.by_candidate else "Interviewer"
        out.print(f"{speaker} ({turn.id}): {turn.content or '(silence)'}", markup=False)
