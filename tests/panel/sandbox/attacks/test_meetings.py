"""Runs keep to themselves: none meets another, and none holds anybody up."""

import asyncio

from tests.panel.sandbox.attacks.machine import Machine, Watch
from tests.panel.sandbox.attacks.programs import HERE, PRELUDE
from tests.panel.sandbox.attacks.tasks import UPPER, shout

from interview_agents.code_run import CodeRun
from interview_panel.sandbox import Sandbox

MEETING = (HERE / "meeting.txt").read_text("utf-8")


async def _met(sandbox: Sandbox, machine: Machine, word: str) -> CodeRun:
    known = "; ".join(f"{name} = {value!r}" for name, value in {**machine.facts, "WORD": word}.items())
    return await sandbox.run(shout()[0], "Q00", f"{known}\n{PRELUDE}{MEETING}", submitted=False)


async def test_no_run_finds_what_another_left_at_the_same_time_or_before(
    sandbox: Sandbox, machine: Machine
) -> None:
    one, two = await asyncio.gather(_met(sandbox, machine, "eagle"), _met(sandbox, machine, "otter"))
    three = await _met(sandbox, machine, "heron")
    for run, others in ((one, "otter heron"), (two, "eagle heron"), (three, "eagle otter")):
        text = run.model_dump_json(exclude={"code"})
        assert [word for word in (*others.split(), machine.won) if word in text] == []
        assert run.verdicts[0].got == '"nothing"'


async def test_other_tasks_go_on_while_a_program_hangs(sandbox: Sandbox) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.01)

    ticking = asyncio.create_task(tick())
    run = await sandbox.run(
        shout()[0], "Q00", "def solve(word):\n    while True:\n        pass\n", submitted=False
    )
    ticking.cancel()
    assert {verdict.outcome for verdict in run.verdicts} == {"timeout"}
    assert ticks > 20


async def test_a_run_that_is_called_off_leaves_nothing(sandbox: Sandbox, machine: Machine) -> None:
    watch = Watch(machine)
    hanging = asyncio.create_task(
        sandbox.run(shout()[0], "Q00", "def solve(word):\n    while True:\n        pass\n", submitted=False)
    )
    await asyncio.sleep(0.4)
    hanging.cancel()
    await asyncio.wait([hanging])
    assert hanging.cancelled()
    assert await watch.process.traces() == []


async def test_hidden_tests_are_not_sent_until_the_code_is_submitted(sandbox: Sandbox) -> None:
    task, hidden = shout()
    run = await sandbox.run(task, "Q00", UPPER, submitted=False)
    assert (run.passed, run.total, run.hidden_total) == (3, 3, 0)
    assert [word for word in hidden if word in run.model_dump_json()] == []
