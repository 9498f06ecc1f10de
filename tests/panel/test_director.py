"""What an interviewer does with the next turn: one decision at a time."""

import pytest
from tests.panel.onsites import BANK, FILLER, Talk, planned

from interview_agents.transcript import Move
from interview_panel.director import HINTS, MOST_CLARIFIED, STUCK_OUT
from interview_personas import Fact, RoundKind

ASKS_FOR_CODE = set(BANK.round(RoundKind.CODING).asks_for_code)
DESIGN = "Q14"
FACTS = [
    pytest.param(name, fact, id=f"{name}-{fact.id}")
    for name, question in BANK.questions.items()
    for fact in question.facts
]
FIRST_OF_ROUND = {
    kind: next(q.id for q in BANK.questions.values() if q.round is kind and not q.follow_up)
    for kind in RoundKind
}
each_round = pytest.mark.parametrize("kind", list(RoundKind))
CODE = "def multiply(a, b):\n    return [[0]]"


@each_round
def test_a_round_opens_with_its_first_question(kind: RoundKind) -> None:
    talk = Talk(planned(FIRST_OF_ROUND[kind]))
    assert talk.last.move is Move.OPEN
    assert talk.last.text == BANK.questions[FIRST_OF_ROUND[kind]].ask


def test_a_clarifying_question_gets_the_fact_it_asks_for() -> None:
    reply = Talk(planned(DESIGN)).say("How many households and titles are we talking about?")
    fact = next(fact for fact in BANK.questions[DESIGN].facts if fact.id == "size")
    assert (reply.move, reply.fact_id, reply.text) == (Move.CLARIFY, "size", fact.answer)


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_every_fact_of_the_bank_is_told_to_who_asks_for_it(name: str, fact: Fact) -> None:
    assert Talk(planned(name)).say(fact.ask).fact_id == fact.id


def test_a_clarifying_question_nobody_knows_the_answer_to_is_left_to_the_candidate() -> None:
    reply = Talk(planned(DESIGN)).say("Which colour is the carpet in the lobby?")
    assert (reply.move, reply.fact_id, reply.text) == (Move.CLARIFY, None, "")


def test_a_fact_is_told_once() -> None:
    talk = Talk(planned(DESIGN))
    told = [talk.say("How many households are there?").fact_id for _ in range(2)]
    assert told == ["size", None]


def test_a_question_inside_an_answer_is_no_clarifying_question() -> None:
    assert Talk(planned(DESIGN)).say(f"{FILLER} {FILLER} Does that fit?").move is not Move.CLARIFY


def test_only_so_many_clarifying_questions_are_answered_about_one_question() -> None:
    talk = Talk(planned(DESIGN, turns=30))
    moves = [talk.say(f"What about item number {n}, please?").move for n in range(MOST_CLARIFIED + 2)]
    assert moves[:MOST_CLARIFIED] == [Move.CLARIFY] * MOST_CLARIFIED
    assert Move.CLARIFY not in moves[MOST_CLARIFIED:]


def test_clarifying_costs_no_turn() -> None:
    talk = Talk(planned(DESIGN, turns=3))
    assert talk.say("How many households are there?").move is Move.CLARIFY
    assert [talk.say().move is Move.CLOSE for _ in range(2)] == [False, True]


def test_hints_about_a_point_come_in_three_levels_and_then_none() -> None:
    talk = Talk(planned(DESIGN, turns=30))
    hints = [talk.say("A hint?", wants="hint") for _ in range(HINTS)]
    point = next(p for p in BANK.questions[DESIGN].points if p.id == hints[0].point_id)
    assert [(h.move, h.hint_level, h.text) for h in hints] == [
        (Move.HINT, level, text) for level, text in enumerate(point.hints, 1)
    ]
    after = talk.say("A hint?", wants="hint")
    assert after.move is not Move.HINT
    assert after.point_id != point.id


def test_a_hint_goes_for_what_was_probed_last() -> None:
    talk = Talk(planned(DESIGN))
    probe = talk.say()
    assert probe.move is Move.PROBE
    assert talk.say("Could I have a hint?", wants="hint").point_id == probe.point_id


