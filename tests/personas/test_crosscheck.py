"""What no schema sees: ids that name nothing, sheets that do not add up."""

import re
from pathlib import Path

import pytest

from interview_personas import Bank, BankError, Record, load_bank
from interview_personas.crosscheck import contradictions

Change = dict[str, object]


def with_entry(bank: Bank, table: str, key: str, **change: object) -> Bank:
    """The bank with one entry of a table changed."""
    rows: dict[str, Record] = dict(getattr(bank, table))
    rows[key] = rows[key].model_copy(update=change)
    return bank.model_copy(update={table: rows})


def test_the_shipped_bank_contradicts_itself_nowhere(bank: Bank) -> None:
    assert contradictions(bank, {}) == []


@pytest.mark.parametrize(
    ("table", "key", "change", "fault"),
    [
        ("questions", "Q14", {"roles": ("pilot",)}, "role 'pilot' does not exist"),
        ("questions", "Q14", {"companies": ("acme",)}, "company 'acme' does not exist"),
        ("questions", "Q14", {"gives": ("lunch",)}, "opportunity 'lunch' does not exist"),
        ("red_flags", "accuracy_only", {"opportunities": ("lunch",)}, "opportunity 'lunch' does not exist"),
        ("red_flags", "accuracy_only", {"study": ("golf",)}, "study topic 'golf' does not exist"),
        ("red_flags", "accuracy_only", {"template": "haiku"}, "template 'haiku' does not exist"),
        ("red_flags", "accuracy_only", {"criterion": {}}, "names no criterion for system_design: add it"),
        ("candidates", "brandon_kessler", {"role": "pilot"}, "role 'pilot' does not exist"),
        ("candidates", "brandon_kessler", {"omits": ("sleep",)}, "red flag 'sleep' does not exist"),
        ("companies", "google", {"questions": ("Q99",)}, "question 'Q99' does not exist"),
        ("people", "dmitri_volkov", {"voice": None}, "an interviewer without a voice"),
    ],
)
def test_an_entry_that_names_nothing_is_a_fault(
    bank: Bank, table: str, key: str, change: Change, fault: str
) -> None:
    faults = contradictions(with_entry(bank, table, key, **change), {f"{table}/{key}": "mine.toml"})
    assert any(line.startswith(f"mine.toml: {key}: {fault}") for line in faults), faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"criterion": "charm"}, "criterion 'charm' does not exist"),
        ({"step": "lunch"}, "step 'lunch' does not exist"),
        ({"gives": ("lunch",)}, "opportunity 'lunch' does not exist"),
        ({"answers": ("sleep",)}, "red flag 'sleep' does not exist"),
        ({"needs": 9}, "needs 9 of 2 cue groups: lower it"),
        ({"id": "return_not_clicks"}, "point 'return_not_clicks' stands twice: rename one"),
    ],
)
def test_a_point_that_cannot_hold_is_a_fault(bank: Bank, change: Change, fault: str) -> None:
    first, *rest = bank.questions["Q14"].points
    points = (first.model_copy(update=change), *rest)
    faults = contradictions(with_entry(bank, "questions", "Q14", points=points), {})
    assert any(fault in line for line in faults), faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"entry": "solve_it"}, "the reference does not define 'solve_it': define it"),
        ({"reference": "x = 1"}, "the reference does not define 'card_totals': define it"),
    ],
)
def test_a_reference_has_to_define_what_the_tests_call(bank: Bank, change: Change, fault: str) -> None:
    task = bank.questions["T1a"].coding
    assert task is not None
    changed = with_entry(bank, "questions", "T1a", coding=task.model_copy(update=change))
    assert any(fault in line for line in contradictions(changed, {}))


