"""The reference solution as different people would hand it in."""

import json
import runpy
from pathlib import Path

import pytest

from interview_agents.code_facts import code_facts
from interview_agents.rehearsal.code_style import Style, in_style
from interview_personas import CodingTask, load_bank

TASKS = [pytest.param(q.coding, id=q.id) for q in load_bank().questions.values() if q.coding]


def runs(task: CodingTask, code: str, folder: Path) -> list[object]:
    """The results of a task's visible tests with a piece of code."""
    path = folder / "handed_in.py"
    path.write_text(code, "utf-8")
    solve = runpy.run_path(str(path))[task.entry]
    return [solve(*json.loads(test.args)) for test in task.visible]


@pytest.mark.parametrize("task", TASKS)
def test_clean_code_with_its_own_check_runs_and_counts_as_tested(task: CodingTask, tmp_path: Path) -> None:
    code = in_style(task, "clean", tested=True)
    facts = code_facts(code, task.entry)
    assert facts.tests
    assert not facts.untidy
    runs(task, code, tmp_path)


@pytest.mark.parametrize("task", TASKS)
def test_untidy_code_reads_badly_and_works_the_same(task: CodingTask, tmp_path: Path) -> None:
    code = in_style(task, "untidy", tested=False)
    facts = code_facts(code, task.entry)
    assert facts.untidy
    assert not facts.tests
    assert runs(task, code, tmp_path) == runs(task, task.reference, tmp_path)


@pytest.mark.parametrize("style", ["clean", "untidy"])
@pytest.mark.parametrize("task", TASKS)
def test_code_that_was_not_tried_has_no_test(task: CodingTask, style: Style) -> None:
    assert not code_facts(in_style(task, style, tested=False), task.entry).tests


@pytest.mark.parametrize("task", TASKS)
def test_a_partial_solution_is_the_starter(task: CodingTask) -> None:
    assert in_style(task, "partial", tested=True) == task.starter