def test_a_stuck_candidate_gets_one_easier_probe_and_then_the_question_is_let_go() -> None:
    follow_up = next(
        q.id for q in BANK.questions.values() if q.round is RoundKind.SYSTEM_DESIGN and q.follow_up
    )
    talk = Talk(planned(DESIGN, follow_up))
    first = talk.say("No idea.")
    assert (first.move, first.stuck, first.quote) == (Move.PROBE, True, None)
    second = talk.say("No idea.")
    assert STUCK_OUT == 2
    assert (second.move, second.question_id) == (Move.NEXT, follow_up)


def test_a_candidate_stuck_on_the_only_question_ends_the_round() -> None:
    talk = Talk(planned(DESIGN))
    assert [talk.say("").move for _ in range(2)] == [Move.PROBE, Move.CLOSE]


@each_round
def test_a_substantive_answer_is_challenged_half_way_through(kind: RoundKind) -> None:
    talk = Talk(planned(FIRST_OF_ROUND[kind], turns=6))
    moves = [talk.say().move for _ in range(5)]
    assert moves.count(Move.CHALLENGE) == 1
    assert moves.index(Move.CHALLENGE) <= 3


def test_a_challenge_is_one_of_the_questions_own() -> None:
    talk = Talk(planned(DESIGN, turns=4))
    talk.say()
    challenge = talk.say()
    assert challenge.move is Move.CHALLENGE
    assert challenge.text in BANK.questions[DESIGN].challenges
    assert challenge.gives == ("challenged",)


def test_a_probe_quotes_the_last_answer() -> None:
    probe = Talk(planned(DESIGN)).say("I'd train a ranking model on the completed plays of each household.")
    assert probe.move is Move.PROBE
    assert probe.quote is not None
    assert probe.quote in "I'd train a ranking model on the completed plays of each household."


def test_what_an_answer_covered_is_not_probed_for() -> None:
    point = BANK.questions[DESIGN].points[0]
    talk = Talk(planned(DESIGN, turns=30))
    after = talk.say(point.says)
    assert point.id in after.reached
    assert point.id not in {talk.say().point_id for _ in range(10)}


def test_code_is_asked_for_after_some_talk() -> None:
    talk = Talk(planned("Q08", turns=9))
    texts = [talk.say().text for _ in range(4)]
    assert ASKS_FOR_CODE & set(texts)


def test_code_that_was_handed_in_is_not_asked_for() -> None:
    talk = Talk(planned("Q08", turns=9))
    talk.say(FILLER, code=CODE)
    texts = [talk.say().text for _ in range(6)]
    assert not ASKS_FOR_CODE & set(texts)


def test_code_is_asked_for_in_the_second_problem_too() -> None:
    talk = Talk(planned("Q08", "Q09", turns=15))
    talk.say(FILLER, code=CODE)
    while talk.last.move is not Move.CLOSE:
        talk.say()
    asked = [d.question_id for d in talk.directions() if d.text in ASKS_FOR_CODE]
    assert "Q09" in asked


def test_used_up_minutes_close_the_round() -> None:
    talk = Talk(planned(DESIGN, minutes=1.0))
    assert talk.say(seconds=59).move is not Move.CLOSE
    assert talk.say(seconds=1).move is Move.CLOSE


def test_used_up_turns_close_the_round() -> None:
    talk = Talk(planned(DESIGN, turns=3))
    assert [talk.say().move is Move.CLOSE for _ in range(2)] == [False, True]


def test_who_wants_to_leave_the_round_may() -> None:
    assert Talk(planned(DESIGN)).say(wants="end_round").move is Move.CLOSE


def test_the_next_question_comes_while_there_are_turns_for_it() -> None:
    talk = Talk(planned("Q01", "Q02", turns=6))
    moves = [talk.say().move for _ in range(5)]
    assert Move.NEXT in moves
    assert moves[-1] is Move.CLOSE


def test_the_same_round_is_led_the_same_way() -> None:
    one, two = Talk(planned(DESIGN)), Talk(planned(DESIGN))
    assert [one.say() for _ in range(5)] == [two.say() for _ in range(5)]
