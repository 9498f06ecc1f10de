"""A drill that a model holds, in a real browser: its estimate, its bill, a failed call and the way on."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.ui.browser import NEEDS_BROWSER, choose_a_model, next_question
from tests.ui.provider import KEY, PRICES, Provider
from tests.ui.tab import STORIES

pytestmark = NEEDS_BROWSER


@pytest.fixture(autouse=True)
def _priced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A price for the scripted model, before the server starts."""
    own = tmp_path / "prices.toml"
    own.write_text(PRICES)
    monkeypatch.setenv("INTERVIEW_PANEL_PRICES", str(own))


def _answer(page: Page, words: str) -> None:
    page.get_by_label("Your answer").fill(words)
    page.keyboard.press("Control+Enter")


def test_a_model_holds_a_drill_and_a_failed_call_loses_nothing(
    address: str, page: Page, provider: Provider, asked_elsewhere: list[str]
) -> None:
    provider.wants_key = True
    page.goto(address)
    choose_a_model(page, provider)
    expect(page.get_by_text("Expected: about 6 calls")).to_contain_text("$0.0")
    expect(page.get_by_text("Nothing leaves this machine")).to_be_visible()
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)
    expect(page.get_by_text("Used so far: 1 call")).to_contain_text("under $0.001")
    provider.faults = [400]
    _answer(page, STORIES[0])
    expect(page.get_by_text("Paused; nothing you said is lost.")).to_be_visible()
    expect(page.get_by_role("group", name="Chat message from user")).to_contain_text(STORIES[0])
    page.get_by_role("button", name="Try again").click()
    for story in STORIES[1:3]:
        next_question(page)
        _answer(page, story)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
    expect(page.get_by_text("Used: 7 calls")).to_contain_text("1 failure")
    expect(page.get_by_text("Expected: about 6 calls")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Markdown").click()
    assert "- Expected: about 6 calls" in download.value.path().read_text("utf-8")
    assert KEY not in page.url + page.content()
    assert set(provider.keys) == {f"Bearer {KEY}"}
    assert not asked_elsewhere
