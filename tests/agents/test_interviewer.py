"""What interviewers share: a worded turn, the questions chosen, and what is still missing."""

from random import Random

import pytest
from tests.agents.talk import (
    BANK,
    BEHAVIORAL,
    CODING,
    DESIGN,
    RECRUITER,
    Scripted,
    probe,
    put,
    said,
    talk,
)

from interview_agents import behavioral, coding, recruiter, system_design
from interview_agents.covering import UNANSWERED, Likely
from interview_agents.errors import MindError
from interview_agents.interviewer import by_importance, next_turn, open_points, pool, take
from interview_agents.mind import AskView
from interview_agents.record import record_of
from interview_agents.transcript import Direction, Move
from interview_personas import RoundKind

CHOOSE = {
    RECRUITER: recruiter.choose,
    CODING: coding.choose,
    DESIGN: system_design.choose,
    BEHAVIORAL: behavioral.choose,
}
ROLE, COMPANY = BANK.roles["ml_engineer"], BANK.companies["generic"]
QUESTION = BANK.questions["Q14"]
VIEW = AskView(
    persona=BANK.interviewers_of(DESIGN)[0], question=QUESTION, transcript=talk(DESIGN), minutes=30
)
OPENING = Direction(move=Move.OPEN, question_id="Q14", text=QUESTION.ask)


async def test_a_turn_is_what_the_mind_streamed_piece_by_piece() -> None:
    heard: list[str] = []
    turn = await next_turn(VIEW, OPENING, Scripted(pieces=["Hello", ", ", "design it. "]), heard.append)
    assert heard == ["Hello", ", ", "design it. "]
    assert (turn.id, turn.text, turn.by_candidate) == ("system_design-01", "Hello, design it.", False)
    assert turn.direction == OPENING


@pytest.mark.parametrize("pieces", [[], [""], [" ", "\n"]])
async def test_a_mind_that_says_nothing_has_failed(pieces: list[str]) -> None:
    with pytest.raises(MindError, match="said nothing for system_design-01"):
        await next_turn(VIEW, OPENING, Scripted(pieces=pieces))


@pytest.mark.parametrize("kind", RoundKind)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_rounds_questions_are_its_own_different_and_start_with_an_opening_one(
    kind: RoundKind, count: int
) -> None:
    chosen = CHOOSE[kind](BANK, ROLE, COMPANY, count, Random(7))
    assert len(chosen) == len(set(chosen)) == count
    assert all(BANK.questions[name].round is kind for name in chosen)
    assert not BANK.questions[chosen[0]].follow_up


@pytest.mark.parametrize("kind", RoundKind)
def test_the_same_seed_chooses_the_same_questions_and_another_seed_others(kind: RoundKind) -> None:
    def draw(seed: int) -> tuple[str, ...]:
        return CHOOSE[kind](BANK, ROLE, COMPANY, 2, Random(seed))

    assert draw(1) == draw(1)
    assert len({draw(seed) for seed in range(20)}) > 1


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_design_round_of_two_questions_or_more_has_a_data_test(count: int) -> None:
    chosen = system_design.choose(BANK, ROLE, COMPANY, count, Random(3))
    assert [BANK.questions[name].family for name in chosen].count("data_test") == 1


def test_a_phone_screen_begins_with_a_project_and_ends_with_the_reason_for_coming() -> None:
    families = [BANK.questions[n].family for n in recruiter.choose(BANK, ROLE, COMPANY, 3, Random(3))]
    assert (families[0], families[-1]) == ("project", "motivation")


def test_a_behavioral_round_ends_with_a_concept_and_a_short_one_has_none() -> None:
    long = [BANK.questions[n].family for n in behavioral.choose(BANK, ROLE, COMPANY, 4, Random(3))]
    assert long[-1] == "concept"
    assert "concept" not in long[:-1]
    (only,) = behavioral.choose(BANK, ROLE, COMPANY, 1, Random(3))
    assert BANK.questions[only].family != "concept"


def test_the_companys_questions_come_before_the_others() -> None:
    company = BANK.companies["google"].model_copy(update={"questions": ("Q20",)})
    assert pool(BANK, DESIGN, ROLE, company, Random(5))[0].id == "Q20"


def test_one_question_a_family_comes_before_a_second() -> None:
    first, other = BANK.questions["T1a"], BANK.questions["T1b"]
    assert first.family != other.family
    questions = [first, first.model_copy(update={"id": "like the first"}), other]
    assert take(questions, 3) == ("T1a", "T1b", "like the first")
    assert take(questions, 2) == ("T1a", "T1b")
    assert take(questions, 0) == ()


def test_a_point_that_was_reached_or_gone_for_often_enough_is_let_go() -> None:
    important, minor = "viewing_as_labels", "features_as_served"
    once = [
        put("Q14"),
        said(),
        probe("Q14", minor),
        said(),
        probe("Q14", important, reached=("simple_first",)),
        said(),
    ]
    open_now = [p.id for p in open_points(QUESTION, record_of(talk(DESIGN, *once)))]
    assert minor not in open_now, "gone for once, and not of the highest importance"
    assert important in open_now, "the most important are gone for twice"
    assert "simple_first" not in open_now, "reached"
    twice = talk(DESIGN, *once, probe("Q14", important), said())
    assert important not in [p.id for p in open_points(QUESTION, record_of(twice))]


def test_what_was_likely_said_already_comes_last_whatever_its_importance() -> None:
    top = [p for p in QUESTION.points if p.importance == 3]
    likely = Likely({top[0].id: 0.9, top[1].id: 0.1}, doubted=0.5)
    order = by_importance(QUESTION.points, likely)
    assert order[-1] == top[0]
    assert top[1] in order[: len(top)]


def test_among_what_was_likely_not_said_the_most_important_comes_first() -> None:
    order = by_importance(QUESTION.points, UNANSWERED)
    assert [p.importance for p in order] == sorted((p.importance for p in QUESTION.points), reverse=True)


def test_before_code_the_steps_come_in_order_and_with_code_the_code_first() -> None:
    task = BANK.questions["T1a"]
    before = coding.gaps(task, record_of(talk(CODING, put("T1a"), said())), UNANSWERED)
    assert [p.step for p in before] == ["understand", "examples", "brute_force", "optimize"]
    after = coding.gaps(task, record_of(talk(CODING, put("T1a"), said(code="x = 1"))), UNANSWERED)
    assert {p.step for p in after[:2]} == {"implement", "test"}
    assert len(after) == len(task.points)


def test_the_code_is_asked_for_after_three_turns_of_talk() -> None:
    lines = [put("T1a"), said(), probe("T1a", "hand_card"), said()]
    assert not coding.wants_code(record_of(talk(CODING, *lines)))
    lines += [probe("T1a", "rescan_cards"), said()]
    assert coding.wants_code(record_of(talk(CODING, *lines)))
    assert not coding.wants_code(record_of(talk(CODING, *lines, said(code="x = 1"))))
