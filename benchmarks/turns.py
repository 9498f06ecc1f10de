"""What a turn of a whole onsite costs over the bare openai client: ``python -m benchmarks.turns``.

A scripted endpoint in a child process, 100 ms to the first words, and an onsite of four rounds
with twelve answered questions each. Every answer is given in three arms, in rotated order, so
that whatever else the machine does falls on all of them alike:

* ``bare``: the openai client, sending what the panel sends at that turn, byte for byte;
* ``naive``: the graph of LangGraph's tutorials, ``add_messages`` and ChatOpenAI over SQLite;
* ``panel``: runner, session, SQLite ledger, graph, director, model mind, caller.

What the panel sends is recorded in an onsite before, which warms all of it too. Figures are
medians of paired differences and ratios within one run, with their median absolute deviation.
CPU is this process's only. Answers that end a round are not counted: they take three calls.
"""

import asyncio
import json
import logging
import tempfile
import urllib.request
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from benchmarks.arms import Held, bare, naive
from benchmarks.endpoint import endpoint
from benchmarks.measuring import Taken, interleaved, markdown, options, summary
from interview_panel import Length, RoundKind, load_bank
from interview_personas import Bank

ANSWERED = 12
"""Answers a round that take one call each."""
TURNS = ANSWERED * len(RoundKind)
TARGETS = "| target | | at most +1.5 | | at most 1.25x | at most 1.1 |\n"
Bodies = list[dict[str, Any]]


def long_rounds(bank: Bank) -> Bank:
    """The bank with a full length of equal rounds: an opening, the answered questions, the closing words."""
    full = bank.length(Length.FULL)
    equal = full.model_copy(
        update={"turns": dict.fromkeys(RoundKind, ANSWERED + 2), "questions": dict.fromkeys(RoundKind, 4)}
    )
    return bank.model_copy(update={"loop": bank.loop.model_copy(update={"lengths": (equal,)})})


def recorded(url: str, file: Path, bank: Bank) -> list[Bodies]:
    """What the panel sends after each answer of an onsite."""
    sent: list[Bodies] = []
    with Held(url, file, bank) as held:
        _sent(url)
        while not held.finished:
            held.turn(len(sent))
            sent.append(_sent(url))
    counted = sum(len(bodies) == 1 for bodies in sent)
    if counted != TURNS:
        raise SystemExit(f"{counted} answers take one call, and {TURNS} should: look at the onsite's plan")
    return sent


def measured(url: str, folder: Path) -> dict[str, Taken]:
    """Every arm, interleaved."""
    bank = long_rounds(load_bank())
    sent = recorded(url, folder / "recorded.sqlite", bank)
    with ExitStack() as stack:
        loop = stack.enter_context(asyncio.Runner())
        opened = AsyncExitStack()
        stack.callback(lambda: loop.run(opened.aclose()))
        saving = AsyncSqliteSaver.from_conn_string(str(folder / "naive.sqlite"))
        saver = loop.run(opened.enter_async_context(saving))
        held = stack.enter_context(Held(url, folder / "panel.sqlite", bank))
        arms = {
            "bare": bare(url, loop, [bodies[0] for bodies in sent]),
            "naive": naive(url, loop, saver, sent[0][0]["messages"][0]["content"]),
            "panel": held.turn,
        }
        arms["bare"](0)
        return interleaved(arms, [len(bodies) == 1 for bodies in sent])


def main() -> None:
    """Print the table, as JSON with ``--json``."""
    parser = options(__doc__)
    given = parser.parse_args()
    logging.disable(logging.INFO)
    with (
        endpoint("--first-ms", given.first_ms, "--pace", given.pace) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        table = summary(measured(url, Path(folder)))
    print(json.dumps(table, indent=2) if given.json else markdown(table, TARGETS))


def _sent(url: str) -> Bodies:
    with urllib.request.urlopen(f"{url}/sent") as answer:  # noqa: S310 - our own endpoint
        bodies: Bodies = json.load(answer)
    return bodies


if __name__ == "__main__":
    main()
