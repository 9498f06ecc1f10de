"""Reloads, a second tab and the back button: nothing is lost and nothing is asked twice."""

from playwright.sync_api import BrowserContext, expect
from tests.ui.browser import NEEDS_BROWSER
from tests.ui.campaign.candidate import ANSWER, CODE, Candidate
from tests.ui.provider import Provider
from tests.ui.serving import Server
from tests.ui.tab import STORIES

from interview_panel.plan import REHEARSAL
from interview_personas import RoundKind

pytestmark = NEEDS_BROWSER

BEGUN = "Question 2: what did you measure"
"""What can be read while the stream is held in its middle."""
WHOLE = "Question 2: what did you measure, and why did you choose that?"


def in_the_middle_of_a_question(candidate: Candidate, model: Provider) -> None:
    candidate.come_in(RoundKind.BEHAVIORAL)
    candidate.expect_question("Question 1:")
    model.go.clear()
    candidate.answer(STORIES[0])
    expect(candidate.bubbles.last).to_contain_text(BEGUN)


def test_a_reload_in_the_middle_of_a_streamed_question_goes_on_with_the_same_call(
    candidate: Candidate, model: Provider, server: Server
) -> None:
    in_the_middle_of_a_question(candidate, model)
    candidate.page.reload()
    expect(candidate.bubbles.last).to_contain_text(BEGUN)
    model.go.set()
    candidate.expect_question(WHOLE)
    assert candidate.bubbles.all_inner_texts()[-2].endswith(STORIES[0])
    assert model.asked_for("question") == len(server.sessions().questions(candidate.session)) == 2
    assert server.sessions().answers(candidate.session) == [STORIES[0]]


def test_a_reload_in_the_middle_of_a_word_keeps_the_draft(candidate: Candidate, model: Provider) -> None:
    candidate.come_in(RoundKind.BEHAVIORAL)
    candidate.expect_question("Question 1:")
    candidate.type(ANSWER, "I told her the thresho")
    candidate.page.reload()
    candidate.expect_written(ANSWER, "I told her the thresho")
    assert model.asked_for("question") == 1


def test_a_reload_in_coding_keeps_the_code_and_its_run(candidate: Candidate) -> None:
    candidate.come_in(RoundKind.CODING, mind=REHEARSAL)
    candidate.expect_turn()
    code = candidate.runnable()
    candidate.write(CODE, code)
    candidate.run()
    candidate.type(CODE, "  # and now the empty list")
    candidate.page.reload()
    candidate.expect_written(CODE, f"{code}  # and now the empty list")
    expect(candidate.page.get_by_text("tests passed")).to_be_visible()


def test_a_second_tab_joins_the_same_run_and_its_late_answer_is_refused_and_not_lost(
    candidate: Candidate, visit: BrowserContext, model: Provider, server: Server
) -> None:
    in_the_middle_of_a_question(candidate, model)
    second = Candidate(visit.new_page(), server)
    second.page.goto(candidate.page.url)
    expect(second.bubbles.last).to_contain_text(BEGUN)
    model.go.set()
    for tab in (candidate, second):
        tab.expect_question(WHOLE)
    candidate.page.bring_to_front()
    candidate.answer(STORIES[1])
    candidate.expect_question("Question 3:")
    second.page.bring_to_front()
    second.write(ANSWER, "I would say the opposite.")
    second.send()
    expect(second.page.get_by_text("What you wrote is still here")).to_be_visible()
    second.expect_written(ANSWER, "I would say the opposite.")
    expect(second.bubbles.last).to_contain_text("Question 3:")
    assert server.sessions().answers(candidate.session) == list(STORIES[:2])
    assert model.asked_for("question") == 3


def test_back_leads_to_the_lobby_and_forward_to_the_same_question_and_draft(
    candidate: Candidate, model: Provider
) -> None:
    candidate.start_in_the_lobby(RoundKind.BEHAVIORAL)
    candidate.expect_question("Question 1:")
    session = candidate.session
    candidate.type(ANSWER, "Half a thought")
    candidate.page.go_back()
    expect(candidate.page.get_by_role("link", name="Go on with your")).to_be_visible()
    candidate.page.go_forward()
    candidate.expect_written(ANSWER, "Half a thought")
    assert candidate.session == session
    assert model.asked_for("question") == 1


def test_back_from_the_debrief_leads_out_of_it_and_a_reload_shows_it_again(
    candidate: Candidate, model: Provider
) -> None:
    candidate.come_in(RoundKind.BEHAVIORAL)
    candidate.answer_until(lambda: candidate.at_debrief)
    candidate.expect_debrief()
    calls = len(model.calls)
    candidate.page.go_back()
    expect(candidate.page.get_by_text("This onsite is over.")).to_be_visible()
    candidate.page.get_by_role("link", name="Read the debrief").click()
    candidate.expect_debrief()
    candidate.page.reload()
    candidate.expect_debrief()
    assert len(model.calls) == calls
