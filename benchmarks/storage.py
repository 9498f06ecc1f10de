"""What an onsite takes on the disk, and what it takes to come back to it: ``python -m benchmarks.storage``.

Onsites of several lengths are held by the rehearsal; the answers are the labelled snippets, so that no two
are alike. Bytes are those of a whole new file over the bytes of what was said, as JSON lines of speaker
and text. The way back is to read an open session and where it stands, as records, over fetching the rows
of its turns with plain SQL; both again and again, in turn, in one process. With ``--postgres URL`` the same
onsites are held in that database, in a schema that is vacuumed, measured and removed.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from interview_agents.answer import Answer
from interview_agents.rehearsal import Rehearsal
from interview_panel import (
    Database,
    Length,
    OnsiteRequest,
    PanelContext,
    RoundKind,
    Session,
    load_bank,
    open_archive,
    sql_ledger,
)
from interview_panel.database import Place
from interview_personas import Bank

SIZES = (24, 48, 100, 400)
"""Answers, about."""
SNIPPETS = Path(__file__).parents[1] / "evals" / "snippets"
ANSWER_CHARACTERS = 1000
MOST_QUESTIONS = 30
REQUEST = OnsiteRequest(length=Length.FULL)
LOOKS = 15
NEAR_THE_END = 0.7
SCHEMA = "interview_panel_benchmark"
TABLES = "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname=%s"
TAKEN = f"SELECT sum(pg_total_relation_size(it::regclass)) FROM ({TABLES}) AS tables(it)"  # noqa: S608


@dataclass
class Kept:
    """One onsite's figures."""

    answers: int = 0
    said: int = 0
    """Bytes of speaker and text as JSON lines."""
    open: int = 0
    """Bytes of the file at the last question."""
    finished: int = 0
    """Bytes of it with scorecards and debrief."""
    back_ms: float = 0.0
    """Time to come back near the end."""
    back: float = 0.0
    """The same over plain SQL."""
    postgres: int = 0
    """Bytes of the schema's tables and indexes, finished."""


def long_bank(answers: int) -> Bank:
    """The bank with one length, whose rounds together take so many answers, about."""
    bank = load_bank()
    kinds = [question.round for question in bank.questions.values()]
    length = bank.length(Length.FULL).model_copy(
        update={
            "turns": dict.fromkeys(RoundKind, answers // len(RoundKind) + 1),
            "questions": {kind: min(MOST_QUESTIONS, kinds.count(kind)) for kind in RoundKind},
        }
    )
    return bank.model_copy(update={"loop": bank.loop.model_copy(update={"lengths": (length,)})})


def spoken() -> Iterator[str]:
    """Answers of people's length, no two alike."""
    lines = [
        line for file in sorted(SNIPPETS.rglob("*.jsonl")) for line in file.read_text("utf-8").split("\n")
    ]
    random.Random(1).shuffle(lines)  # noqa: S311 - the same order every time
    words = ""
    for line in filter(None, lines):
        words = f"{words} {json.loads(line).get('answer', '')}".strip()
        if len(words) >= ANSWER_CHARACTERS:
            yield words
            words = ""


async def hold(place: Place, size: int) -> Kept:
    """Hold an onsite to its end; the way back is timed shortly before, in a file only."""
    kept, answers = Kept(), spoken()
    context = PanelContext(mind=Rehearsal(), bank=long_bank(size), runs_code=False)
    async with open_archive(place) as archive:
        session = await Session.start(REQUEST, archive, context, session_id="one")
        standing = await session.advance()
        while standing.question is not None:
            if isinstance(place, Path):
                kept.open = bytes_of(place)
                if not kept.back and kept.answers > size * NEAR_THE_END:
                    kept.back_ms, kept.back = await way_back(place, context)
            await session.answer(Answer(text=next(answers)))
            kept.answers += 1
            standing = await session.advance()
        kept.said = sum(
            len(json.dumps({"speaker": turn.speaker, "text": turn.content}, ensure_ascii=False).encode()) + 1
            for transcript in await session.transcripts()
            for turn in transcript.turns
        )
    return kept


async def way_back(file: Path, context: PanelContext) -> tuple[float, float]:
    """Milliseconds to see where the onsite stands, nothing of it in memory, and that over plain SQL."""
    times, ratios = [], []
    async with open_archive(file) as archive:
        with closing(sqlite3.connect(file)) as connection:
            for _ in range(LOOKS):
                began = time.perf_counter()
                connection.execute("SELECT id, turn FROM turns ORDER BY id").fetchall()
                plain = time.perf_counter() - began
                sql_ledger.kept_turn.cache_clear()
                began = time.perf_counter()
                session = await Session.resume("one", archive, context)
                await session.transcripts()
                await session.standing()
                times.append(time.perf_counter() - began)
                ratios.append(times[-1] / plain)
    return median(times) * 1000, median(ratios)


def bytes_of(file: Path) -> int:
    """The file's size, with all that was written to it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.stat().st_size


async def measured(size: int, url: str) -> Kept:
    """An onsite's figures in a file, and in a database when one is named."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sessions.sqlite"
        kept = await hold(file, size)
        kept.finished = bytes_of(file)
    if url:
        await hold(Database(url, schema=SCHEMA), size)
        kept.postgres = taken_in(url)
    return kept


def taken_in(url: str) -> int:
    """Bytes of the benchmark's schema, which is removed."""
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(url, autocommit=True) as connection:
        for (table,) in connection.execute(TABLES, (SCHEMA,)).fetchall():
            connection.execute(f"VACUUM {table}".encode())
        (found,) = connection.execute(TAKEN, (SCHEMA,)).fetchone() or (0,)
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE".encode())
    return int(found)


def markdown(found: Sequence[Kept]) -> str:
    """The figures as people read them; the last row is what each further byte costs."""
    head = "| answers | said | file at the last question | file, finished | PostgreSQL, finished | way back |"
    rows = [head, "|---|---|---|---|---|---|"]
    for kept in found:
        cells = [f"{size / 1000:,.0f} kB, {size / kept.said:.2f}x" for size in _sizes(kept)]
        cells = [
            str(kept.answers),
            f"{kept.said / 1000:,.0f} kB",
            *cells,
            f"{kept.back_ms:.1f} ms, {kept.back:.0f}x",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    few, many = found[1], found[-1]
    more = (b - a for a, b in zip(_sizes(few), _sizes(many), strict=True))
    cells = [
        f"{few.answers} to {many.answers}",
        "",
        *(f"{size / (many.said - few.said):.2f}x" for size in more),
    ]
    return "\n".join([*rows, f"| {' | '.join(cells)} | |"])


def _sizes(kept: Kept) -> tuple[int, int, int]:
    return kept.open, kept.finished, kept.postgres


def main() -> None:
    """Print the table, as JSON with ``--json``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--postgres", default="", help="a database to hold them in too, postgresql://…")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = [asyncio.run(measured(size, given.postgres)) for size in SIZES]
    print(json.dumps([asdict(kept) for kept in found], indent=2) if given.json else markdown(found))


if __name__ == "__main__":
    main()
