"""The server is killed with SIGKILL and started again: the page comes back by itself, with everything."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.ui.browser import NEEDS_BROWSER, be_cut_off, come_back
from tests.ui.campaign.candidate import ANSWER, Candidate
from tests.ui.provider import Provider
from tests.ui.serving import Server
from tests.ui.tab import STORIES

from interview_personas import RoundKind

pytestmark = NEEDS_BROWSER


@pytest.fixture(autouse=True)
def _running_after(server: Server) -> Iterator[None]:
    """Whoever comes next finds the server there."""
    yield
    server.start_again()


def kill(server: Server, model: Provider, candidate: Candidate) -> None:
    """Kill the server, and let what it was asking for end with it."""
    server.kill()
    model.go.set()
    model.wait_until_open()
    be_cut_off(candidate.page)


def start(server: Server, candidate: Candidate) -> None:
    """Start it again, and see the page come back by itself."""
    server.start()
    come_back(candidate.page)


def test_a_server_killed_in_the_middle_of_a_question_keeps_what_was_said_and_what_is_being_written(
    candidate: Candidate, model: Provider, server: Server
) -> None:
    candidate.come_in(RoundKind.BEHAVIORAL)
    candidate.expect_question("Question 1:")
    model.go.clear()
    candidate.answer(STORIES[0])
    expect(candidate.bubbles.last).to_contain_text("Question 2: what did you measure")
    candidate.type(ANSWER, "I had not ")
    kill(server, model, candidate)
    candidate.type(ANSWER, "written down ")
    start(server, candidate)
    candidate.expect_whole("Question 3:")
    assert "Question 2:" not in candidate.page.content()
    candidate.type(ANSWER, "why.")
    candidate.expect_written(ANSWER, "I had not written down why.")
    candidate.send()
    candidate.expect_question("Question 4:")
    asked = [words[: len("Question 1:")] for words in server.sessions().questions(candidate.session)]
    assert asked == ["Question 1:", "Question 3:", "Question 4:"]
    assert server.sessions().answers(candidate.session) == [STORIES[0], "I had not written down why."]
    assert model.asked_for("question") == 4  # the one that was cut off is asked for again


def test_a_server_killed_between_two_rounds_asks_nothing_twice_and_comes_to_the_debrief(
    candidate: Candidate, model: Provider, server: Server
) -> None:
    candidate.come_in(RoundKind.RECRUITER, RoundKind.BEHAVIORAL)
    model.stops = {"scorecard"}
    model.go.clear()
    said = candidate.answer_until(lambda: model.asked_for("scorecard") > 0)
    kill(server, model, candidate)
    start(server, candidate)
    said += candidate.answer_until(lambda: candidate.at_debrief)
    candidate.expect_debrief()
    questions = server.sessions().questions(candidate.session)
    assert len(set(questions)) == len(questions)
    assert server.sessions().answers(candidate.session) == said
    assert model.asked_for("question") - len(questions) in {0, 1}  # killed before its last word was kept
    assert (model.asked_for("scorecard"), model.asked_for("committee")) == (3, 1)
