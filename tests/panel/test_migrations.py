"""Files that older versions wrote are opened, brought up to date and gone on with."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from tests.panel.ledgers import Clock, in_a_file
from tests.panel.onsites import CONTEXT, play

from interview_panel import Session, open_archive
from interview_panel.errors import StoreError
from interview_panel.sqlite_ledger import STEPS

BEFORE_VERSIONS = Path(__file__).with_name("kept_before_versions.sql")
"""What version 0.1.0 kept of a finished onsite and of one with an answer that waits for its reply."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as it was written before tables had versions."""
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        connection.executescript(BEFORE_VERSIONS.read_text("utf-8"))
    connection.close()
    return tmp_path / "s.sqlite"


def value(path: Path, query: str) -> object:
    with sqlite3.connect(path) as connection:
        (found,) = connection.execute(query).fetchone()
    connection.close()
    return found


async def test_a_finished_onsite_of_an_old_file_is_read_as_it_was(old: Path) -> None:
    async with open_archive(old) as archive:
        session = await Session.resume("finished", archive, CONTEXT)
        standing = await session.advance()
        transcripts = await session.transcripts()
    assert standing.debrief is not None
    assert standing.debrief.transcripts == transcripts
    assert [len(transcript.turns) for transcript in transcripts] == [7]


async def test_an_open_onsite_of_an_old_file_goes_on_to_its_end(old: Path) -> None:
    async with open_archive(old) as archive:
        session = await Session.resume("begun", archive, CONTEXT)
        assert await archive.ledger.drafts("begun") == {"words": "half a thought"}
        before = (await session.transcripts())[0].turns
        assert (await play(session)).state == "finished"
        assert (await session.transcripts())[0].turns[:2] == before


async def test_an_old_file_holds_its_turns_once_when_it_was_opened(old: Path) -> None:
    held = "SELECT length(json_extract(value, '$.transcripts')) FROM known WHERE key='debrief'"
    assert int(str(value(old, held))) > 1000
    async with in_a_file(old, Clock()):
        pass
    assert value(old, held) == len("[]")


async def test_a_file_opened_again_and_by_several_at_once_is_brought_up_to_date_once(old: Path) -> None:
    async def opened() -> None:
        async with in_a_file(old, Clock()):
            pass

    await asyncio.gather(*(opened() for _ in range(3)))
    await opened()
    assert value(old, "PRAGMA user_version") == len(STEPS)
    assert value(old, "SELECT COUNT(*) FROM turns") == 9


async def test_a_file_of_a_newer_version_is_left_alone(old: Path) -> None:
    with sqlite3.connect(old) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(StoreError, match=r"version 99.*upgrade"):
        async with open_archive(old):
            pass
    assert value(old, "PRAGMA user_version") == 99
    assert value(old, "SELECT COUNT(*) FROM turns") == 9
