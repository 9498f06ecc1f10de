"""A poisoned checkpoint row runs nothing, and whoever would read it permissively is refused."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import ormsgpack
import pytest
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from tests.panel.onsites import CONTEXT, SCREEN

from interview_panel import Session, open_archive
from interview_panel.safety import refuse_permissive_reader
from interview_panel.session import Standing
from interview_panel.strictly import SWITCH, read_strictly

CALL_WITH_ONE_ARGUMENT = 0
SESSION = "poisoned"
LANGGRAPH_FIRST = "import langgraph.checkpoint.serde.jsonplus\n"
REFUSE = "from interview_panel.safety import refuse_permissive_reader as refuse; refuse()"
PERMISSIVE = "import sys; from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer as R\n"


def poison(trace: Path, *, ours: bool = False) -> ormsgpack.Ext:
    """What a permissive reader turns into a call that leaves a trace."""
    function = ("pathlib", "Path.touch", str(trace)) if ours else ("os", "system", f"touch '{trace}'")
    return ormsgpack.Ext(CALL_WITH_ONE_ARGUMENT, ormsgpack.packb(function))


def in_python(program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter, with the paths of this one."""
    path = {"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


async def one_question(path: Path) -> None:
    async with open_archive(path) as archive:
        session = await Session.start(SCREEN, archive, CONTEXT, session_id=SESSION)
        await session.advance()


async def resumed(path: Path) -> Standing:
    async with open_archive(path) as archive:
        return await (await Session.resume(SESSION, archive, CONTEXT)).advance()


def write_into_state(path: Path, channel: str, value: ormsgpack.Ext) -> None:
    """Replace a channel of every checkpoint."""
    connection = sqlite3.connect(path)
    for row, kind, blob in connection.execute("SELECT rowid, type, checkpoint FROM checkpoints").fetchall():
        checkpoint = JsonPlusSerializer().loads_typed((kind, blob))
        checkpoint["channel_values"][channel] = value
        poisoned = ormsgpack.packb(checkpoint, option=ormsgpack.OPT_NON_STR_KEYS)
        connection.execute("UPDATE checkpoints SET checkpoint=? WHERE rowid=?", (poisoned, row))
    connection.commit()
    connection.close()


def write_into_writes(path: Path, value: ormsgpack.Ext) -> None:
    """Replace the value of every pending write."""
    connection = sqlite3.connect(path)
    changed = connection.execute("UPDATE writes SET value=?", (ormsgpack.packb(value),)).rowcount
    connection.commit()
    connection.close()
    assert changed > 0


def test_the_poison_works_on_a_permissive_reader(tmp_path: Path) -> None:
    """Or the tests below would pass on anything."""
    trace, row = tmp_path / "trace", tmp_path / "row"
    row.write_bytes(ormsgpack.packb(poison(trace)))
    done = in_python(PERMISSIVE + "R().loads_typed(('msgpack', open(sys.argv[1], 'rb').read()))", str(row))
    assert done.returncode == 0, done.stderr
    assert trace.exists()


@pytest.mark.parametrize("channel", ["plan", "cursor", "scorecards", "debrief", "candidate"])
async def test_a_poisoned_state_runs_nothing(tmp_path: Path, channel: str) -> None:
    path, trace = tmp_path / "s.sqlite", tmp_path / "trace"
    await one_question(path)
    write_into_state(path, channel, poison(trace))
    await asyncio.gather(resumed(path), return_exceptions=True)
    assert not trace.exists()


async def test_a_poisoned_write_runs_nothing(tmp_path: Path) -> None:
    path, trace = tmp_path / "s.sqlite", tmp_path / "trace"
    await one_question(path)
    write_into_writes(path, poison(trace))
    await asyncio.gather(resumed(path), return_exceptions=True)
    assert not trace.exists()


async def test_an_untouched_file_goes_on(tmp_path: Path) -> None:
    await one_question(tmp_path / "s.sqlite")
    assert (await resumed(tmp_path / "s.sqlite")).state == "waiting"


def test_this_process_reads_strictly() -> None:
    refuse_permissive_reader()


def test_the_switch_is_set_by_importing_the_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH)
    read_strictly()
    assert (
        in_python("import interview_panel, os; print(os.environ['LANGGRAPH_STRICT_MSGPACK'])").stdout
        == "true\n"
    )


@pytest.mark.parametrize(
    "start",
    [
        REFUSE,
        "import asyncio, sys, pathlib\nfrom interview_panel import open_archive\n"
        "async def main():\n    async with open_archive(pathlib.Path(sys.argv[1])): pass\n"
        "asyncio.run(main())",
        "import sys, pathlib\nfrom interview_panel.runner import Runner\nRunner(pathlib.Path(sys.argv[1]))",
    ],
    ids=["check", "archive", "runner"],
)
def test_start_up_refuses_where_langgraph_was_imported_first(tmp_path: Path, start: str) -> None:
    path = tmp_path / "s.sqlite"
    first = in_python(LANGGRAPH_FIRST + start, str(path))
    assert "UnsafeReaderError" in first.stderr
    assert f"set {SWITCH}=true" in first.stderr
    assert not path.exists(), "before anything is opened"
    in_order = in_python("import interview_panel\n" + LANGGRAPH_FIRST + start, str(path))
    assert in_order.returncode == 0, in_order.stderr


def test_the_switch_in_the_environment_makes_any_order_safe() -> None:
    assert in_python(LANGGRAPH_FIRST + REFUSE, **{SWITCH: "true"}).returncode == 0
