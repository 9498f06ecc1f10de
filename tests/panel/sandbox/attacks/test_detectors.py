"""The suite's own eyes: what an attack would do is seen when it is done here, in the open."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.panel.sandbox.attacks.machine import Machine, Watch
from tests.panel.sandbox.attacks.process import GAP_S, adopt_orphans
from tests.panel.sandbox.attacks.tasks import garbled, silent

from interview_agents.code_run import CaseVerdict, CodeRun


def _run(**fields: object) -> CodeRun:
    verdict = CaseVerdict(name="one", hidden=False, outcome="wrong", message="Expected 1, got 2.")
    run = CodeRun(question_id="Q00", code="", submitted=False, verdicts=(verdict,), tier="bubblewrap")
    return run.model_copy(update=fields)


async def test_a_run_that_does_nothing_leaves_no_trace(machine: Machine) -> None:
    assert await Watch(machine).traces(_run()) == []


@pytest.mark.parametrize("fact", ["WON", "secret", "more"])
async def test_a_word_that_must_not_be_told_is_seen(machine: Machine, fact: str) -> None:
    word = {"WON": machine.won, "secret": machine.secret, "more": "a hidden answer"}[fact]
    traces = await Watch(machine).traces(_run(problem=f"it says {word}."), "a hidden answer")
    assert [trace[: 5 + len(word)] for trace in traces] == [f"told {word}"]


@pytest.mark.parametrize("door", ["TCP", "UDP", "UNIX", "UNIX-datagrams", "ABSTRACT", "ABSTRACT-datagrams"])
async def test_a_knock_at_every_door_is_heard(machine: Machine, door: str) -> None:
    watch = Watch(machine)
    name, _, datagrams = door.partition("-")
    inside = socket.AF_INET if name in {"TCP", "UDP"} else socket.AF_UNIX
    with socket.socket(
        inside, socket.SOCK_DGRAM if datagrams or name == "UDP" else socket.SOCK_STREAM
    ) as line:
        fact = machine.facts[name]
        address = {"ABSTRACT": f"\0{fact}", "UNIX": str(fact)}.get(name)
        line.connect(f"{address}{'-datagrams' if datagrams else ''}" if address else ("127.0.0.1", fact))
        line.send(b"x")
        await asyncio.sleep(0.05)
    assert [trace[:16] for trace in await watch.traces(_run())] == ["a listener heard"]


async def test_a_back_door_is_found(machine: Machine) -> None:
    watch = Watch(machine)
    with socket.create_server(("127.0.0.1", int(str(machine.facts["LISTEN"])))):
        await asyncio.sleep(0.2)
    assert await watch.traces(_run()) == ["a listener heard an answer at the attacker's port"]


async def test_a_signal_is_heard(machine: Machine) -> None:
    watch = Watch(machine)
    os.kill(int(str(machine.facts["PARENT"])), signal.SIGUSR1)
    assert await watch.traces(_run()) == ["a listener heard a signal"]


@pytest.mark.parametrize("change", ["new", "changed", "rights", "temporary"])
async def test_a_change_to_files_is_seen(machine: Machine, change: str) -> None:
    watch = Watch(machine)
    _change(machine, change)
    assert await watch.traces(_run()) == ["files of the host were changed, or temporary ones left"]


def _change(machine: Machine, change: str) -> None:
    path = Path(str(machine.facts["OPEN_FILE"]))
    if change == "rights":
        path.chmod(0o600)
    else:
        new = {"new": machine.open / "x", "temporary": machine.temporary / "x"}
        new.get(change, path).write_text("x")


async def test_a_file_with_the_attackers_mark_is_found(machine: Machine) -> None:
    (machine.open / f"{machine.mark}.x").touch()
    assert machine.left_on_disk() == [f"left the file {machine.open}/{machine.mark}.x"]


async def test_an_orphan_is_seen(machine: Machine) -> None:
    adopt_orphans()
    watch = Watch(machine)
    orphan = _orphan()
    traces = await watch.traces(_run())
    _bury(orphan)
    assert traces == [f"1 processes are still there: [\"{orphan} 'sleep'\"]"]


def _bury(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _orphan() -> int:
    """A process whose parent has ended."""
    alone = "start_new_session=True, stdout=-3, stderr=-3"
    code = f"import subprocess; print(subprocess.Popen(['sleep', '30'], {alone}).pid)"
    done = subprocess.run([sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout)


async def test_an_open_file_memory_and_a_standstill_are_seen(machine: Machine) -> None:
    watch = Watch(machine)
    await asyncio.sleep(0)
    file, memory = os.open("/dev/null", os.O_RDONLY), b"x" * (200 << 20)
    _stand_still(GAP_S + 0.2)
    traces = await watch.traces(_run())
    os.close(file)
    assert len(memory) == 200 << 20
    assert [trace.partition(" ")[0] for trace in traces] == ["1", "this", "other"]


def _stand_still(seconds: float) -> None:
    time.sleep(seconds)


def test_silence_and_commands_for_the_terminal_are_seen() -> None:
    verdict = CaseVerdict(name="one", hidden=False, outcome="timeout")
    assert silent(_run(verdicts=(verdict,))) == ["one: timeout"]
    assert silent(_run(verdicts=())) == ["no verdict and no problem"]
    assert garbled(_run(problem="\x1b[2J")) == ["\x1b[2J"]
    assert garbled(_run(problem="two\nlines")) == []
