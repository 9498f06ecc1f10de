"""One whole drill in a real browser, reloaded on the way, with every request staying here."""

import re
from itertools import cycle
from urllib.request import urlopen

from playwright.sync_api import Page, expect
from tests.ui.browser import NEEDS_BROWSER, come_to_rest, next_question
from tests.ui.tab import STORIES

CODE = "def solve(rows):\n    return [row for row in rows if row]"
ANSWERS = 60

pytestmark = NEEDS_BROWSER


def _enter(page: Page, address: str) -> None:
    assert urlopen(f"{address}/_stcore/health").status == 200  # noqa: S310 - our own server
    page.goto(address)
    page.get_by_text("Drill: one question", exact=False).click()
    come_to_rest(page)
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)


def _reload_with_a_draft(page: Page) -> None:
    page.get_by_label("Your answer").fill("half a thought")
    page.get_by_role("heading", level=4).click()
    come_to_rest(page)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_text("half a thought")


def _answer(page: Page, words: str, number: int) -> None:
    page.get_by_label("Your answer").fill(words)
    code = page.get_by_label("Your code")
    if number % 2 and code.count():
        code.fill(CODE)
        page.get_by_role("button", name="Send with code").click()
    elif number % 3:
        page.keyboard.press("Control+Enter")
    else:
        page.get_by_role("button", name="Send", exact=True).click()
    next_question(page)


def test_a_whole_drill_is_held_in_the_browser_and_nothing_leaves_this_machine(
    address: str, page: Page, asked_elsewhere: list[str]
) -> None:
    _enter(page, address)
    stories = cycle(STORIES)
    rounds: list[str] = []
    for number in range(ANSWERS):
        if "debrief" in page.url:
            break
        rounds.append(page.get_by_role("heading", level=4).inner_text())
        if number in {1, 6}:
            _reload_with_a_draft(page)
        _answer(page, next(stories), number)
    assert list(dict.fromkeys(rounds)) == [
        "Recruiter, round 1 of 4",
        "Coding, round 2 of 4",
        "ML system design, round 3 of 4",
        "Behavioral, round 4 of 4",
    ]
    _read(page)
    assert not asked_elsewhere


def _read(page: Page) -> None:
    """Follow a quote to its turn with the keyboard, and come to the debrief again after a reload."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
    come_to_rest(page)
    link = page.get_by_role("link", name=re.compile("^Go to .*, turn")).first
    target = str(link.get_attribute("href"))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("target => location.hash === target", arg=target)
    expect(page.locator(f"span{target}")).to_be_in_viewport()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
