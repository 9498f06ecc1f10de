"""History and Study in a real browser: by keyboard, on a phone, with every request staying here."""

import pytest
from playwright.sync_api import Page, expect
from tests.ui.browser import NEEDS_BROWSER, come_to_rest, next_question
from tests.ui.tab import held

from interview_panel.plan import OnsiteRequest
from interview_personas import Length, RoundKind
from interview_ui.house import close_house

STORY = OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.BEHAVIORAL,), questions=("Q68",))

pytestmark = NEEDS_BROWSER


@pytest.fixture
def one_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is one person's: what was held without it is in it."""
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "alone")


def _fits(page: Page) -> None:
    come_to_rest(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")


def _turn_to(page: Page, part: str, group: str) -> None:
    """Choose a part with the arrow keys, as a keyboard alone can."""
    page.get_by_role("radiogroup", name=group).get_by_role("radio", checked=True).focus()
    while not page.get_by_role("radio", name=part).is_checked():
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        come_to_rest(page)
    come_to_rest(page)


def test_a_red_flag_is_drilled_from_its_link_by_keyboard(
    address: str, page: Page, asked_elsewhere: list[str]
) -> None:
    page.goto(f"{address}/study?flag=no_honest_failure")
    page.get_by_role("button", name="Drill this flag").focus()
    page.keyboard.press("Enter")
    next_question(page)
    assert "/interview?session=" in page.url
    expect(page.get_by_role("heading", level=4)).to_have_text("Behavioral, round 1 of 1")
    assert not asked_elsewhere


@pytest.mark.usefixtures("one_persons")
def test_history_and_study_can_be_read_on_a_phone_by_keyboard(
    address: str, page: Page, asked_elsewhere: list[str]
) -> None:
    for who in ("hanna_lindqvist", "leila_farrokhzad"):
        held(STORY, who)
    close_house()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/history")
    expect(page.get_by_text("2 finished, 0 open")).to_be_visible()
    _fits(page)
    for part, sign in (
        ("Trend", "As a table"),
        ("Red flags", "New: "),
        ("Compare", "What the answers covered"),
    ):
        _turn_to(page, part, "What to see")
        expect(page.get_by_text(sign).first).to_be_visible()
        _fits(page)
    page.goto(f"{address}/study")
    for part, sign in {"Questions": "86 of 86 questions", "Answer templates": "Helps against"}.items():
        _turn_to(page, part, "What to study")
        expect(page.get_by_text(sign).first).to_be_visible()
        _fits(page)
    assert not asked_elsewhere
