"""One whole drill in a real browser, reloaded on the way, with every request staying here."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Request, WebSocket, expect, sync_playwright
from tests.ui.tab import STORIES

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SERVE = "import typer; from interview_ui.command import command; typer.run(command)"
CODE = "def solve(rows):\n    return [row for row in rows if row]"
WAIT_MS = 20_000
ANSWERS = 60

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}"),
]


@pytest.fixture
def address() -> Iterator[str]:
    """A server of its own, started as the command starts it."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    roots = os.pathsep.join(str(ROOT / name) for name in ("personas", "agents", "panel", "ui"))
    paths = os.pathsep.join(filter(None, [roots, os.environ.get("PYTHONPATH", "")]))
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, "--port", str(port), "--no-browser"],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout
    for said in server.stdout:
        if str(port) in said:
            break
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    assert server.wait(20) is not None
    server.stdout.close()


@pytest.fixture
def asked_elsewhere() -> list[str]:
    """Addresses of requests that did not stay on this machine."""
    return []


@pytest.fixture
def page(asked_elsewhere: list[str]) -> Iterator[Page]:
    """A new browser window."""

    def note(request: Request | WebSocket) -> None:
        if urlparse(request.url).hostname not in {"127.0.0.1", None}:
            asked_elsewhere.append(request.url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        window = browser.new_page()
        window.set_default_timeout(WAIT_MS)
        window.on("request", note)
        window.on("websocket", note)
        yield window
        browser.close()


def _settle(page: Page) -> None:
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def _next(page: Page) -> None:
    """Wait for an empty field to answer in, or for the debrief."""
    page.wait_for_function(
        """() => location.pathname.includes('debrief') ||
        [...document.querySelectorAll('textarea[aria-label="Your answer"]')]
        .some(field => !field.disabled && !field.value)"""
    )
    _settle(page)


def _enter(page: Page, address: str) -> None:
    assert urlopen(f"{address}/_stcore/health").status == 200  # noqa: S310 - our own server
    page.goto(address)
    page.get_by_text("Drill: one question", exact=False).click()
    _settle(page)
    page.get_by_role("button", name="Start the onsite").click()
    _next(page)


def _reload_with_a_draft(page: Page) -> None:
    page.get_by_label("Your answer").fill("half a thought")
    page.get_by_role("heading", level=4).click()
    _settle(page)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("half a thought")


def _answer(page: Page, words: str, number: int) -> None:
    page.get_by_label("Your answer").fill(words)
    code = page.get_by_label("Your code")
    if number % 2 and code.count():
        code.fill(CODE)
        page.get_by_role("button", name="Send with code").click()
    elif number % 3:
        page.keyboard.press("Control+Enter")
    else:
        page.get_by_role("button", name=re.compile("^Send.*Ctrl")).click()
    _next(page)


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
    link = page.get_by_role("link", name=re.compile("^Go to .*, turn")).first
    target = str(link.get_attribute("href"))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("target => location.hash === target", arg=target)
    expect(page.locator(f"span{target}")).to_be_in_viewport()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
