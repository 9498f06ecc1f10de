"""Drills: a flag's questions give it its occasion, in a round as short as a drill's."""

from collections.abc import Mapping

import pytest
from tests.panel.onsites import BANK, held, player

from interview_agents.opportunity import opportunities, opportunity_for
from interview_agents.transcript import Transcript
from interview_panel.drills import Occasion, asked_for, occasion, occasions, question_for, questions_for
from interview_panel.plan import OnsiteRequest, plan_onsite
from interview_personas import Length, Question, RedFlag

ROLE = BANK.roles["ml_engineer"]
FOLLOW_UPS = [question for question in BANK.questions.values() if question.follow_up]


def drilled(question: Question, seed: int = 0) -> Transcript:
    """A drill on a question, held by the director with a candidate who talks."""
    asked = asked_for(question, BANK, ROLE, seed)
    request = OnsiteRequest(length=Length.DRILL, rounds=(question.round,), questions=asked, seed=seed)
    return held(plan_onsite(request, BANK).rounds[0], player(seed=seed))


@pytest.mark.parametrize("flag", BANK.red_flags.values(), ids=lambda flag: flag.number)
def test_a_drill_on_a_flag_gives_it_its_occasion(flag: RedFlag) -> None:
    for seed in range(3):
        question = question_for(flag, BANK, ROLE, seed)
        assert question is not None
        assert question.round in flag.rounds
        assert opportunity_for(flag, opportunities(drilled(question, seed), BANK))


@pytest.mark.parametrize("question", FOLLOW_UPS, ids=lambda question: question.id)
def test_a_question_asked_inside_another_is_reached_in_a_drill(question: Question) -> None:
    asked = [turn.direction.question_id for turn in drilled(question).questions() if turn.direction]
    assert asked[0] != question.id
    assert question.id in asked


def test_a_flag_is_practised_with_questions_that_ask_for_it_first() -> None:
    flag = BANK.red_flags["no_drift_plan"]
    ranks = [occasion(flag, question, BANK) for question in questions_for(flag, BANK)]
    assert ranks[0] is Occasion.ASKED
    assert ranks[-1] is Occasion.PROBED
    assert ranks == sorted(ranks, key=lambda rank: rank or 0)


def test_a_flag_is_not_drilled_in_a_round_that_does_not_rule_on_it() -> None:
    flag = BANK.red_flags["jumps_to_code"]
    story = next(question for question in BANK.questions.values() if question.round not in flag.rounds)
    assert occasion(flag, story, BANK) is None
    assert flag.id not in occasions(story, BANK)


def test_what_a_question_can_show_says_how() -> None:
    found: Mapping[str, Occasion] = occasions(BANK.questions["Q14"], BANK)
    assert found["model_before_data"] is Occasion.ASKED
    assert found["defensive"] is Occasion.ROUND
    assert found["no_drift_plan"] is Occasion.PROBED
    assert "jumps_to_code" not in found


def test_the_roles_own_questions_are_drawn_and_the_seed_decides_which() -> None:
    flag, role = BANK.red_flags["no_tradeoffs"], BANK.roles["ai_product"]
    drawn = [question_for(flag, BANK, role, seed) for seed in range(12)]
    assert all(question and role.id in question.roles for question in drawn)
    assert len({question.id for question in drawn if question}) > 1
    assert drawn == [question_for(flag, BANK, role, seed) for seed in range(12)]


def test_a_flag_that_no_question_gives_occasion_for_has_no_drill() -> None:
    without = BANK.model_copy(
        update={"questions": {q.id: q for q in BANK.questions.values() if "why_here" not in q.gives}}
    )
    flag = BANK.red_flags["generic_motivation"]
    assert questions_for(flag, without) == ()
    assert question_for(flag, without, ROLE, 0) is None
