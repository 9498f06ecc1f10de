"""A direction in a persona's manner."""

import re

import pytest
from tests.agents.talk import BANK, DESIGN, Line, asked, said, talk

from interview_agents.errors import MindError
from interview_agents.mind import AskView
from interview_agents.rehearsal.wording import worded
from interview_agents.transcript import Direction, Move
from interview_personas import Persona

PEOPLE = [person for person in BANK.people.values() if person.voice]
TEXT = "Where do the labels come from?"
QUOTE = "log every impression"


def view(person: Persona, *lines: Line, seed: int = 0) -> AskView:
    return AskView(
        persona=person,
        question=BANK.questions["Q14"],
        transcript=talk(DESIGN, *lines),
        minutes=29.7,
        seed=seed,
    )


def direction(move: Move, **change: object) -> Direction:
    return Direction(move=move, question_id="Q14", text=TEXT).model_copy(update=change)


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ("open", direction(Move.OPEN)),
        ("next", direction(Move.NEXT)),
        ("probe", direction(Move.PROBE, quote=QUOTE)),
        ("probe_plain", direction(Move.PROBE)),
        ("stuck", direction(Move.PROBE, stuck=True)),
        ("challenge", direction(Move.CHALLENGE, quote=QUOTE)),
        ("challenge_plain", direction(Move.CHALLENGE)),
        ("clarify", direction(Move.CLARIFY, fact_id="size")),
        ("clarify_unknown", direction(Move.CLARIFY, text="")),
        ("hint", direction(Move.HINT, hint_level=1)),
        ("close", direction(Move.CLOSE, text="")),
    ],
)
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_every_frame_of_every_voice_is_used_and_filled(person: Persona, frame: str, told: Direction) -> None:
    frames: tuple[str, ...] = getattr(person.voice, frame)
    lines: list[Line] = []
    heard = set()
    for _ in frames:
        text = worded(view(person, *lines), told)
        assert not re.search(r"\{\w+\}", text), text
        assert told.text in text
        assert (told.quote or "") in text
        heard.add(text)
        lines += [asked(text, told), said()]
    assert len(heard) == len(frames), "no frame comes twice before all were used"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_an_opening_says_who_asks_and_how_long(person: Persona) -> None:
    texts = [worded(view(person, seed=seed), direction(Move.OPEN)) for seed in range(9)]
    assert all(person.name in text for text in texts)
    assert any("30" in text for text in texts)
    assert len(set(texts)) > 1, "another seed begins elsewhere"


def test_a_candidate_who_types_a_blank_gets_it_back_as_text() -> None:
    told = direction(Move.PROBE, quote="I use {question} and {probe}")
    assert "I use {question} and {probe}" in worded(view(PEOPLE[0]), told)


def test_a_chair_has_no_voice_and_cannot_ask() -> None:
    with pytest.raises(MindError, match="has no voice"):
        worded(view(BANK.chairs()[0]), direction(Move.OPEN))