@pytest.mark.parametrize("part", ["args", "expect"])
def test_a_coding_test_has_to_be_json(bank: Bank, part: str) -> None:
    task = bank.questions["T1a"].coding
    assert task is not None
    hidden = (task.hidden[0].model_copy(update={part: "[1,"}), *task.hidden[1:])
    changed = with_entry(bank, "questions", "T1a", coding=task.model_copy(update={"hidden": hidden}))
    (fault,) = contradictions(changed, {})
    assert re.search(rf"test '{hidden[0].name}': {part} is not JSON .*: correct it", fault)


def test_weights_that_do_not_sum_to_one_are_a_fault(bank: Bank) -> None:
    rubric = bank.rubrics["coding"]
    heavier = rubric.criteria[0].model_copy(update={"weight": 0.5})
    changed = with_entry(bank, "rubrics", "coding", criteria=(heavier, *rubric.criteria[1:]))
    assert contradictions(changed, {}) == ["rubrics: coding: weights sum to 1.1: make them sum to 1"]


def test_a_round_with_one_interviewer_is_a_fault(bank: Bank) -> None:
    people = {name: p for name, p in bank.people.items() if p.seat != "coding"}
    (fault,) = contradictions(bank.model_copy(update={"people": people}), {})
    assert fault == "people: coding: has 0 interviewers: add at least 2"


def test_a_round_without_an_opening_question_is_a_fault(bank: Bank) -> None:
    questions = {
        name: q.model_copy(update={"follow_up": True}) if q.round == "recruiter" else q
        for name, q in bank.questions.items()
    }
    (fault,) = contradictions(bank.model_copy(update={"questions": questions}), {})
    assert fault == "questions: recruiter: has no opening question: add one without follow_up"


def test_a_round_described_twice_is_a_fault(bank: Bank) -> None:
    loop = bank.loop.model_copy(update={"rounds": (*bank.loop.rounds, bank.loop.rounds[0])})
    assert contradictions(bank.model_copy(update={"loop": loop}), {}) == [
        "loop: recruiter: described 2 times: describe it once"
    ]


def test_a_fault_names_the_file_it_stands_in(copy_of_shipped: Path) -> None:
    path = copy_of_shipped / "questions" / "system_design" / "q14.toml"
    path.write_text(path.read_text("utf-8").replace('"ai_product"', '"pilot"', 1), "utf-8")
    with pytest.raises(BankError) as caught:
        load_bank(copy_of_shipped)
    (fault,) = caught.value.faults
    assert (
        fault == "questions/system_design/q14.toml: Q14: role 'pilot' does not exist: correct it, or add it"
    )


def test_a_missing_rubric_is_a_fault_and_no_crash(copy_of_shipped: Path) -> None:
    (copy_of_shipped / "rubrics" / "recruiter.toml").unlink()
    with pytest.raises(BankError, match="has no rubric"):
        load_bank(copy_of_shipped)


def test_a_missing_round_is_a_fault_and_no_crash(bank: Bank) -> None:
    loop = bank.loop.model_copy(update={"rounds": bank.loop.rounds[1:]})
    faults = contradictions(bank.model_copy(update={"loop": loop}), {})
    assert "loop: recruiter: described 0 times: describe it once" in faults


def test_a_missing_length_is_a_fault(bank: Bank) -> None:
    loop = bank.loop.model_copy(update={"lengths": bank.loop.lengths[1:]})
    faults = contradictions(bank.model_copy(update={"loop": loop}), {})
    assert faults == ["loop: drill: described 0 times: describe it once"]


@pytest.mark.parametrize("budget", ["questions", "turns"])
def test_a_length_without_a_rounds_budget_is_a_fault(bank: Bank, budget: str) -> None:
    drill, *others = bank.loop.lengths
    kept = {kind: count for kind, count in getattr(drill, budget).items() if kind != "coding"}
    loop = bank.loop.model_copy(update={"lengths": (drill.model_copy(update={budget: kept}), *others)})
    faults = contradictions(bank.model_copy(update={"loop": loop}), {})
    assert faults == ["loop: drill: has no questions or turns for coding: add them"]
