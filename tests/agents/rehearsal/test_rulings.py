"""Exact signals first, then distilled ones, and no word where neither can tell."""

import pytest
from tests.agents.talk import BANK, DESIGN, FILLER, Line, asked, probe, put, said, seen, talk

from interview_agents.evidence import fault_of
from interview_agents.rehearsal.rulings import rule
from interview_agents.scorecard import Ruling, State
from interview_agents.signals.readers import Reader, Side, Signals

NONE = Signals(idf={}, readers={})
LABELS = "viewing_as_labels"
POINT = next(p for p in BANK.questions["Q14"].points if p.id == LABELS)
OMISSION = "no_labeling_discussion"
COMMISSION = "overengineers"
STACK = "I'd stack seven towers."
MORE = "That is how it was done where I worked before, in two cities and for many years."
VAGUE = f"Some label, I suppose, out of what the app keeps on its side of things. {MORE}"
MISSED = f"{FILLER} {MORE}"
AGAINST = next(p.says for p in BANK.questions["Q14"].points if COMMISSION in p.answers)
"""What a strong candidate says on the same subject."""


def reader() -> Reader:
    return Reader(bias=-3, weights={"towers": 9.0}, high=0.9, low=0.1, snippets=1, precision=1, recall=1)


def signals(flag: str, side: Side = "flag") -> Signals:
    """Signals of one reader that knows one word."""
    return Signals(idf={"towers": 1.0, "rule": 1.0}, readers={side: {flag: reader()}})


def ruled(flag: str, known: Signals, *lines: Line) -> Ruling:
    (ruling,) = [r for r in rule(seen(DESIGN, *lines), BANK, known) if r.flag == flag]
    if ruling.ruling is not State.NOT_ASSESSABLE:
        assert fault_of(ruling.turn_id, ruling.quote, talk(DESIGN, *lines)) is None
    return ruling


def test_every_flag_of_the_round_is_ruled_on_once_in_catalogue_order() -> None:
    rulings = rule(seen(DESIGN, put("Q14"), said()), BANK, NONE)
    assert [r.flag for r in rulings] == [flag.id for flag in BANK.flags_of(DESIGN)]


def test_without_an_opportunity_there_is_no_ruling() -> None:
    trees = said("I'd go straight with XGBoost.")
    assert ruled("model_before_data", NONE, asked("Hello there."), trees).ruling is State.NOT_ASSESSABLE
    assert ruled("model_before_data", NONE, asked("How would you rank?"), trees).ruling is State.PRESENT


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"{FILLER} {STACK} {MORE}", State.PRESENT),
        (STACK, State.NOT_ASSESSABLE),
        (f"{FILLER} {STACK} {AGAINST}", State.NOT_ASSESSABLE),
        (FILLER, State.NOT_ASSESSABLE),
        ("", State.NOT_ASSESSABLE),
        (AGAINST, State.ABSENT),
    ],
)
def test_a_commission_needs_a_long_window_above_its_threshold_and_nothing_against_it(
    text: str, state: State
) -> None:
    assert ruled(COMMISSION, signals(COMMISSION), put("Q14"), said(text)).ruling is state


def test_a_commission_without_a_reader_is_left_open() -> None:
    assert ruled(COMMISSION, NONE, put("Q14"), said(STACK)).ruling is State.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([put("Q14"), said(POINT.says)], State.ABSENT),
        ([put("Q14"), said(), probe("Q14", LABELS), said(MISSED)], State.PRESENT),
        ([put("Q14"), said(), probe("Q14", LABELS), said(VAGUE)], State.NOT_ASSESSABLE),
        ([put("Q14"), said(), probe("Q14", LABELS), said("Pass.")], State.NOT_ASSESSABLE),
        (
            [put("Q14"), said(), probe("Q14", LABELS), said("Pass."), probe("Q14", LABELS), said(MISSED)],
            State.PRESENT,
        ),
        ([put("Q14"), said(), probe("Q14", "two_stages_at_peak"), said(MISSED)], State.NOT_ASSESSABLE),
        ([put("Q14"), said(MISSED)], State.NOT_ASSESSABLE),
        ([asked("How would you get labels for this?"), said(MISSED)], State.NOT_ASSESSABLE),
    ],
)
def test_an_omission_is_present_only_when_it_was_asked_for_and_missed(
    lines: list[Line], state: State
) -> None:
    assert ruled(OMISSION, NONE, *lines).ruling is state


def test_a_reader_of_strong_answers_clears_an_omission() -> None:
    lines = [put("Q14"), said(), probe("Q14", LABELS), said(f"{FILLER} {STACK}")]
    assert ruled(OMISSION, signals(OMISSION, "strong"), *lines).ruling is State.ABSENT


def test_a_reader_of_strong_answers_that_finds_none_leaves_an_omission_present() -> None:
    lines = [put("Q14"), said(), probe("Q14", LABELS), said(MISSED)]
    assert ruled(OMISSION, signals(OMISSION, "strong"), *lines).ruling is State.PRESENT


def test_where_another_interviewer_asked_an_omission_is_present_when_the_answer_shows_it() -> None:
    for asking, state in (
        ("How would you get labels for this?", State.PRESENT),
        ("Hello there.", State.NOT_ASSESSABLE),
    ):
        lines = [asked(asking), said(f"{FILLER} {STACK} {MORE}")]
        assert ruled(OMISSION, signals(OMISSION), *lines).ruling is state


def test_the_fullest_answer_is_the_evidence_of_an_omission() -> None:
    short = "We take whatever there is in the store and go on from it then."
    lines = [put("Q14"), said(), probe("Q14", LABELS), said(short), probe("Q14", LABELS), said(MISSED)]
    ruling = ruled(OMISSION, NONE, *lines)
    assert ruling.turn_id == "system_design-06"
    assert (ruling.quote or "?") in MISSED
