"""Words that what recognizes speech is told to expect."""

from interview_agents.voice import glossary
from interview_agents.voice.rules import rules
from interview_personas import load_bank


def test_the_bank_adds_its_own_abbreviations_to_the_fields_terms() -> None:
    terms = glossary(load_bank())
    assert terms[: len(rules().terms.field)] == rules().terms.field
    assert {"NDCG", "McNemar", "GPU"} <= set(terms)
    assert len(terms) == len(set(terms)) <= rules().terms.most


def test_strings_of_a_coding_problems_examples_are_no_terms() -> None:
    assert not {"ABC", "BABA"} & set(glossary(load_bank()))


def test_it_is_short_enough_for_a_prompt() -> None:
    assert len(", ".join(glossary(load_bank()))) < 600
