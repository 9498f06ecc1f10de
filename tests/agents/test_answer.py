"""What a candidate may send back, and the turn it becomes."""

import pytest
from pydantic import ValidationError
from tests.agents.talk import CODING, asked, talk

from interview_agents.answer import MOST_CHARACTERS, Answer


def test_what_people_cannot_see_is_removed_before_anything_is_stored() -> None:
    answer = Answer(text=" hi\u200b\u202e ", code="x = 1\u2060\r\n")
    assert (answer.text, answer.code) == ("hi", "x = 1")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "x" * (MOST_CHARACTERS + 1)},
        {"code": "x" * (MOST_CHARACTERS + 1)},
        {"seconds": -1},
        {"seconds": 1e9},
        {"seconds": float("nan")},
        {"wants": "a raise"},
        {"type": "verdict"},
        {"vote": "hire"},
        {"text": None},
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


def test_empty_code_is_no_code() -> None:
    assert Answer(code=" \u200b").as_turn(talk(CODING, asked())).code is None
