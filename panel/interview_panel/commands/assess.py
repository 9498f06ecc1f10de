"""``interview-panel assess``: rule on transcripts without running an interview."""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from interview_agents.errors import TranscriptFileError
from interview_agents.mind import Mind
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import Scorecard, State
from interview_agents.scorer import score_round
from interview_agents.transcript_file import FileRound, read_rounds
from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_personas import Bank

WRONG_INPUT = 2
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def assess(
    files: Annotated[list[str], typer.Argument(help="Transcript files (.json, .jsonl), or - for stdin.")],
    as_json: JsonOption = False,
    bank: BankOption = None,
) -> None:
    """Rule on transcripts: one result each, in input order.

    A malformed file is one line on stderr and exit code 2; the others are still ruled on.
    """
    asked, mind, faults = bank_at(bank), Rehearsal(), 0
    for entry in _rounds(files):
        if isinstance(entry, TranscriptFileError):
            faults += 1
            errors.print(str(entry), markup=False)
            continue
        if entry.unknown_keys:
            ignored = ", ".join(entry.unknown_keys)
            errors.print(f"{entry.id}: ignored: {ignored}: not keys of a transcript", markup=False)
        card = asyncio.run(score_round(entry.transcript(), asked, mind))
        typer.echo(
            json.dumps(result_of(entry, card, mind), ensure_ascii=False)
            if as_json
            else _text(entry, card, asked)
        )
    if faults:
        raise typer.Exit(WRONG_INPUT)


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
