"""A résumé handed in with a real browser: seen as text, there again after another room, gone nowhere."""

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.panel.reading.documents import pdf, says
from tests.ui.browser import NEEDS_BROWSER, come_to_rest, next_question

RESUME = "Ada ![x](http://example.com/x.png) built a ranker."
pytestmark = NEEDS_BROWSER


def _hand_in(page: Page, tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(pdf(says(RESUME.replace("(", r"\(").replace(")", r"\)"))))
    page.get_by_text("About you").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "cv.pdf")
    expect(page.get_by_text("Look it through below")).to_be_visible()
    expect(page.get_by_label("Résumé", exact=True)).to_have_value(RESUME)


def test_a_resume_is_read_and_stays_with_the_tab(
    address: str, page: Page, tmp_path: Path, asked_elsewhere: list[str]
) -> None:
    page.goto(address)
    come_to_rest(page)
    _hand_in(page, tmp_path)
    page.get_by_label("Job description").fill("We rank shops.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove the job description")).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_label("Résumé", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Lobby").first.click()
    page.get_by_text("About you").click()
    expect(page.get_by_label("Résumé", exact=True)).to_have_value(RESUME)
    expect(page.get_by_label("Job description")).to_have_value("We rank shops.")
    page.get_by_role("button", name="Remove the résumé").click()
    expect(page.get_by_label("Résumé", exact=True)).to_have_value("")
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)
    assert not asked_elsewhere
