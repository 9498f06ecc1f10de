"""A quote is evidence only when the candidate said it, word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agents.talk import DESIGN, answer, asked, said, talk

from interview_agents.evidence import fault_of, normalised, occurs, place_of

SPOKEN = "I’d start with the “raw” data,\nthen look at the ﬁrst 20 % of labels — carefully."


@pytest.mark.parametrize(
    "quote",
    [
        SPOKEN,
        "start with the",
        "I'd start with",
        'the "raw" data',
        "the „raw” data",
        "data, then look",
        "data,   then\tlook",
        "the first 20 % of",
        " labels — carefully. ",
    ],
)
def test_whitespace_quote_marks_and_unicode_forms_are_forgiven(quote: str) -> None:
    assert occurs(quote, answer(SPOKEN))


def test_a_line_of_a_sketch_is_a_quote() -> None:
    turn = answer("Like so.", sketch="graph LR\n  A[Logs] -->|hourly| B[Labels]")
    assert occurs("A[Logs] -->|hourly| B[Labels]", turn)
    assert not occurs("Logs hourly Labels", turn)


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("i'd start with", "case"),
        ("START WITH", "case"),
        ("the raw data", "left-out marks"),
        ("data then look", "a left-out comma"),
        ("start with data", "left-out words"),
        ("start with … data", "an ellipsis"),
        ("of labels - carefully", "another dash"),
        ("start with the data and labels", "added words"),
        ("", "nothing"),
        (" \n", "nothing"),
    ],
)
def test_nothing_else_is_forgiven(quote: str, why: str) -> None:
    assert not occurs(quote, answer(SPOKEN)), why


def test_code_can_be_quoted_like_words() -> None:
    turn = answer("Here it is.", code="def f(a):\n    return a + 1\n")
    assert occurs("def f(a): return a + 1", turn)
    assert occurs("Here it is.", turn)
    assert not occurs("return a+1", turn)


def test_normalising_twice_changes_nothing_more() -> None:
    assert normalised(normalised(SPOKEN)) == normalised(SPOKEN)


LETTERS = st.text(st.sampled_from("ab éﬁ“'\u0301\u0323\u0327¨ｶﾞ\u1112\u1161\u11ab½\n\u00a0"), max_size=12)


@given(before=LETTERS, quote=LETTERS, after=LETTERS)
def test_what_is_evidence_has_a_place_and_that_place_says_the_same(
    before: str, quote: str, after: str
) -> None:
    text = before + quote + after
    place = place_of(quote, text)
    assert (place is not None) == occurs(quote, answer(text))
    if place:
        assert normalised(quote) in normalised(text[slice(*place)])


def test_a_letter_is_never_cut_from_its_accent() -> None:
    text = "a cafe\u0301 in Turin"
    assert text[slice(*(place_of("café", text) or ()))] == "cafe\u0301"
    assert place_of("cafe", text) is None


ROUND = talk(DESIGN, asked("What about labels?"), said("Labels come from the depot."))


def test_the_candidates_own_words_are_evidence() -> None:
    assert fault_of("system_design-02", "come from the depot", ROUND) is None


@pytest.mark.parametrize(
    ("turn", "quote", "fault"),
    [
        (None, "Labels", "no turn and quote were given"),
        ("", "Labels", "no turn and quote were given"),
        ("system_design-02", None, "no turn and quote were given"),
        ("system_design-02", "  ", "no turn and quote were given"),
        ("system_design-09", "Labels", "there is no turn 'system_design-09'"),
        ("system_design-01", "What about labels?", "spoken by the interviewer"),
        ("system_design-02", "Labels come from heaven", "does not occur in 'system_design-02'"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(turn: str | None, quote: str | None, fault: str) -> None:
    found = fault_of(turn, quote, ROUND)
    assert found is not None
    assert fault in found
    assert ": " in found
