"""A whole onsite in which everybody says what would like to be alive: nothing of it is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.ui import provider as scripted
from tests.ui.browser import ANOTHER, NEEDS_BROWSER, choose_a_model, come_to_rest, next_question
from tests.ui.loopback import QuietDesk, loopback
from tests.ui.provider import Provider

pytestmark = NEEDS_BROWSER
LIVE = (
    "We measured it ![x](HOST/image) <img src=HOST/tag> <script>fetch('HOST/script')</script> "
    "<style>@import 'HOST/style'</style> [link](HOST/link) HOST/bare :material/home: "
    "<iframe src=HOST/frame></iframe> and compared it with the threshold of last month."
)
CODE = 'def solve(rows):\n    print("![x](HOST/out) <img src=HOST/out>")\n    return rows  # HOST/code\n'
ANSWERS = 12


class Elsewhere:
    """Another host, which notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.address = ""

    def __call__(self, text: str) -> str:
        """The text, with this host in it."""
        return text.replace("HOST", self.address)


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Another host on this machine."""
    host = Elsewhere()

    class Desk(QuietDesk):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

    with loopback(Desk, ANOTHER) as host.address:
        yield host


@pytest.fixture
def refused(page: Page) -> list[str]:
    """What the browser refused because of the policy."""
    notes: list[str] = []
    page.on("console", lambda said: notes.append(said.text) if "Content Security" in said.text else None)
    return notes


@pytest.fixture
def talkative(provider: Provider, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A model that writes it wherever it may write."""
    live = elsewhere(LIVE)
    provider.question = live
    for sheet in (scripted.SCORECARD, scripted.COMMITTEE):
        for place in {"concern", "open_question", "summary", "would_change"} & set(sheet):
            monkeypatch.setitem(sheet, place, live)
    return provider


def _answer(page: Page, words: str, code: str) -> None:
    page.get_by_label("Your answer").fill(words)
    if page.get_by_label("Your code").count():
        page.get_by_label("Your code").fill(code)
        page.get_by_role("button", name="Run the visible tests").click()
        come_to_rest(page)
        page.get_by_role("button", name="Send with code").click()
    else:
        page.keyboard.press("Control+Enter")
    next_question(page)


def test_nothing_that_people_or_models_say_comes_alive_and_all_pages_work_under_the_policy(
    address: str,
    page: Page,
    talkative: Provider,
    elsewhere: Elsewhere,
    refused: list[str],
    asked_elsewhere: list[str],
) -> None:
    page.goto(address)
    choose_a_model(page, talkative, "Coding")
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)
    for _ in range(ANSWERS):
        if "debrief" in page.url:
            break
        _answer(page, elsewhere(LIVE), elsewhere(CODE))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
    come_to_rest(page)
    expect(page.get_by_text("<script>").first).to_be_attached()
    for kind in ("Markdown", "JSON", "PDF"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {kind}", exact=False).first.click()
        assert download.value.path().stat().st_size
    for room in ("History", "Study"):
        page.get_by_role("link", name=room, exact=True).click()
        come_to_rest(page)
    assert not refused
    assert not asked_elsewhere
    assert not elsewhere.asked
    page.goto(f"{elsewhere.address}/reached")
    assert "/reached" in elsewhere.asked
