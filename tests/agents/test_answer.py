"""What a candidate may send back, and the turn it becomes."""

import pytest
from pydantic import ValidationError
from tests.agents.talk import CODING, DESIGN, asked, drawn, talk

from interview_agents.answer import MOST_CHARACTERS, Answer
from interview_agents.delivery import Delivery
from interview_agents.transcript import Transcript

SPOKEN = Delivery(spoken_s=12.5, words_per_minute=144.0, long_pauses=2, fillers_at_least=3)


def test_what_people_cannot_see_is_removed_before_anything_is_stored() -> None:
    answer = Answer(text=" hi\u200b\u202e ", code="x = 1\u2060\r\n", sketch="graph LR\r\nA\u200b --> B")
    assert (answer.text, answer.code, answer.sketch) == ("hi", "x = 1", "graph LR\nA --> B")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "x" * (MOST_CHARACTERS + 1)},
        {"code": "x" * (MOST_CHARACTERS + 1)},
        {"sketch": "x" * (MOST_CHARACTERS + 1)},
        {"seconds": -1},
        {"seconds": 1e9},
        {"seconds": float("nan")},
        {"wants": "a raise"},
        {"type": "verdict"},
        {"vote": "hire"},
        {"text": None},
        {"delivery": {"spoken_s": 3}},
        {"delivery": {**SPOKEN.model_dump(), "spoken_s": -1}},
        {"delivery": {**SPOKEN.model_dump(), "words_per_minute": float("nan")}},
        {"delivery": {**SPOKEN.model_dump(), "spoken_s": float("inf")}},
        {"delivery": {**SPOKEN.model_dump(), "long_pauses": -1}},
        {"delivery": {**SPOKEN.model_dump(), "accent": "strong"}},
    ],
)
def test_an_answer_of_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate({"text": "hi", **change})


def test_a_silence_is_an_answer() -> None:
    assert Answer().text == ""


def test_an_answer_becomes_the_rounds_next_turn() -> None:
    turn = Answer(text="hi", code="x = 1", seconds=3, wants="hint").as_turn(talk(CODING, asked()))
    assert (turn.id, turn.round, turn.by_candidate) == ("coding-02", CODING, True)
    assert (turn.text, turn.code, turn.seconds, turn.wants) == ("hi", "x = 1", 3, "hint")


def test_a_sketch_and_how_it_was_spoken_go_into_the_turn() -> None:
    turn = Answer(text="hi", sketch="graph LR\nA --> B", delivery=SPOKEN).as_turn(talk(DESIGN, asked()))
    assert (turn.sketch, turn.delivery) == ("graph LR\nA --> B", SPOKEN)
    assert turn.content == "hi\ngraph LR\nA --> B"


def test_empty_code_is_no_code_and_an_empty_sketch_no_sketch() -> None:
    turn = Answer(code=" \u200b", sketch="\n").as_turn(talk(CODING, asked()))
    assert (turn.code, turn.sketch) == (None, None)
    assert turn.content == ""


def test_a_sketch_that_stands_already_is_not_handed_in_again() -> None:
    held = talk(DESIGN, asked(), drawn("A --> B"), asked())
    assert Answer(sketch="A --> B").as_turn(held).sketch is None
    assert Answer(sketch="A --> C").as_turn(held).sketch == "A --> C"


def test_minds_read_a_round_without_how_it_was_spoken_and_with_all_the_rest() -> None:
    before = talk(DESIGN, asked())
    held = before.plus(Answer(text="hi", sketch="A --> B", seconds=3, delivery=SPOKEN).as_turn(before))
    read = held.without_delivery()
    assert read == Transcript(
        round=DESIGN, turns=(held.turns[0], held.turns[1].model_copy(update={"delivery": None}))
    )
    assert before.without_delivery() is before
