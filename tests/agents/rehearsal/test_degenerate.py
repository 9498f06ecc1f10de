"""Candidates who say nothing, and how little they say."""

from collections.abc import Sequence

import pytest
from tests.agents.rehearsal.stage import onsite, play, spec
from tests.agents.talk import BANK, DESIGN, asked

from interview_agents.rehearsal import CandidatePlayer
from interview_agents.rehearsal.degenerate import ATTACKS, NOISE, UNKNOWING


@pytest.mark.parametrize(
    ("behaviour", "lines"),
    [("blank", [""]), ("gibberish", NOISE), ("dont_know", UNKNOWING), ("injection", ATTACKS)],
)
def test_a_degenerate_candidate_says_only_its_own_lines(behaviour: str, lines: Sequence[str]) -> None:
    answers = onsite(CandidatePlayer(spec(behaviour=behaviour), BANK))
    assert {answer.text for answer in answers} == set(lines)
    assert not any(answer.code for answer in answers)


def test_a_repeating_candidate_says_one_thing_and_reads_the_question_back() -> None:
    lines = [asked("One?"), asked("Two?"), asked("Three?"), asked("Four?")]
    first, second, third, fourth = play(CandidatePlayer(spec(behaviour="repeat"), BANK), DESIGN, *lines)
    assert first.text == third.text
    assert (second.text, fourth.text) == ("Two?", "Four?")
