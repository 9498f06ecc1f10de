"""Solutions that try to get out of the sandbox, or to use the machine up.

Each is told everything an attacker could have learned about this machine. Whatever it does, the run
comes back, nothing got out, nothing stayed, and the next candidate is served.
"""

import pytest
from tests.panel.sandbox.attacks.machine import Machine, Watch
from tests.panel.sandbox.attacks.odd_sources import ODD_SOURCES
from tests.panel.sandbox.attacks.programs import Program, named, programs
from tests.panel.sandbox.attacks.tasks import UPPER, garbled, shout, silent

from interview_panel.sandbox import Sandbox


@pytest.mark.parametrize("program", programs("escapes", *ODD_SOURCES))
async def test_nothing_gets_out_and_nothing_stays(
    sandbox: Sandbox, machine: Machine, program: Program
) -> None:
    task, hidden = shout()
    watch = Watch(machine)
    run = await sandbox.run(task, "Q00", program.code(machine.facts), submitted=True)
    assert await watch.traces(run, *hidden) == []
    assert silent(run) == []
    assert garbled(run) == []
    following = await sandbox.run(task, "Q00", UPPER, submitted=True)
    assert (following.passed, following.tampering) == (following.total, ())


BY_LINE = """
def solve(word):
    if not word.startswith("hidden"):
        return word.upper()
    number = sum(map(ord, word)) * 7
    exec(compile("\\n" * number + "raise ValueError", solve.__code__.co_filename, "exec"))
"""
"""Tells its input by the line at which it fails, one of thousands."""


async def test_what_is_said_of_a_hidden_test_does_not_depend_on_its_input(sandbox: Sandbox) -> None:
    runs = [await sandbox.run(shout()[0], "Q00", BY_LINE + "#\n" * 20_000, submitted=True) for _ in range(2)]
    one, two = ([(v.outcome, v.message, v.line) for v in run.verdicts if v.hidden] for run in runs)
    assert one == two


@pytest.mark.parametrize("name", ["our_packages", "search_every_folder", "plant_code_for_later"])
async def test_a_task_with_numpy_opens_nothing_else(sandbox: Sandbox, machine: Machine, name: str) -> None:
    task = shout()[0].model_copy(update={"numpy": True})
    watch = Watch(machine)
    run = await sandbox.run(task, "Q00", named("escapes", name).code(machine.facts), submitted=False)
    assert await watch.traces(run) == []
    assert run.verdicts[0].got == '"nothing"'
