"""A real browser that is kept on this machine, and tells what it asked for elsewhere."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.ui.provider import KEY, Provider
from tests.ui.serving import served_from

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
ANOTHER = "127.0.0.2"
"""Also this machine, and for a browser another host."""
NOWHERE_ELSE = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE {ANOTHER}"
"""For the browser no other host is there."""
SETTINGS = ("INTERVIEW_PANEL_", "OPENAI_")
"""How the variables begin that a server is given of a test's."""
WAIT_MS = 60_000
"""A machine that does much else is slow; nothing here waits for nothing."""
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
RUNNING = f'{CONNECTED}[data-test-script-state="running"]'
NOTE_RUNS = """running => new MutationObserver(() => {
    if (document.querySelector(running)) window.ranAgain = true
}).observe(document.body, {subtree: true, attributes: true})"""
NEEDS_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}"),
]


expect.set_options(timeout=WAIT_MS)


@dataclass
class Watch:
    """What went on in a browser that nobody sees on the page."""

    elsewhere: list[str] = field(default_factory=list)
    """Addresses of requests that were not for this machine; none of them was answered."""
    broken: list[str] = field(default_factory=list)
    """Errors in the page's own scripts that nothing caught."""

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a browser's profile."""
        context.on("request", lambda request: self._asked(request.url))
        context.on("weberror", lambda error: self.broken.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda line: self._asked(line.url)))

    def _asked(self, url: str) -> None:
        if urlparse(url).hostname not in {"127.0.0.1", None}:
            self.elsewhere.append(url)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A browser of its own, with more flags than the usual ones when they are named."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS.split(), NOWHERE_ELSE, *flags]
        )
        yield browser
        browser.close()


@contextmanager
def profile(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """Cookies and tabs of one person, with nothing in them."""
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(WAIT_MS)
    watch.over(context)
    yield context
    context.close()


@contextmanager
def window(asked_elsewhere: list[str], *flags: str) -> Iterator[Page]:
    """A new browser with one page.

    Args:
        asked_elsewhere: gets the addresses of requests that did not stay on this machine.
        flags: of the browser, beside the usual ones.
    """
    with chromium(*flags) as browser, profile(browser, Watch(elsewhere=asked_elsewhere)) as context:
        yield context.new_page()


@contextmanager
def served() -> Iterator[str]:
    """The address of a server with this test's home and settings."""
    settings = {name: said for name, said in os.environ.items() if name.startswith(SETTINGS)}
    with served_from(Path(settings["INTERVIEW_PANEL_HOME"]), settings) as server:
        yield server.address


def come_to_rest(page: Page) -> None:
    """Wait until the page's script has run to its end, at a server that is there."""
    page.wait_for_selector(f'{CONNECTED}[data-test-script-state="notRunning"]')


def be_cut_off(page: Page) -> None:
    """Wait until the page has noticed that its server is gone."""
    page.wait_for_selector(CONNECTED, state="detached")
    page.evaluate(NOTE_RUNS, RUNNING)


def come_back(page: Page) -> None:
    """Wait until a page that was cut off has run at the server that is there now."""
    page.wait_for_function("() => window.ranAgain")
    come_to_rest(page)


def next_question(page: Page) -> None:
    """Wait for a question and an empty field to answer it in, or for the debrief."""
    empty = page.get_by_role("textbox", name="Your answer").locator(".cm-placeholder")
    waits = page.get_by_role("button", name="Send", exact=True, disabled=False)
    debrief = page.get_by_role("heading", level=1).filter(has_text="Debrief: ")
    for here in (empty, waits):
        expect(here.or_(debrief)).to_be_visible()
    come_to_rest(page)


def choose_one_round(page: Page, kind: str = "Behavioral") -> None:
    """In the lobby, choose a drill of one round."""
    page.get_by_text("Drill: one question", exact=False).click()
    come_to_rest(page)
    for other in {"Recruiter", "Coding", "ML system design", "Behavioral"} - {kind}:
        page.get_by_role("button", name=other, exact=True).click()
        come_to_rest(page)


def choose_a_model(page: Page, provider: Provider, kind: str = "Behavioral") -> None:
    """In the lobby, choose a drill of one round that a model holds."""
    choose_one_round(page, kind)
    page.get_by_text("A model", exact=True).click()
    come_to_rest(page)
    endpoint = page.get_by_role("combobox", name="Endpoint")
    endpoint.fill("Another")
    page.get_by_role("option", name="Another server").wait_for()
    endpoint.press("Enter")
    for label, words in {"Base URL": provider.address, "Model": "scripted", "API key": KEY}.items():
        page.get_by_label(label, exact=True).fill(words)
        page.keyboard.press("Tab")  # out of the key's field it leads to its eye button
        come_to_rest(page)
