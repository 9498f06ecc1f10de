"""``bank``: what is there, what is wrong with it, and no answers given away."""

import json
from pathlib import Path

import pytest
from tests.panel.commands.cli import call, lines, objects
from tests.panel.onsites import BANK

from interview_panel import RoundKind


def test_the_shipped_bank_is_in_order() -> None:
    result = call("bank", "check")
    assert result.exit_code == 0
    assert result.stdout.startswith("ok: ")


def test_a_broken_folder_is_told_all_its_faults_and_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "bank.toml").write_text("extends = true\n")
    for folder, text in (("questions", "[[questions]\n"), ("people", '[[people]]\nid = "x"\n')):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.toml").write_text(text)
    result = call("bank", "check", tmp_path)
    assert result.exit_code == 2
    *faults, count = lines(result.stderr)
    assert count == f"{len(faults)} faults"
    for folder in ("questions", "people"):
        assert any(f"{folder}/own.toml" in fault for fault in faults)


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    result = call("bank", "check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no such folder" in result.stderr


def test_the_questions_are_listed() -> None:
    shown = call("bank", "show", "--round", "coding").stdout
    assert "Q08" in shown
    assert "Q14" not in shown


@pytest.mark.parametrize("kind", list(RoundKind))
def test_json_lists_a_rounds_questions_one_a_line(kind: RoundKind) -> None:
    found = objects(call("bank", "show", "--round", kind.value, "--json"))
    assert [entry["id"] for entry in found] == [q.id for q in BANK.questions.values() if q.round is kind]


def test_json_gives_no_answer_hint_solution_or_hidden_test_away() -> None:
    shown = call("bank", "show", "--json").stdout
    found = {str(entry["id"]): entry for entry in objects(call("bank", "show", "--json"))}
    assert set(found) == set(BANK.questions)
    for name, question in BANK.questions.items():
        assert not {"says", "hints", "hidden", "reference"} & keys_in(found[name])
        for point in question.points:
            secrets = [text for text in (point.says, *point.hints) if len(text) > 40]
            assert not [
                text for text in secrets if json.dumps(text.strip(), ensure_ascii=False)[1:-1] in shown
            ]
        if question.coding:
            visible = {test.args for test in question.coding.visible}
            hidden = [
                test for test in question.coding.hidden if test.args not in visible and len(test.args) > 12
            ]
            assert not [test.name for test in hidden if json.dumps(test.args)[1:-1] in shown]
            assert json.dumps(question.coding.reference)[1:-1] not in shown


def test_json_gives_no_complexity_away() -> None:
    shown = call("bank", "show", "--round", "coding", "--json").stdout
    tasks = [question.coding for question in BANK.questions.values() if question.coding]
    assert not [task.entry for task in tasks if json.dumps(task.time, ensure_ascii=False)[1:-1] in shown]


def keys_in(data: object) -> set[str]:
    """Every key of nested JSON data."""
    if isinstance(data, dict):
        return set(data).union(*map(keys_in, data.values()))
    return set().union(*map(keys_in, data)) if isinstance(data, list) else set()
