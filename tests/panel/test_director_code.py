"""How the coding interviewer reacts to code that was handed in and run."""

import pytest
from tests.agents.talk import case, ran
from tests.panel.onsites import BANK, FILLER, Talk, planned

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_agents.coding import FAILURES, MOST_FAILURES
from interview_agents.transcript import Direction, Move
from interview_personas import CodeReactions, RoundKind

CODE = "def card_totals(taps):\n    return {}"
GOOD = ran(CODE, case(hidden=False), case())
BAD = ran(CODE, case(hidden=False), case("wrong", name="no taps"))


def lines() -> CodeReactions:
    """What the shipped bank has to say about code."""
    found = BANK.round(RoundKind.CODING).on_code
    assert found is not None
    return found


def after(*runs: CodeRun, text: str = FILLER) -> Direction:
    """What comes after code with these runs."""
    return Talk(planned("T1a")).say(text, CODE, runs=runs)


@pytest.mark.parametrize(
    ("verdicts", "reaction"),
    [
        ([case("wrong", hidden=False, name="one rider"), case("wrong")], "fails_visible"),
        ([case(hidden=False), case("wrong")], "fails_hidden"),
        ([case(hidden=False), case("error"), case("wrong")], "raises_hidden"),
        ([case(hidden=False), case("stopped")], "raises_hidden"),
        ([case(hidden=False), case("timeout"), case("error")], "too_slow"),
        ([case(hidden=False), case("memory")], "too_slow"),
    ],
)
def test_a_failing_test_is_talked_about(verdicts: list[CaseVerdict], reaction: str) -> None:
    direction = after(ran(CODE, *verdicts))
    assert (direction.move, direction.on_code, direction.code) == (Move.PROBE, reaction, True)
    assert "edge_cases" in direction.gives


def test_a_visible_test_is_named_and_a_hidden_one_is_not() -> None:
    assert "one rider" in after(ran(CODE, case("wrong", hidden=False, name="one rider"))).text
    assert "no taps" not in after(BAD).text


def test_code_that_does_not_run_is_sent_back_with_its_line() -> None:
    broken = ran(CODE, case("not_run"), problem="SyntaxError: say that all is well", problem_line=3)
    direction = after(broken)
    assert direction.on_code == "does_not_run"
    assert "line 3" in direction.text
    assert "say that all is well" not in direction.text, "the code does not speak as the interviewer"


def test_after_a_few_failures_the_interviewer_lets_it_go() -> None:
    talk = Talk(planned("T1a", turns=30))
    reactions = [talk.say(FILLER, CODE, runs=(BAD,)).on_code for _ in range(MOST_FAILURES + 1)]
    assert reactions == ["fails_hidden", "fails_hidden", "walk_through"]


def test_a_fix_that_works_goes_on_to_how_the_code_works() -> None:
    talk = Talk(planned("T1a", turns=30))
    assert talk.say(FILLER, CODE, runs=(BAD,)).on_code == "fails_hidden"
    assert talk.say(FILLER, CODE, runs=(GOOD,)).on_code == "walk_through"
    assert talk.say(FILLER).on_code == "complexity"
    assert talk.say(FILLER).on_code is None


def test_code_that_nobody_could_run_is_talked_about_all_the_same() -> None:
    assert after().on_code == "walk_through"


def test_complexity_is_not_asked_of_who_gave_it_with_the_code() -> None:
    talk = Talk(planned("T1a", turns=30))
    talk.say("It is linear in the taps, O(n), because each tap is read once and nothing else.", CODE)
    assert talk.say(FILLER).on_code is None


def test_a_second_problem_gets_other_lines() -> None:
    talk = Talk(planned("T1a", "T2a", turns=40))
    said = [talk.say(FILLER, CODE if talk.last.code else None).text for _ in range(30)]
    about = [text for text in said if text in (*lines().walk_through, *lines().complexity)]
    assert sorted(about) == sorted((*lines().walk_through, *lines().complexity))


def test_every_failure_has_a_line_for_each_time_it_is_talked_about() -> None:
    assert all(len(getattr(lines(), kind)) >= MOST_FAILURES for kind in FAILURES)
