"""No flag may be raised for what was never asked."""

import pytest
from tests.agents.talk import BANK, BEHAVIORAL, CODING, DESIGN, RECRUITER, Line, asked, put, said, talk

from interview_agents.opportunity import answers_invited, opportunities, opportunity_for
from interview_agents.transcript import Direction, Move
from interview_personas import RoundKind


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (RECRUITER, {"any_answer"}),
        (CODING, {"any_answer", "coding_problem", "technical", "edge_cases"}),
        (DESIGN, {"any_answer", "technical", "underspecified"}),
        (BEHAVIORAL, {"any_answer", "behavioral"}),
    ],
)
def test_a_round_that_was_held_gives_what_holding_it_gives(kind: RoundKind, given: set[str]) -> None:
    assert set(opportunities(talk(kind, asked("Hello."), said()), BANK)) == given


def test_what_holding_a_round_gives_is_given_by_its_first_turn() -> None:
    lines = [asked("Hello."), said(), asked("And?"), said()]
    assert set(opportunities(talk(DESIGN, *lines), BANK).values()) == {"system_design-01"}


@pytest.mark.parametrize(
    ("lines", "name", "turn"),
    [
        ([asked("How would you rank the results?"), said()], "open_modelling", "system_design-01"),
        (
            [asked("Hello."), said(), asked("Which model would you take?"), said()],
            "model_choice",
            "system_design-03",
        ),
        (
            [asked("Hello."), said(), asked("WHICH MODEL?"), said(), asked("Which model?"), said()],
            "model_choice",
            "system_design-03",
        ),
        ([asked("Hello."), said(), asked("Which model would you take?")], "model_choice", None),
        ([asked("Hello."), said("Which model would you like?"), asked("Hm."), said()], "model_choice", None),
        ([said("Which model?"), asked("Hello."), said()], "model_choice", None),
        ([asked("Hello."), said(code="x = 1")], "code_submitted", "system_design-01"),
        ([asked("Hello."), said(code=" ")], "code_submitted", None),
        ([asked("Hello."), said()], "drift", None),
    ],
)
def test_words_give_an_opportunity_when_they_were_answered(
    lines: list[Line], name: str, turn: str | None
) -> None:
    assert opportunities(talk(DESIGN, *lines), BANK).get(name) == turn


def test_a_direction_gives_what_it_says_it_gives() -> None:
    pushed = Direction(move=Move.CHALLENGE, question_id="Q14", text="Really?", gives=("challenged",))
    given = opportunities(talk(DESIGN, put("Q14"), said(), asked("Really?", pushed), said()), BANK)
    assert given["challenged"] == "system_design-03"
    assert set(BANK.questions["Q14"].gives) <= set(given)


def test_a_flag_takes_the_first_of_its_opportunities_that_was_given() -> None:
    flag = BANK.red_flags["ignores_constraints"]
    first, second = flag.opportunities[:2]
    assert opportunity_for(flag, {second: "b", first: "a"}) == "a"
    assert opportunity_for(flag, {second: "b"}) == "b"
    assert opportunity_for(flag, {"why_here": "c"}) is None


def test_the_answers_invited_are_those_from_the_turn_that_asked() -> None:
    flag = BANK.red_flags["model_before_data"]
    transcript = talk(
        DESIGN, asked("Hello."), said("one"), asked("How would you rank the results?"), said("two")
    )
    assert [turn.text for turn in answers_invited(flag, transcript, BANK)] == ["two"]


def test_every_answer_is_invited_when_the_round_itself_gave_the_chance() -> None:
    flag = BANK.red_flags["silence"]
    transcript = talk(CODING, asked("Hello."), said("one"), asked("And?"), said("two"))
    assert [turn.text for turn in answers_invited(flag, transcript, BANK)] == ["one", "two"]


def test_the_invitation_ends_with_the_next_question() -> None:
    flag = BANK.red_flags["model_before_data"]
    lines = [put("Q14"), said("one"), asked("And?"), said("two"), put("Q41", Move.NEXT), said("three")]
    assert "open_modelling" not in BANK.questions["Q41"].gives
    assert [turn.text for turn in answers_invited(flag, talk(DESIGN, *lines), BANK)] == ["one", "two"]
