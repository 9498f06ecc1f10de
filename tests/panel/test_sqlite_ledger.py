"""What only a file can promise: across connections, processes and time."""

import asyncio
import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.panel.ledgers import Clock, in_a_file, row, texts, turn

from interview_agents.calls.spending import Spending
from interview_panel.errors import OutOfTurnError, UnknownSessionError
from interview_panel.ledger import holder_of_this_process, is_gone

TABLES = ("onsites", "turns", "known", "charges", "leases")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def dead_process() -> int:
    """The number of a process that has ended."""
    return int(subprocess.check_output([sys.executable, "-c", "import os; print(os.getpid())"]))


def rows_left(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        counts = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in TABLES}  # noqa: S608
    connection.close()
    return counts


async def test_a_turn_is_there_for_the_next_process(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.open(row("one"))
        await ledger.append("one", turn(0))
    async with in_a_file(path, Clock()) as ledger:
        assert await texts(ledger) == ["said"]
        assert await ledger.session("one") == row("one")


async def test_a_charge_is_there_for_the_next_process_and_adds_to_its_own(path: Path) -> None:
    for already in range(3):
        async with in_a_file(path, Clock()) as ledger:
            await ledger.open(row("one"))
            assert (await ledger.spent("one")).calls == already
            await ledger.charge("one", "committee", Spending(calls=1))


async def test_a_draft_is_there_for_the_next_process(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.open(row("one"))
        await ledger.keep_draft("one", "words", "half a thought")
    async with in_a_file(path, Clock()) as ledger:
        assert await ledger.drafts("one") == {"words": "half a thought"}


async def test_two_processes_charging_at_once_are_both_charged(path: Path) -> None:
    async with in_a_file(path, Clock()) as left, in_a_file(path, Clock()) as right:
        await left.open(row("one"))
        each = (ledger.charge("one", "committee", Spending(calls=1)) for ledger in [left, right] * 10)
        await asyncio.gather(*each)
        assert (await left.spent("one")).calls == 20


async def test_a_file_from_before_there_were_bills_is_opened_and_charged(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.open(row("one"))
        await ledger.append("one", turn(0))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE charges")
        connection.execute("PRAGMA user_version=0")
    connection.close()
    async with in_a_file(path, Clock()) as ledger:
        assert await texts(ledger) == ["said"]
        assert await ledger.spent("one") == Spending()
        await ledger.charge("one", "committee", Spending(calls=1))
        assert await ledger.spent("one") == Spending(calls=1)


async def test_a_turn_reaches_the_disk_before_append_returns(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger, in_a_file(path, Clock()) as other:
        await ledger.open(row("one"))
        await ledger.append("one", turn(0))
        assert await texts(other) == ["said"]


async def test_of_two_different_answers_at_once_one_wins_and_the_other_is_told(path: Path) -> None:
    async with in_a_file(path, Clock()) as left, in_a_file(path, Clock()) as right:
        await left.open(row("one"))
        for position in range(0, 40, 2):
            await left.append("one", turn(position))
            answers = turn(position + 1, "left"), turn(position + 1, "right")
            outcomes = await asyncio.gather(
                left.append("one", answers[0]), right.append("one", answers[1]), return_exceptions=True
            )
            assert sorted(type(o).__name__ for o in outcomes) == ["NoneType", "OutOfTurnError"]
            winner = "left" if outcomes[0] is None else "right"
            assert [(await texts(each))[position + 1] for each in (left, right)] == [winner, winner]


async def test_the_same_answer_twice_at_once_is_stored_once(path: Path) -> None:
    async with in_a_file(path, Clock()) as left, in_a_file(path, Clock()) as right:
        await left.open(row("one"))
        await left.append("one", turn(0))
        await asyncio.gather(left.append("one", turn(1)), right.append("one", turn(1)))
        assert await texts(left) == ["said", "said"]


async def test_what_was_remembered_first_stands_for_all(path: Path) -> None:
    async with in_a_file(path, Clock()) as left, in_a_file(path, Clock()) as right:
        await left.open(row("one"))
        told = await asyncio.gather(left.remember("one", "k", "l"), right.remember("one", "k", "r"))
        assert told[0] == told[1]


async def test_a_lease_that_ran_out_is_free(path: Path) -> None:
    clock = Clock()
    async with in_a_file(path, clock) as left, in_a_file(path, clock) as right:
        assert await left.claim("one", "elsewhere:1:a", 30)
        clock.now += 30
        assert not await right.claim("one", "elsewhere:2:b", 30)
        clock.now += 0.1
        assert await right.claim("one", "elsewhere:2:b", 30)
        assert not await left.claim("one", "elsewhere:1:a", 30)


async def test_a_renewed_lease_runs_from_the_renewal(path: Path) -> None:
    clock = Clock()
    async with in_a_file(path, clock) as left, in_a_file(path, clock) as right:
        await left.claim("one", "elsewhere:1:a", 30)
        clock.now += 20
        await left.claim("one", "elsewhere:1:a", 30)
        clock.now += 20
        assert not await right.claim("one", "elsewhere:2:b", 30)


async def test_the_lease_of_a_dead_process_is_taken_over_at_once(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.claim("one", f"{platform.node()}:{dead_process()}:a", 30)
        assert await ledger.claim("one", holder_of_this_process(), 30)


async def test_the_lease_of_a_living_process_is_not(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.claim("one", f"{platform.node()}:{os.getppid()}:a", 30)
        assert not await ledger.claim("one", holder_of_this_process(), 30)


@pytest.mark.parametrize("holder", ["elsewhere:1", f"{platform.node()}:x", platform.node(), "", ":1"])
def test_a_holder_that_cannot_be_looked_up_is_not_gone(holder: str) -> None:
    assert not is_gone(holder)


async def test_nothing_of_a_deleted_session_is_left_in_any_table(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.open(row("one"))
        await ledger.append("one", turn(0))
        await ledger.remember("one", "k", "v")
        await ledger.charge("one", "committee", Spending(calls=1))
        await ledger.delete("one")
    assert rows_left(path) == dict.fromkeys(TABLES, 0)


async def test_a_deleted_sessions_lease_goes_with_it(path: Path) -> None:
    async with in_a_file(path, Clock()) as ledger:
        await ledger.open(row("one"))
        await ledger.claim("one", "elsewhere:1:a", 30)
        await ledger.delete("one")
    assert rows_left(path)["leases"] == 0


async def test_a_session_deleted_by_one_process_never_becomes_another_one_in_the_other(path: Path) -> None:
    async with in_a_file(path, Clock()) as here, in_a_file(path, Clock()) as there:
        await here.open(row("one"))
        await here.append("one", turn(0, "mine"))
        await there.delete("one")
        await there.open(row("two"))
        await there.append("two", turn(0, "not yours"))
        with pytest.raises(UnknownSessionError):
            await here.turns("one", turn(0).round)


async def test_a_turn_of_a_deleted_session_never_lands_in_another_one(path: Path) -> None:
    async with in_a_file(path, Clock()) as here, in_a_file(path, Clock()) as there:
        await here.open(row("one"))
        await here.append("one", turn(0, "mine"))
        await there.delete("one")
        await there.open(row("two"))
        await there.append("two", turn(0, "theirs"))
        with pytest.raises((UnknownSessionError, OutOfTurnError)):
            await here.append("one", turn(1, "an answer for one"))
        assert await texts(there, "two") == ["theirs"]
