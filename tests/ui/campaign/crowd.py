"""Many people at one server, each in a browser of their own, all at the same time."""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from playwright.async_api import Browser, Locator, Page, async_playwright
from tests.ui.browser import CHROMIUM, CONNECTED, FLAGS, NOWHERE_ELSE
from tests.ui.campaign.candidate import ANSWER, MOST_ANSWERS, session_in
from tests.ui.tab import STORIES

from interview_panel.plan import REHEARSAL
from interview_personas import RoundKind
from interview_ui.minds.choice import TITLES as MINDS
from interview_ui.shown import round_title

WAIT_S = 300.0
LOOK_S = 0.3
"""A whole crowd that looks is work for the machine too, and not what is measured."""
MINE, SPOKEN = "Chat message from user", re.compile("^Chat message from")
REST = f'{CONNECTED}[data-test-script-state="notRunning"]'


@dataclass
class Visitor:
    """One of them, and what they lived through."""

    number: int
    rounds: Sequence[RoundKind]
    session: str = ""
    said: list[str] = field(default_factory=list)
    """Their answers; the last may have come while the page was still leaving an onsite that is over."""
    waits_s: list[float] = field(default_factory=list)
    """From each answer to the next question, or to the debrief."""
    seen: str = ""
    """All there was to read in their debrief and among their onsites."""

    @property
    def sign(self) -> str:
        """A word that nobody else says."""
        return f"quokka{self.number:02d}"

    async def hold(self, browser: Browser, address: str) -> None:
        """Hold an onsite from the lobby to the debrief, and look at what is left of it."""
        context = await browser.new_context()
        page = await context.new_page()
        page.set_default_timeout(WAIT_S * 1000)
        await self._enter(page, address)
        for words in islice(cycle(STORIES), MOST_ANSWERS):
            if "/debrief" in page.url:
                break
            self.session = session_in(page.url)
            await self._answer(page, f"{words} The project was called {self.sign}.")
        await page.get_by_role("heading", level=1).filter(has_text="Debrief: ").wait_for()
        self.seen = await _read(page)
        await page.goto(f"{address}/history")
        await page.get_by_text(self.session[:12]).wait_for()
        self.seen += await _read(page)
        await context.close()

    async def _enter(self, page: Page, address: str) -> None:
        await page.goto(address)
        await page.get_by_text("Drill: one question").click()
        for other in set(RoundKind) - set(self.rounds):
            await page.locator(REST).wait_for()
            await page.get_by_role("button", name=round_title(other), exact=True).click()
            await page.get_by_role("button", name=round_title(other), exact=True, pressed=False).wait_for()
        await page.locator(REST).wait_for()
        await page.get_by_text(MINDS[REHEARSAL]).click()
        await page.locator(REST).wait_for()
        await page.get_by_role("button", name="Start the onsite").click()
        await _turn(page)

    async def _answer(self, page: Page, words: str) -> None:
        before = time.monotonic()
        await _field(page).fill(words)
        await _field(page).press("Control+Enter")
        await _turn(page, words)
        self.said.append(words)
        self.waits_s.append(time.monotonic() - before)


def _field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=ANSWER, exact=True)


async def _turn(page: Page, said: str = "") -> None:
    """Wait until what was said is taken and another question is there, or the debrief."""
    mine = page.get_by_role("group", name=MINE)
    # While a page is drawn anew, the last question's button may stand under an answer already given.
    last = page.get_by_role("group", name=SPOKEN).last
    asked = page.get_by_role("button", name="Send", exact=True, disabled=False)
    until = time.monotonic() + WAIT_S
    while "/debrief" not in page.url:
        taken = not said or said in "".join((await mine.all_inner_texts())[-1:])
        answered = await last.count() and await last.get_attribute("aria-label") != MINE
        if taken and answered and await page.locator(REST).count() and await asked.count():
            return
        assert time.monotonic() < until, await page.get_by_test_id("stMain").inner_text()
        await asyncio.sleep(LOOK_S)


async def _read(page: Page) -> str:
    await page.locator(REST).wait_for()
    return await page.get_by_test_id("stMain").inner_text()


async def crowd(address: str, visitors: Sequence[Visitor]) -> None:
    """Let them all hold their onsites at once; raises when one of them cannot."""
    async with async_playwright() as playwright:
        flags = [*FLAGS.split(), NOWHERE_ELSE]
        browsers = [await playwright.chromium.launch(executable_path=CHROMIUM, args=flags) for _ in visitors]
        async with asyncio.TaskGroup() as group:
            for visitor, browser in zip(visitors, browsers, strict=True):
                group.create_task(visitor.hold(browser, address))
