"""``interview-panel code``: verdicts as text and as JSON, and its exit codes."""

import json
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interview_panel.commands import code
from interview_panel.sandbox import SandboxError, find_sandbox_blocking
from interview_personas import CodingTask, load_bank

BANK = load_bank()
PROBLEM = "T4b"


def task() -> CodingTask:
    found = BANK.questions[PROBLEM].coding
    assert found is not None
    return found


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(code.app, [str(part) for part in arguments], catch_exceptions=False)


@pytest.fixture(autouse=True, scope="module")
def _a_sandbox() -> None:
    if find_sandbox_blocking() is None:
        pytest.skip("no sandbox holds on this machine: `interview-panel doctor` says why")


@pytest.fixture
def solution(tmp_path: Path) -> Path:
    path = tmp_path / "solution.py"
    path.write_text(task().reference, "utf-8")
    return path


def test_a_right_solution_passes_the_hidden_tests_too_and_exits_0(solution: Path) -> None:
    result = call("run", PROBLEM, solution)
    total = len(task().visible) + len(task().hidden)
    assert result.exit_code == 0
    assert f"{total} of {total} passed" in result.stdout
    assert "(hidden)" in result.stdout


def test_the_hidden_tests_can_be_left_out(solution: Path) -> None:
    result = call("run", PROBLEM, solution, "--visible")
    assert f"{len(task().visible)} of {len(task().visible)} passed" in result.stdout
    assert "(hidden)" not in result.stdout


def test_json_is_the_run_with_its_counts(solution: Path) -> None:
    (line,) = call("run", PROBLEM, solution, "--json").stdout.splitlines()
    told = json.loads(line)
    assert (told["question_id"], told["submitted"], told["problem"]) == (PROBLEM, True, "")
    assert told["passed"] == told["total"] == len(told["verdicts"])


def test_a_wrong_solution_exits_1_and_says_what_was_expected_and_printed(solution: Path) -> None:
    solution.write_text(
        f"import gc\ngc.get_objects()\ndef {task().entry}(*given):\n    print('here')\n", "utf-8"
    )
    result = call("run", PROBLEM, solution)
    assert result.exit_code == 1
    assert f"Expected {task().visible[0].expect}, got null." in result.stdout
    assert "        | here" in result.stdout
    assert "remark: the code searches the interpreter" in result.stdout


def test_code_that_does_not_parse_exits_1_with_its_line(solution: Path) -> None:
    solution.write_text("def (:\n", "utf-8")
    result = call("run", PROBLEM, solution)
    assert result.exit_code == 1
    assert "The code does not parse: SyntaxError: invalid syntax (line 1)" in result.stdout


@pytest.mark.parametrize(
    ("problem", "content", "message"),
    [
        ("Q99", b"", "'Q99' is no coding problem of this bank"),
        ("Q14", b"", "'Q14' is no coding problem of this bank"),
        (PROBLEM, None, "cannot be read (No such file or directory)"),
        (PROBLEM, b"\xff\xfe", "is not text in UTF-8"),
    ],
)
def test_wrong_input_exits_2_and_says_what(
    tmp_path: Path, problem: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / "solution.py"
    if content is not None:
        path.write_bytes(content)
    result = call("run", problem, path)
    assert result.exit_code == 2
    assert message in result.stderr


def test_without_a_sandbox_nothing_is_run(solution: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "find_sandbox_blocking", partial(find_sandbox_blocking, ()))
    with pytest.raises(SandboxError, match="no sandbox holds on this machine, so no code is run"):
        call("run", PROBLEM, solution)


def test_the_coding_problems_are_listed() -> None:
    ids = [json.loads(line)["id"] for line in call("list", "--json").stdout.splitlines()]
    assert ids == [question.id for question in BANK.questions.values() if question.coding]
    assert task().entry in call("list").stdout
