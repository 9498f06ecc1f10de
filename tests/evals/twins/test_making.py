"""Twins change what they say they change, and nothing else."""

import pytest

from interview_evals.judge.cases import Case, read_cases
from interview_evals.twins.data import TwinData, read_twins
from interview_evals.twins.making import Change, Twin, twins_of

DATA = read_twins()
ALL = read_cases()


def answers(case: Case) -> list[str]:
    return [turn.text for turn in case.turns if turn.speaker == "candidate"]


def made(*changes: Change) -> list[tuple[Case, Twin]]:
    return [(case, twin) for case in ALL for twin in twins_of(case, DATA) if twin.change in changes]


def test_the_data_make_every_kind_of_twin_but_those_that_change_no_word() -> None:
    orders = {Change.FLAG_ORDER, Change.SCORECARD_ORDER}
    assert {twin.change for case in ALL for twin in twins_of(case, DATA)} == set(Change) - orders


def test_only_the_candidates_words_change() -> None:
    for case, twin in made(*Change):
        assert len(twin.case.turns) == len(case.turns)
        for before, after in zip(case.turns, twin.case.turns, strict=True):
            assert (before.speaker, before.code, before.sketch) == (after.speaker, after.code, after.sketch)
            assert before.speaker == "candidate" or before.text == after.text
        assert answers(twin.case) != answers(case)


@pytest.mark.parametrize("change", [Change.IDENTITY, Change.PADDING, Change.POLITENESS, Change.BUZZWORDS])
def test_what_is_said_around_an_answer_leaves_every_word_of_it(change: Change) -> None:
    for case, twin in made(change):
        for before, after in zip(answers(case), answers(twin.case), strict=True):
            assert before in after


def test_spelling_changes_letters_and_no_word_count() -> None:
    for case, twin in made(Change.SPELLING):
        for before, after in zip(answers(case), answers(twin.case), strict=True):
            assert len(before.split()) == len(after.split())


def test_the_sentences_that_both_readers_quoted_are_gone() -> None:
    for case, twin in made(Change.WITHOUT):
        (seen, *_) = [s for s in case.author.present if s.flag == twin.variant]
        assert seen.quote not in twin.case.turns[seen.turn].text


def test_a_paraphrase_answers_every_question() -> None:
    known = {case.id: case for case in ALL}
    for paraphrase in DATA.paraphrases:
        assert len(paraphrase.answers) == len(answers(known[paraphrase.id]))


def test_data_without_words_for_a_round_make_no_twin_of_that_kind() -> None:
    bare = TwinData(identities=(), manners=(), spelling={}, paraphrases=(), stronger=())
    assert {twin.change for case in ALL for twin in twins_of(case, bare)} == {Change.WITHOUT}
