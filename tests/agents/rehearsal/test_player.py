"""A simulated candidate: the same words for the same seed, and what was planted is said."""

import pytest
from tests.agents.rehearsal.stage import PUSH, STRONG, WRITE, onsite, play, spec
from tests.agents.talk import BANK, CODING, DESIGN, RECRUITER, asked, probe, put

from interview_agents.coverage import covers
from interview_agents.rehearsal import CandidatePlayer
from interview_agents.text import folded
from interview_agents.transcript import Direction, Move
from interview_personas import CandidateSpec, Planted


@pytest.mark.parametrize("candidate", BANK.candidates.values(), ids=lambda c: c.id)
class TestEveryCandidate:
    def test_says_the_same_for_the_same_seed(self, candidate: CandidateSpec) -> None:
        assert onsite(CandidatePlayer(candidate, BANK, 7)) == onsite(CandidatePlayer(candidate, BANK, 7))

    def test_plays_a_whole_onsite(self, candidate: CandidateSpec) -> None:
        answers = onsite(CandidatePlayer(candidate, BANK))
        assert all(answer.seconds > 0 for answer in answers)
        assert any(answer.text for answer in answers) is (candidate.behaviour != "blank")


def test_another_seed_says_something_else() -> None:
    brandon = BANK.candidates["brandon_kessler"]
    played = [[a.text for a in onsite(CandidatePlayer(brandon, BANK, seed))] for seed in range(5)]
    assert any(words != played[0] for words in played)


PLANTS = [
    pytest.param(candidate, plan, id=f"{candidate.id}-{plan.flag}-{plan.round}")
    for candidate in BANK.candidates.values()
    for plan in candidate.planted
]


@pytest.mark.parametrize(("candidate", "plan"), PLANTS)
def test_a_planted_line_is_said_word_for_word(candidate: CandidateSpec, plan: Planted) -> None:
    """Asked about everything that can invite it, each flag shows in at least one answer."""
    player = CandidatePlayer(candidate, BANK)
    heard = ""
    for question in BANK.questions.values():
        if question.round is plan.round and "ml_engineer" in question.roles:
            push = asked("Really?", Direction(move=Move.CHALLENGE, question_id=question.id, text="Really?"))
            probes = [probe(question.id, point.id) for point in question.points]
            write = [WRITE] if question.coding else []
            told = put(question.id, Move.CLARIFY)
            answers = play(player, plan.round, put(question.id), told, told, *write, push, *probes)
            heard += "\n".join(answer.text for answer in answers)
    assert plan.lines[0].strip() in heard
    assert all(heard.count(line.strip()) <= 1 for line in plan.lines), "each line is said once"


def test_a_strong_candidate_covers_every_point_of_a_question() -> None:
    (answer,) = play(CandidatePlayer(STRONG, BANK), DESIGN, put("Q14"))
    assert [p.id for p in BANK.questions["Q14"].points if not covers(p, folded(answer.text))] == []


@pytest.mark.parametrize(("share", "expected"), [(0.0, 0), (0.5, 4), (1.0, 8)])
def test_the_share_of_points_in_a_first_answer_is_the_candidates_own(share: float, expected: int) -> None:
    (answer,) = play(
        CandidatePlayer(spec(opening_share=share, deflections=("Hm.",)), BANK), DESIGN, put("Q14")
    )
    assert sum(p.says.strip() in answer.text for p in BANK.questions["Q14"].points) == expected


def test_what_is_left_out_is_never_said_however_often_it_is_asked_for() -> None:
    quiet = spec(omits=("no_labeling_discussion",), opening_share=0.5)
    question = BANK.questions["Q14"]
    barred = [p for p in question.points if "no_labeling_discussion" in p.answers]
    assert barred, "the question asks about labels"
    lines = [
        put("Q14"),
        *(probe("Q14", p.id) for p in barred),
        *(probe("Q14", p.id, Move.HINT) for p in barred),
        PUSH,
    ]
    answers = play(CandidatePlayer(quiet, BANK), DESIGN, *lines)
    assert not any(covers(p, folded(a.text)) for p in barred for a in answers)


def test_a_probe_is_met_with_the_point_it_goes_for_or_not_at_all() -> None:
    point = BANK.questions["Q14"].points[2]
    willing, unwilling = (
        spec(opening_share=0.0),
        spec(opening_share=0.0, probe_share=0.0, deflections=("Pass.",)),
    )
    assert (
        play(CandidatePlayer(willing, BANK), DESIGN, put("Q14"), probe("Q14", point.id))[1].text
        == point.says.strip()
    )
    assert (
        play(CandidatePlayer(unwilling, BANK), DESIGN, put("Q14"), probe("Q14", point.id))[1].text == "Pass."
    )


def test_a_clarifying_candidate_asks_before_answering() -> None:
    question = BANK.questions["Q14"]
    told = put("Q14", Move.CLARIFY)
    answers = play(CandidatePlayer(spec(clarifies=True), BANK), DESIGN, put("Q14"), told, told)
    assert [a.text for a in answers[:2]] == [fact.ask for fact in question.facts[:2]]
    assert question.points[0].says.strip() in answers[2].text


def test_code_is_handed_in_when_it_is_asked_for() -> None:
    answers = play(CandidatePlayer(STRONG, BANK), CODING, put("T1a"), WRITE)
    assert answers[0].code is None
    assert "def card_totals(" in (answers[1].code or "")
    nothing = play(CandidatePlayer(spec(code="none", deflections=("No.",)), BANK), CODING, WRITE)
    assert (nothing[0].text, nothing[0].code) == ("No.", None)


def test_a_silent_coder_hands_in_code_without_a_word() -> None:
    (answer,) = play(CandidatePlayer(spec(omits=("silence",)), BANK), CODING, WRITE)
    assert answer.code
    assert answer.text == ""


def test_a_hint_that_was_asked_for_is_used() -> None:
    stuck = spec(opening_share=0.0, probe_share=0.0, asks_hints=True)
    point = BANK.questions["Q14"].points[2]
    lines = [put("Q14"), probe("Q14", point.id), probe("Q14", point.id, Move.HINT)]
    answers = play(CandidatePlayer(stuck, BANK), DESIGN, *lines)
    assert answers[1].wants == "hint"
    assert answers[2].text == point.says.strip()


def test_a_point_said_about_one_question_is_still_said_about_another() -> None:
    first, second = BANK.questions["Q01"], BANK.questions["Q06"]
    shared = {p.id for p in first.points} & {p.id for p in second.points}
    assert shared
    answers = play(CandidatePlayer(STRONG, BANK), RECRUITER, put("Q01"), put("Q06", Move.NEXT))
    assert all(p.says.strip() in answers[1].text for p in second.points)


def test_a_question_from_elsewhere_is_met_with_something() -> None:
    assert play(CandidatePlayer(STRONG, BANK), DESIGN, asked("And the weather?"))[0].text
