"""Every voice says what it must and leaves blanks only where a word will stand."""

import re

import pytest

from interview_personas import Persona, Voice, load_bank

BLANK = re.compile(r"\{(\w*)\}")
BLANKS: dict[str, tuple[set[str], set[str]]] = {
    "open": ({"question"}, {"interviewer", "title", "minutes", "candidate"}),
    "probe": ({"quote", "probe"}, set()),
    "probe_plain": ({"probe"}, set()),
    "challenge": ({"quote", "challenge"}, set()),
    "challenge_plain": ({"challenge"}, set()),
    "clarify": ({"fact"}, set()),
    "clarify_unknown": (set(), set()),
    "hint": ({"hint"}, set()),
    "stuck": ({"probe"}, set()),
    "next": ({"question"}, set()),
    "close": (set(), set()),
}
"""Field to the blanks a frame must have and those it may have."""
INTERVIEWERS = [person for person in load_bank().people.values() if person.voice]


def frames_of(person: Persona, name: str) -> tuple[str, ...]:
    frames: tuple[str, ...] = getattr(person.voice, name)
    return frames


def test_every_field_of_a_voice_is_looked_at() -> None:
    assert set(BLANKS) == set(Voice.model_fields)


@pytest.mark.parametrize("name", BLANKS)
@pytest.mark.parametrize("person", INTERVIEWERS, ids=lambda person: person.id)
class TestEveryFrame:
    def test_has_the_blanks_that_its_move_fills_and_no_other(self, person: Persona, name: str) -> None:
        needed, allowed = BLANKS[name]
        for frame in frames_of(person, name):
            used = set(BLANK.findall(frame))
            assert needed <= used, frame
            assert used <= needed | allowed, frame

    def test_has_no_stray_brace(self, person: Persona, name: str) -> None:
        for frame in frames_of(person, name):
            assert not re.search(r"[{}]", BLANK.sub("", frame)), frame

    def test_is_not_the_same_as_its_neighbour(self, person: Persona, name: str) -> None:
        frames = frames_of(person, name)
        assert len(set(frames)) == len(frames)


@pytest.mark.parametrize("person", INTERVIEWERS, ids=lambda person: person.id)
def test_a_closing_says_nothing_about_the_result(person: Persona) -> None:
    for frame in frames_of(person, "close"):
        assert not re.search(r"\b(?:hire|passed|failed|score|great job|well done)\b", frame, re.IGNORECASE)
