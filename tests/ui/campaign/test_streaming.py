"""Writing and running code while the interviewer speaks: the page stays the candidate's."""

from playwright.sync_api import expect
from tests.ui.browser import NEEDS_BROWSER
from tests.ui.campaign.candidate import ANSWER, CODE, Candidate
from tests.ui.provider import QUESTION, Provider
from tests.ui.tab import STORIES

from interview_personas import RoundKind

pytestmark = NEEDS_BROWSER

KEY_MS = 15
REMARK = "  # " + "rows, then columns; nobody waits for me; " * 3


def test_code_is_written_and_run_while_the_interviewer_speaks_and_no_character_is_lost(
    candidate: Candidate, model: Provider
) -> None:
    model.question = f"{QUESTION} {'Take your time with that. ' * 8}"
    candidate.come_in(RoundKind.CODING)
    candidate.expect_question("Question 1:")
    code = candidate.runnable()
    candidate.write(CODE, code)
    model.go.clear()
    candidate.answer(STORIES[1])
    expect(candidate.bubbles.last).to_contain_text("Question 2: what did you measure")
    candidate.run()
    model.wait_until_open("question")
    model.go.set()
    candidate.type(CODE, REMARK, KEY_MS)
    candidate.type(ANSWER, STORIES[2], KEY_MS)
    candidate.expect_whole("Question 2:")
    candidate.expect_written(CODE, code + REMARK)
    candidate.expect_written(ANSWER, STORIES[2])
    candidate.page.reload()
    candidate.expect_written(CODE, code + REMARK)
    candidate.expect_written(ANSWER, STORIES[2])
    expect(candidate.page.get_by_text("tests passed")).to_be_visible()
