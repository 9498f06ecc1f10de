"""A round's record is read off its transcript and remembered nowhere else."""

import pytest
from tests.agents.talk import CODING, DESIGN, Line, answer, asked, probe, put, said, talk

from interview_agents.record import RoundRecord, follow, is_stuck, note_reached, record_of
from interview_agents.transcript import Direction, Move

POINT = "viewing_as_labels"


def test_an_empty_round_has_an_empty_record() -> None:
    assert record_of(talk(DESIGN)) == RoundRecord()


@pytest.mark.parametrize(
    ("lines", "how"),
    [
        ([put("Q14"), said(), probe("Q14", "simple_first", reached=(POINT,))], "unprompted"),
        (
            [put("Q14"), said(), probe("Q14", POINT), said(), probe("Q14", "simple_first", reached=(POINT,))],
            "probed",
        ),
        (
            [
                put("Q14"),
                said(),
                probe("Q14", POINT),
                said(wants="hint"),
                probe("Q14", POINT, Move.HINT),
                said(),
                probe("Q14", "simple_first", reached=(POINT,)),
            ],
            "hinted",
        ),
    ],
)
def test_a_point_is_entered_with_how_it_came(lines: list[Line], how: str) -> None:
    assert record_of(talk(DESIGN, *lines)).reached == {"Q14": {POINT: how}}


def test_how_a_point_came_first_stands() -> None:
    record = record_of(
        talk(
            DESIGN,
            put("Q14"),
            said(),
            probe("Q14", POINT, reached=(POINT,)),
            said(),
            probe("Q14", "simple_first"),
        )
    )
    note_reached(record, (POINT,))
    assert record.reached_now() == {POINT: "unprompted"}


def test_probes_and_hints_are_counted_for_their_question() -> None:
    record = record_of(
        talk(
            DESIGN,
            put("Q14"),
            said(),
            probe("Q14", POINT),
            said(wants="hint"),
            probe("Q14", POINT, Move.HINT),
            said(),
            put("Q15", Move.NEXT),
        )
    )
    assert record.probed == {"Q14": {POINT: 2}}
    assert record.hints["Q14", POINT] == 1
    assert record.questions == ["Q14", "Q15"]
    assert record.current == "Q15"
    assert record.reached_now() == {}
    assert record.last_probe is None


def test_facts_belong_to_the_question_they_were_told_about() -> None:
    told = asked("Two hundred.", Direction(move=Move.CLARIFY, question_id="Q14", fact_id="latency"))
    before = talk(DESIGN, put("Q14"), said("How fast?"), told)
    assert record_of(before).facts == {"latency"}
    assert record_of(before.plus(*talk(DESIGN, put("Q15", Move.NEXT)).turns)).facts == set()


def test_answering_the_candidates_question_costs_no_turn() -> None:
    told = asked("Two hundred.", Direction(move=Move.CLARIFY, question_id="Q14", fact_id="latency"))
    record = record_of(talk(DESIGN, put("Q14"), said("How fast?"), told, said("How many?"), told))
    assert record.interviewer_turns == 1
    assert record.turns_on_question == 1
    assert record.clarified == 2


def test_what_was_said_and_quoted_is_remembered() -> None:
    direction = Direction(move=Move.CHALLENGE, question_id="Q14", text="Really?", quote="just use trees")
    record = record_of(talk(DESIGN, put("Q14"), said(), asked("“Just use trees”: really?", direction)))
    assert record.quoted == ["just use trees"]
    assert "Really?" in record.said
    assert record.challenges == 1


def test_seconds_and_code_are_the_candidates() -> None:
    record = record_of(
        talk(CODING, put("T1a"), said(seconds=30), probe("T1a", "hand_card"), said(code="x=1", seconds=12.5))
    )
    assert record.seconds == 42.5
    assert record.code_submitted


def test_blank_code_is_no_code() -> None:
    assert not record_of(talk(CODING, put("T1a"), said(code=" \n"))).code_submitted


def test_a_turn_from_elsewhere_has_no_direction_and_enters_nothing() -> None:
    assert record_of(talk(DESIGN, asked("How would you rank?"), said())).questions == []


@pytest.mark.parametrize(
    ("text", "code", "stuck"),
    [
        ("", None, True),
        ("I don't know.", None, True),
        ("Sorry, I'm really not sure about the labels of this one here.", None, True),
        ("Use five noisy labels then.", None, True),
        ("Use five noisy labels then train.", None, False),
        ("", "x = 1", False),
        ("", " \n", True),
    ],
)
def test_an_answer_without_substance_is_stuck(text: str, code: str | None, *, stuck: bool) -> None:
    assert is_stuck(answer(text, code)) is stuck


@pytest.mark.parametrize(
    ("sketch", "stuck"),
    [
        ("graph LR\nA --> B", True),
        ("graph LR\nA[Event log] --> B[Feature store] --> C[Ranker behind a cache]", False),
    ],
)
def test_a_sketch_is_something_to_go_on_from_when_its_boxes_say_something(
    sketch: str, *, stuck: bool
) -> None:
    assert is_stuck(answer("Like this.", sketch=sketch)) is stuck


@pytest.mark.parametrize(
    ("last", "in_a_row"),
    [(said("No idea."), 3), (said(), 0), (said("Hint please", wants="hint"), 0)],
)
def test_stuck_answers_are_counted_until_one_is_not(last: Line, in_a_row: int) -> None:
    lines = [put("Q14"), said(""), probe("Q14", POINT), said("Hm."), probe("Q14", "simple_first"), last]
    assert record_of(talk(DESIGN, *lines)).stuck_in_a_row == in_a_row


def test_following_turn_by_turn_is_reading_the_whole() -> None:
    transcript = talk(DESIGN, put("Q14"), said(), probe("Q14", POINT), said(seconds=3), put("Q15", Move.NEXT))
    record = RoundRecord()
    for turn in transcript.turns:
        follow(record, turn)
    assert record == record_of(transcript)
