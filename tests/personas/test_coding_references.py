"""Each coding question's reference solution passes its own visible and hidden tests."""

import json
import runpy
from pathlib import Path

import pytest

from interview_panel.sandbox.comparing import same
from interview_personas import CodingTask, Question, load_bank

QUESTIONS = [question for question in load_bank().questions.values() if question.coding]


def task_of(question: Question) -> CodingTask:
    assert question.coding is not None
    return question.coding


def told(result: object) -> object:
    """A result as a sandbox hands it on: through JSON."""
    return json.loads(json.dumps(result))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_a_reference_passes_every_test_of_its_task(question: Question, tmp_path: Path) -> None:
    task = task_of(question)
    path = tmp_path / "reference.py"
    path.write_text(task.reference, "utf-8")
    solve = runpy.run_path(str(path))[task.entry]
    wrong = [
        test.name
        for test in (*task.visible, *task.hidden)
        if not same(told(solve(*json.loads(test.args))), json.loads(test.expect), task.tolerance)
    ]
    assert wrong == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_a_starter_defines_the_function_and_solves_nothing(question: Question, tmp_path: Path) -> None:
    task = task_of(question)
    path = tmp_path / "starter.py"
    path.write_text(task.starter, "utf-8")
    solve = runpy.run_path(str(path))[task.entry]
    expected = [json.loads(test.expect) for test in task.hidden]
    assert [solve(*json.loads(test.args)) for test in task.hidden] != expected


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_hidden_tests_are_not_among_the_visible_ones(question: Question) -> None:
    task = task_of(question)
    assert not {test.args for test in task.visible} & {test.args for test in task.hidden}


@pytest.mark.parametrize(
    ("got", "expected", "tolerance", "verdict"),
    [
        (1.0, 1.05, 0.1, True),
        (1.0, 1.05, 0.01, False),
        ((1, 2), [1, 2], 0.0, True),
        ([1], [1, 2], 0.0, False),
        ({"a": 1}, {"a": 1}, 0.0, True),
        ({"a": 1}, {"b": 1}, 0.0, False),
        (1, True, 0.0, False),
        (None, None, 0.0, True),
        (0, None, 0.0, False),
    ],
)
def test_results_are_compared_strictly(
    got: object, expected: object, tolerance: float, *, verdict: bool
) -> None:
    assert same(told(got), expected, tolerance) is verdict
