"""The shipped bank holds what the documents hold, and agrees with itself."""

from collections import Counter

import pytest

from interview_agents.coverage import covers, reached
from interview_agents.text import folded
from interview_agents.transcript import Speaker, Turn
from interview_personas import Bank, Length, Question, RedFlag, RoundKind, load_bank

BANK = load_bank()
QUESTIONS = list(BANK.questions.values())


def test_the_bank_holds_every_red_flag_of_the_documents_and_six_derived_ones() -> None:
    assert Counter(flag.origin for flag in BANK.red_flags.values()) == {"documented": 51, "derived": 6}


def test_the_bank_holds_every_question_of_the_documents_and_ten_of_ours() -> None:
    assert Counter(question.origin for question in BANK.questions.values()) == {"documented": 76, "ours": 10}


def test_a_documented_entry_names_its_document() -> None:
    entries: list[Question | RedFlag] = [*BANK.questions.values(), *BANK.red_flags.values()]
    assert [entry.id for entry in entries if entry.origin == "documented" and not entry.sources] == []


@pytest.mark.parametrize("flag", BANK.red_flags.values(), ids=lambda flag: flag.id)
class TestEveryRedFlag:
    def test_has_two_different_examples_of_either_side(self, flag: RedFlag) -> None:
        shown, near = set(flag.looks_like), set(flag.does_not_look_like)
        assert len(shown) >= 2
        assert len(near) >= 2
        assert not shown & near

    def test_is_ruled_on_in_each_round_it_names(self, flag: RedFlag) -> None:
        assert flag.rounds
        for kind in flag.rounds:
            assert flag in BANK.flags_of(kind)
            assert flag.criterion[kind] in {c.id for c in BANK.rubric(kind).criteria}


@pytest.mark.parametrize("kind", RoundKind)
class TestEveryRound:
    def test_weighs_communication_forty_percent_and_documents_no_other_weight(self, kind: RoundKind) -> None:
        documented = {c.id: c.weight for c in BANK.rubric(kind).criteria if c.documented}
        assert documented == {"communication": 0.40}

    def test_has_weights_that_sum_to_one(self, kind: RoundKind) -> None:
        assert sum(c.weight for c in BANK.rubric(kind).criteria) == pytest.approx(1)

    def test_can_be_held_by_two_people_or_more(self, kind: RoundKind) -> None:
        assert len(BANK.interviewers_of(kind)) >= 2
        assert all(person.voice for person in BANK.interviewers_of(kind))

    @pytest.mark.parametrize("length", Length)
    def test_has_a_budget_in_every_length(self, kind: RoundKind, length: Length) -> None:
        spec = BANK.length(length)
        assert spec.turns[kind] > spec.questions[kind]

    def test_has_an_opening_question_for_every_role(self, kind: RoundKind) -> None:
        openers = [q for q in BANK.questions.values() if q.round is kind and not q.follow_up]
        assert set(BANK.roles) <= {role for question in openers for role in question.roles}


def test_a_committee_can_be_chaired() -> None:
    assert BANK.chairs()


def _said(question: Question, text: str) -> Turn:
    return Turn(id="x-01", round=question.round, speaker=Speaker.CANDIDATE, text=text)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_a_strong_answer_reaches_its_own_point(question: Question) -> None:
    assert [point.id for point in question.points if not covers(point, folded(point.says))] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_a_strong_answer_is_not_taken_for_a_dismissal(question: Question) -> None:
    missed = [p.id for p in question.points if p.id not in reached(question, _said(question, p.says))]
    assert missed == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_reading_a_question_back_reaches_none_of_its_points(question: Question) -> None:
    assert reached(question, _said(question, question.ask)) == ()


def test_reading_a_probe_back_does_not_reach_its_point() -> None:
    given_away = [
        (question.id, point.id)
        for question in BANK.questions.values()
        for point in question.points
        for probe in point.probes
        if point.id in reached(question, _said(question, probe))
    ]
    assert given_away == []


def test_a_data_test_is_among_the_follow_ups_of_the_design_round() -> None:
    tests = [q for q in BANK.questions.values() if q.family == "data_test"]
    assert tests
    assert all(q.follow_up and q.round is RoundKind.SYSTEM_DESIGN for q in tests)


def test_every_coding_question_brings_a_task_and_no_other_question_does() -> None:
    with_task = {q.id for q in BANK.questions.values() if q.coding}
    assert with_task == {q.id for q in BANK.questions.values() if q.round is RoundKind.CODING}


def test_the_simulated_candidates_are_of_every_kind() -> None:
    kinds = Counter(candidate.kind for candidate in BANK.candidates.values())
    assert min(kinds[kind] for kind in ("planted", "strong", "degenerate")) >= 3
    behaviours = {c.behaviour for c in BANK.candidates.values()}
    assert behaviours == {"talks", "blank", "gibberish", "repeat", "dont_know", "injection"}


def test_the_bank_is_read_once(bank: Bank) -> None:
    assert load_bank() is bank
