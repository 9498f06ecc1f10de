"""Running code in the coding round's workbench."""

import pytest
from tests.panel.onsites import BANK
from tests.ui.tab import Tab, started

from interview_panel.sandbox import find_sandbox_blocking
from interview_personas import CodingTask, RoundKind
from interview_ui.house import the_house

RUN = "Run the visible tests"


@pytest.fixture(autouse=True)
def _walls() -> None:
    if find_sandbox_blocking() is None:
        pytest.skip("no sandbox passes its self-test on this machine")


def problem(tab: Tab) -> CodingTask:
    """The problem on the table."""
    run = the_house().runner.follow(tab.session)
    assert run.standing
    assert run.standing.question
    title = run.standing.question.title
    return next(q.coding for q in BANK.questions.values() if q.title == title and q.coding)


def test_a_right_solution_passes_every_test_that_can_be_seen() -> None:
    tab = started(RoundKind.CODING)
    tab.write("Your code", problem(tab).reference).press(RUN)
    assert "✓ passed" in tab.words
    assert "✗" not in tab.words
    assert "(hidden)" not in tab.words


def test_a_wrong_one_shows_what_came_and_what_was_expected_and_a_reload_shows_it_again() -> None:
    tab = started(RoundKind.CODING)
    wrong = f"def {problem(tab).entry}(*given):\n    print('here')\n    return 'nonsense'\n"
    tab.write("Your code", wrong).press(RUN)
    assert "✗" in tab.words
    assert "nonsense" in tab.words
    assert "here" in tab.words
    assert "nonsense" in Tab(tab.session).words


def test_code_that_does_not_parse_says_where() -> None:
    tab = started(RoundKind.CODING)
    tab.write("Your code", "def broken(:\n").press(RUN)
    assert "It does not run, line 1." in tab.words
