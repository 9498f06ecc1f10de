"""The sessions' file is its owner's, and one that cannot be used is named."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from tests.panel.onsites import CONTEXT, SCREEN, play

from interview_panel import Session, memory_archive, open_archive
from interview_panel.errors import StoreError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_nobody_else_can_read_the_file_or_what_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "s.sqlite"
    before = os.umask(0)
    try:
        async with open_archive(path) as archive:
            await play(await Session.start(SCREEN, archive, CONTEXT))
            modes = {file.name: mode(file) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(["s.sqlite", "s.sqlite-wal", "s.sqlite-shm"], 0o600)
    assert mode(path.parent) == 0o700


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.touch(0o644)
    path.chmod(0o644)
    async with open_archive(path):
        assert mode(path) == 0o600


async def test_the_file_stands_a_check_of_its_integrity(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    async with open_archive(path) as archive:
        await play(await Session.start(SCREEN, archive, CONTEXT))
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    text = "My notes about the interview. " * 100
    path.write_text(text)
    with pytest.raises(StoreError, match="move it away"):
        async with open_archive(path):
            pass
    assert path.read_text() == text


async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="set INTERVIEW_PANEL_HOME"):
        async with open_archive(tmp_path / "file" / "s.sqlite"):
            pass


async def test_two_archives_of_one_file_see_the_same_sessions(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    async with open_archive(path) as left, open_archive(path) as right:
        session = await Session.start(SCREEN, left, CONTEXT)
        assert (await session.advance()).state == "waiting"
        other = await Session.resume(session.id, right, CONTEXT)
        assert await other.standing() == await session.standing()
        assert (await play(other)).state == (await session.advance()).state == "finished"


async def test_the_clock_is_the_callers() -> None:
    archive = memory_archive(clock=lambda: 1234.5)
    await Session.start(SCREEN, archive, CONTEXT)
    assert [row.created_at for row in await archive.ledger.sessions()] == [1234.5]
