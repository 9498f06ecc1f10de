"""Solutions that are wrong and try to pass all the same, beside honest ones that only look odd."""

import pytest
from tests.panel.sandbox.attacks.machine import Machine
from tests.panel.sandbox.attacks.programs import Program, programs
from tests.panel.sandbox.attacks.tasks import RUNS, TASKS, silent

from interview_panel.sandbox import Sandbox


@pytest.mark.parametrize("program", programs("tampering"))
async def test_a_trick_passes_no_hidden_test(sandbox: Sandbox, machine: Machine, program: Program) -> None:
    task = TASKS[program.says.get("task", "runs")]
    run = await sandbox.run(task, "Q00", program.code(machine.facts), submitted=True)
    assert (run.hidden_passed, run.hidden_total) == (0, len(task.hidden))
    assert silent(run) == []


@pytest.mark.parametrize("program", programs("honest"))
async def test_an_honest_solution_passes_and_is_not_suspected(
    sandbox: Sandbox, machine: Machine, program: Program
) -> None:
    if program.says.get("beyond") == sandbox.name:
        pytest.skip(f"{sandbox.name} has no threads, and little stack")
    run = await sandbox.run(RUNS, "Q00", program.code(machine.facts), submitted=True)
    assert [
        (verdict.name, verdict.outcome, verdict.message) for verdict in run.verdicts if not verdict.passed
    ] == []
    assert (run.total, run.tampering, run.problem) == (len(RUNS.visible) + len(RUNS.hidden), (), "")
