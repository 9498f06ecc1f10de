"""The debrief in a real browser: a quote lights up its own words, and nothing said comes alive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.ui.browser import NEEDS_BROWSER, come_to_rest, served
from tests.ui.debriefs import HOSTILE, held, weak

from interview_agents.evidence import normalised
from interview_personas import RoundKind

PHONE = {"width": 390, "height": 844}

pytestmark = NEEDS_BROWSER


@pytest.fixture
def debrief(monkeypatch: pytest.MonkeyPatch, page: Page) -> Iterator[Page]:
    """The debrief of somebody whose every answer would fetch from elsewhere if it could."""
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "alone")
    session_id = held(weak(before=HOSTILE), RoundKind.SYSTEM_DESIGN)
    with served() as address:
        page.goto(f"{address}/debrief?session={session_id}")
        _ready(page)
        yield page


def _ready(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
    expect(page.locator("article").first).to_be_attached()
    come_to_rest(page)


def _lit(page: Page) -> str:
    """The words that are lit up, once they are in view."""
    words = page.locator("mark.record-here")
    expect(words.first).to_be_in_viewport()
    return normalised("".join(words.all_inner_texts()))


def _follow(page: Page, number: int) -> str:
    """Follow the link of a red flag's quote with the keyboard; gives where it leads to."""
    link = page.get_by_role("link", name="Go to ML system design, turn").nth(number)
    link.focus()
    page.keyboard.press("Enter")
    return str(link.get_attribute("href")).removeprefix("#")


@pytest.mark.parametrize("narrow", [False, True])
def test_a_flags_quote_leads_to_its_words_by_keyboard_and_after_a_reload(
    debrief: Page, *, narrow: bool
) -> None:
    if narrow:
        debrief.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the right shape
    quote = debrief.locator("[data-testid=stText]", has_text="“").first.inner_text()
    anchor = _follow(debrief, 0)
    assert _lit(debrief) == normalised(quote)[1:-1]
    expect(debrief.locator(f"#{anchor}")).to_be_focused()
    debrief.reload()
    _ready(debrief)
    assert _lit(debrief) == normalised(quote)[1:-1]
    assert debrief.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_of_several_quotes_in_a_turn_only_the_one_that_was_meant_is_lit(debrief: Page) -> None:
    second = debrief.locator(".record-number[id$=quote-2]").first.get_attribute("id") or ""
    words = []
    for anchor in (second.replace("quote-2", "quote-1"), second):
        debrief.evaluate("anchor => { location.hash = anchor }", anchor)
        debrief.wait_for_function("anchor => document.activeElement.id === anchor", arg=anchor)
        words.append(_lit(debrief))
    assert words[0] != words[1]


def test_a_claim_is_found_again_from_the_words_it_rests_on(debrief: Page) -> None:
    _follow(debrief, 0)
    debrief.keyboard.press("Tab")
    back = debrief.locator("*:focus")
    claim = back.get_attribute("href") or ""
    assert claim.startswith("#flag-")
    debrief.keyboard.press("Enter")
    expect(debrief.locator(claim)).to_be_in_viewport()


def test_the_back_button_leads_to_where_a_link_was_followed(debrief: Page) -> None:
    _follow(debrief, 0)
    _lit(debrief)
    debrief.go_back()
    expect(debrief.get_by_role("link", name="Go to ML system design, turn").first).to_be_in_viewport()


def test_nothing_that_was_said_comes_alive(debrief: Page, asked_elsewhere: list[str]) -> None:
    expect(debrief.get_by_text("evil.example").first).to_be_attached()
    for closed in debrief.locator("details").all():
        closed.evaluate("each => { each.open = true }")
    assert debrief.locator("[href*=evil], [src*=evil], .record img, .record svg").count() == 0
    assert not asked_elsewhere


def test_a_ruling_is_called_wrong_by_keyboard_and_taken_back_after_a_reload(debrief: Page) -> None:
    wrong = debrief.get_by_role("checkbox", name="This was wrong").first
    kept = debrief.get_by_text("Kept on this machine as an answer that does not show this flag.")
    for there in (True, False):
        wrong.focus()
        debrief.keyboard.press("Space")
        expect(kept).to_have_count(int(there))
        debrief.reload()
        _ready(debrief)
        expect(wrong).to_be_checked(checked=there)
        expect(kept).to_have_count(int(there))


def test_a_pdf_without_the_name_is_fetched_by_keyboard(debrief: Page, tmp_path: Path) -> None:
    debrief.get_by_role("switch", name="Without my name").focus()
    debrief.keyboard.press("Space")
    debrief.get_by_role("button", name="Download PDF, share-safe").focus()
    with debrief.expect_download() as fetched:
        debrief.keyboard.press("Enter")
    assert fetched.value.suggested_filename.endswith("-shared.pdf")
    fetched.value.save_as(tmp_path / "debrief.pdf")
    assert (tmp_path / "debrief.pdf").read_bytes().startswith(b"%PDF")
