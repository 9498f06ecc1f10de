"""numpy is there where a task allows it, and nowhere else."""

import pytest
from tests.panel.sandbox.tasks import run, task_of

from interview_panel.sandbox import Sandbox

DOUBLED = "import numpy as np\n\ndef solve(a, b):\n    return np.array([a, b]) * 2\n"
ALLOWED = task_of([([1, 2], [2, 4]), ([0, 5], [0, 10])], numpy=True)
NOT_ALLOWED = task_of([([1, 2], [2, 4]), ([0, 5], [0, 10])])


async def test_a_task_that_allows_numpy_takes_its_arrays_and_scalars_as_answers(sandbox: Sandbox) -> None:
    if sandbox.tier.numpy is None:
        pytest.skip(f"no numpy for {sandbox.name} on this machine")
    assert (await run(sandbox, DOUBLED, ALLOWED)).passed == 2
    done = await run(sandbox, "import numpy as np\n\ndef solve(a, b):\n    return np.int64(a)\n", ALLOWED)
    assert [verdict.got for verdict in done.verdicts] == ["1", "0"]


async def test_without_numpy_such_a_task_says_what_to_do(sandbox: Sandbox) -> None:
    if sandbox.tier.numpy is not None:
        pytest.skip(f"{sandbox.name} has a numpy on this machine")
    done = await run(sandbox, DOUBLED, ALLOWED)
    assert done.problem.startswith("This task may use numpy, but ")


async def test_a_task_that_does_not_allow_numpy_has_none(sandbox: Sandbox) -> None:
    done = await run(sandbox, DOUBLED, NOT_ALLOWED)
    assert done.problem == "The code fails when it is loaded: ModuleNotFoundError: No module named 'numpy'"
    assert done.problem_line == 1


async def test_a_task_that_allows_numpy_can_be_solved_without(sandbox: Sandbox) -> None:
    assert (await run(sandbox, "def solve(a, b):\n    return [2 * a, 2 * b]\n", ALLOWED)).passed == 2
