"""Which points an answer reaches; waving a topic away does not reach it."""

import pytest
from tests.agents.talk import BANK, answer

from interview_agents.coverage import covers, groups_hit, reached, sentence_for, spoken_for
from interview_agents.evidence import occurs
from interview_personas import Point

QUESTION = BANK.questions["Q14"]
LABELS = next(point for point in QUESTION.points if point.id == "viewing_as_labels")


def point(*groups: tuple[str, ...], needs: int | None = None) -> Point:
    return LABELS.model_copy(update={"cues": groups, "needs": needs})


@pytest.mark.parametrize(
    ("groups", "needs", "text", "covered"),
    [
        ((("label",), ("noise",)), None, "labels carry noise", True),
        ((("label",), ("noise",)), None, "labels are clean", False),
        ((("label",), ("noise",)), 1, "labels are clean", True),
        ((("label", "truth"),), None, "the ground truth", True),
        ((("label",), ("noise",), ("delay",)), 2, "labels come with a delay", True),
        ((("label",), ("noise",), ("delay",)), 3, "labels come with a delay", False),
        ((("label",),), None, "", False),
    ],
)
def test_a_point_is_covered_when_enough_groups_are_met(
    groups: tuple[tuple[str, ...], ...], needs: int | None, text: str, *, covered: bool
) -> None:
    assert covers(point(*groups, needs=needs), text) is covered


def test_several_cues_of_one_group_count_once() -> None:
    assert groups_hit(point(("label", "truth"), ("noise",)), "labels are the ground truth") == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "I wouldn't bother with the noisy labels.",
        "There's no need to look at labels, noisy or not.",
        "Noisy labels don't matter here.",
        "Noise in the labels is not important.",
        "We never worry about noisy labels.",
        "Labels are noisy, skip that.",
    ],
)
def test_a_sentence_that_waves_a_topic_away_reaches_nothing(sentence: str) -> None:
    wanted = point(("label",), ("nois",))
    assert covers(wanted, sentence.casefold())
    assert not covers(wanted, spoken_for(answer(sentence)))


def test_only_the_dismissing_sentence_is_left_out() -> None:
    turn = answer("Cost doesn't matter. The labels are noisy, so I'd read two hundred of them.")
    assert "labels are noisy" in spoken_for(turn)
    assert "cost" not in spoken_for(turn)


def test_points_come_in_the_questions_order() -> None:
    everything = "\n".join(point.says for point in reversed(QUESTION.points))
    ids = reached(QUESTION, answer(everything))
    assert ids == tuple(p.id for p in QUESTION.points)


def test_an_empty_answer_reaches_nothing() -> None:
    assert reached(QUESTION, answer("")) == ()


def test_code_counts_as_part_of_an_answer() -> None:
    assert covers(point(("def solve",)), spoken_for(answer("Here.", code="def solve(rows): ...")))


def test_the_sentence_that_says_most_is_quoted_verbatim() -> None:
    turn = answer("We have Labels. The Labels carry Noise from autoplay. Then a model.")
    assert sentence_for(LABELS, turn) == "The Labels carry Noise from autoplay."


SKETCH = "graph LR\n  W[Watched minutes] --> L[Noisy labels]\n  L -->|no need for it| D[Drift alert]"


def test_what_the_boxes_of_a_sketch_say_counts_as_part_of_an_answer() -> None:
    text = spoken_for(answer("Here is how.", sketch=SKETCH))
    assert covers(point(("label",), ("nois",)), text)
    assert not covers(
        point(
            ("graph$", "lr$"),
        ),
        text,
    ), "Mermaid's own words say nothing"


def test_a_label_that_waves_a_topic_away_reaches_nothing() -> None:
    sketch = "A[Labels] --> B[never worry about noise]"
    assert not covers(point(("nois",)), spoken_for(answer("", sketch=sketch)))


def test_the_line_of_a_sketch_is_quoted_when_it_says_most() -> None:
    turn = answer("We have Labels.", sketch=SKETCH)
    quote = sentence_for(point(("label",), ("nois",)), turn)
    assert quote == "W[Watched minutes] --> L[Noisy labels]"
    assert occurs(quote, turn)


def test_words_are_quoted_before_a_sketch_that_says_no_more() -> None:
    turn = answer("The labels are noisy.", sketch=SKETCH)
    assert sentence_for(point(("label",), ("nois",)), turn) == "The labels are noisy."
