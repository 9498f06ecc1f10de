"""A rewrite orders the candidate's own sentences and adds nothing to them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.agents.talk import BANK, answer

from interview_agents.rewriting import adds_nothing, rewrite
from interview_personas import Template

DESIGN_8 = BANK.templates["system_design_8"]
FOUR = DESIGN_8.model_copy(
    update={
        "slots": tuple(
            DESIGN_8.slots[0].model_copy(update={"name": name})
            for name in ("Choice", "Why", "Result", "Impact")
        )
    }
)
"""A template with the headings used here."""
SAID = "We took “boosted trees” because they were cheap. They ran nightly.\nNobody complained"


def test_each_sentence_stands_under_its_heading_and_gaps_are_questions() -> None:
    turn = answer("I'd monitor drift every week. First I'd clarify who uses it.")
    result = rewrite(turn, DESIGN_8)
    lines = dict(line.split("**: ", 1) for line in result.rewritten.splitlines())
    assert lines["**Clarify the problem"] == "First I'd clarify who uses it."
    assert lines["**Monitoring and iteration"] == "I'd monitor drift every week."
    assert lines["**Define metrics"] == f"[to say: {DESIGN_8.slots[1].asks}]"
    assert len(lines) == len(DESIGN_8.slots)
    assert (result.turn_id, result.template, result.original) == (turn.id, "system_design_8", turn.text)


@pytest.mark.parametrize(
    "rewritten",
    [
        "",
        SAID,
        "They ran nightly. Nobody complained",
        "**Result**: They ran nightly.\n**Why**: [to say: what did it save?]",
        '**Choice**: We took "boosted trees" because they were cheap.',
        "**Choice** they were cheap",
        "[to say: how many millions, at what cost?]",
    ],
)
def test_own_sentences_headings_and_blanks_add_nothing(rewritten: str) -> None:
    assert adds_nothing(rewritten, SAID, FOUR)


@pytest.mark.parametrize(
    "rewritten",
    [
        "They ran hourly.",
        "They ran nightly. It saved two million.",
        "**Impact**: it saved two million",
        "**It saved two million a year in compute, as I measured it myself, across all regions**",
        "they ran nightly for years",
        "[to add: it saved two million]",
        "We took boosted trees",
        "**Why**:\nIt saved two million",
    ],
)
def test_a_word_the_candidate_did_not_say_adds(rewritten: str) -> None:
    assert not adds_nothing(rewritten, SAID, FOUR)


def test_a_claim_dressed_up_as_a_heading_adds() -> None:
    assert not adds_nothing("**It saved us two million a year**", SAID, FOUR)
    assert not adds_nothing("**Model**: They ran nightly.", SAID, FOUR), "a heading of another template"


PROSE = st.lists(
    st.sampled_from(
        [
            "We measure recall.",
            "The metric is „precision”!",
            "Who uses it?",
            "He said “monitor drift.” Then we left.",
            "[to say: nothing]",
            "**Model**: trees.",
            "A baseline at .5 first…",
            "ﬁrst we clarify (cheaply).",
            ":",
            "…",
            "Nothing of note.",
        ]
    ),
    max_size=8,
).map(" ".join)
TEMPLATES = st.sampled_from(list(BANK.templates.values()))


ONE_LINE = st.text(st.sampled_from('ab .!?"”)*:[]metricsplwho'), max_size=60)


@given(text=PROSE | ONE_LINE, template=TEMPLATES)
def test_a_rewrite_of_any_line_adds_nothing(text: str, template: Template) -> None:
    result = rewrite(answer(text), template)
    assert adds_nothing(result.rewritten, result.original, template)


LINES = "the metric is recall\nthe weather was nice\nwe measure precision"


@given(text=st.text(st.sampled_from('ab .!?\n"”)*:[]metric'), max_size=60), template=TEMPLATES)
@example(text=LINES, template=DESIGN_8)
def test_a_rewrite_of_any_text_adds_nothing(text: str, template: Template) -> None:
    result = rewrite(answer(text), template)
    assert adds_nothing(result.rewritten, result.original, template)
