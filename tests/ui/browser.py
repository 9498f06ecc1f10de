"""A real browser, and a server of the page's own for it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, Request, WebSocket, expect, sync_playwright
from tests.ui.provider import KEY, Provider

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SERVE = "import typer; from interview_ui.command import command; typer.run(command)"
WAIT_MS = 60_000
"""A machine that does much else is slow; nothing here waits for nothing."""
NEEDS_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}"),
]


expect.set_options(timeout=WAIT_MS)


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of its own, started as the command starts it."""
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


@contextmanager
def window(asked_elsewhere: list[str], *flags: str) -> Iterator[Page]:
    """A new browser window.

    Args:
        asked_elsewhere: gets the addresses of requests that did not stay on this machine.
        flags: of the browser, beside the usual ones.
    """

    def note(request: Request | WebSocket) -> None:
        if urlparse(request.url).hostname not in {"127.0.0.1", None}:
            asked_elsewhere.append(request.url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), *flags])
        page = browser.new_context().new_page()
        page.set_default_timeout(WAIT_MS)
        page.on("request", note)
        page.on("websocket", note)
        yield page
        browser.close()


def come_to_rest(page: Page) -> None:
    """Wait until the page's script has run to its end."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


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
