"""``interview-panel assess``: rule on transcripts without running an interview."""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from interview_agents.calls.spending import metered
from interview_agents.errors import MindError, TranscriptFileError
from interview_agents.mind import Mind
from interview_agents.scorecard import Scorecard, State
from interview_agents.scorer import score_round
from interview_agents.transcript_file import FileRound, read_rounds
from interview_panel.commands.costs import used
from interview_panel.commands.model_options import (
    ApiKeyOption,
    BaseUrlOption,
    ModelOption,
    ScorerModelOption,
    context_for,
    names_with,
)
from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_panel.plan import ModelNames
from interview_personas import Bank

NOT_RULED_ON, WRONG_INPUT = 1, 2
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def assess(
    files: Annotated[list[str], typer.Argument(help="Transcript files (.json, .jsonl), or - for stdin.")],
    as_json: JsonOption = False,
    bank: BankOption = None,
    model: ModelOption = None,
    scorer_model: ScorerModelOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Rule on transcripts: one result each, in input order.

    A malformed file is one line on stderr and exit code 2; a round that the model could not rule
    on is one line too, and exit code 1. The others are still ruled on.
    """
    names = _scorers(names_with(model=model, scorer_model=scorer_model, base_url=base_url, api_key=api_key))
    asked = bank_at(bank)
    mind = context_for(names, asked, base_url, api_key).the_mind(names)
    with metered() as meter:
        code = asyncio.run(_rule(files, asked, mind, as_json=as_json))
    if meter.spending.calls:
        errors.print(used(meter.spending), markup=False)
    if code:
        raise typer.Exit(code)


def result_of(entry: FileRound, card: Scorecard, mind: Mind) -> dict[str, object]:
    """The public result of one round; ``turn`` is the position from 0 in the file's ``turns``."""
    return {
        "id": entry.id,
        "rulings": [
            {
                "flag": ruling.flag,
                "ruling": ruling.ruling.value,
                "turn": entry.index_of(ruling.turn_id),
                "quote": ruling.quote,
            }
            for ruling in card.rulings
        ],
        "vote": card.vote.value,
        "mind": mind.name,
        "provenance": card.provenance.model_dump(mode="json"),
    }


async def _rule(files: Sequence[str], bank: Bank, mind: Mind, *, as_json: bool) -> int:
    """Rule on every round and print it; gives the worst exit code."""
    code = 0
    for entry in _rounds(files):
        if isinstance(entry, TranscriptFileError):
            code = WRONG_INPUT
            errors.print(str(entry), markup=False)
            continue
        if entry.unknown_keys:
            ignored = ", ".join(entry.unknown_keys)
            errors.print(f"{entry.id}: ignored: {ignored}: not keys of a transcript", markup=False)
        try:
            card = await score_round(entry.transcript(), bank, mind)
        except MindError as error:
            code = max(code, NOT_RULED_ON)
            errors.print(f"{entry.id}: not ruled on: {error}", markup=False)
            continue
        result = json.dumps(result_of(entry, card, mind), ensure_ascii=False) if as_json else None
        typer.echo(result or _text(entry, card, bank))
    return code


def _scorers(names: ModelNames) -> ModelNames:
    """The scorer's model in every role: nobody interviews here and no committee meets."""
    scorer = names.scorer or names.interviewer
    return names.model_copy(update={"interviewer": scorer, "scorer": "", "judge": "", "candidate": ""})


def _rounds(files: Sequence[str]) -> Iterator[FileRound | TranscriptFileError]:
    for name in files:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            yield TranscriptFileError(name, "file", f"cannot be read ({error.strerror}): check the path")
            continue
        yield from read_rounds(name, raw)


def _text(entry: FileRound, card: Scorecard, bank: Bank) -> str:
    lines = [f"{entry.id}: {card.vote}"]
    for ruling in card.rulings:
        if ruling.ruling is State.PRESENT:
            title = bank.red_flags[ruling.flag].title
            lines.append(f"  {title}, turn {entry.index_of(ruling.turn_id)}: “{ruling.quote}”")
    return "\n".join(lines)
