"""Two people at one server: neither gets to the other's onsite, whatever they send."""

import hashlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tests.ui.browser import (
    CHROMIUM,
    FLAGS,
    NEEDS_BROWSER,
    WAIT_MS,
    choose_one_round,
    come_to_rest,
    next_question,
    served,
)
from tests.ui.tab import STORIES
from websockets.sync.client import connect

from interview_agents.answer import Answer
from interview_panel import Length, OnsiteRequest
from interview_panel.runner import Runner
from interview_panel.settings import Settings
from interview_ui.access.cookie import PLAIN
from interview_ui.access.owner import NOT_HERE

pytestmark = NEEDS_BROWSER
SAID = "The zeppelin was mine alone, and so was its threshold."
DRAFT = "a draft about zeppelins"
GONE, NO_ONSITES = "choose one of your own", "None yet"


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser; each context of it is another person's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@dataclass
class Person:
    """Somebody with a browser of their own."""

    context: BrowserContext
    address: str
    page: Page = field(init=False)
    received: bytes = b""
    """All that the server told this browser's pages, shown or not."""

    def __post_init__(self) -> None:
        self.context.set_default_timeout(WAIT_MS)
        self.page = self.context.new_page()
        self.page.on("websocket", lambda line: line.on("framereceived", self._keep))
        self.page.goto(self.address)
        come_to_rest(self.page)

    def _keep(self, frame: str | bytes) -> None:
        self.received += frame if isinstance(frame, bytes) else frame.encode()

    @property
    def token(self) -> str:
        """What the browser would send."""
        return next(str(c["value"]) for c in self.context.cookies() if c["name"] == PLAIN)

    def start(self) -> str:
        """Start a drill of one round and answer once; gives its id."""
        page = self.page
        choose_one_round(page)
        page.get_by_role("button", name="Start the onsite").click()
        next_question(page)
        self.answer(SAID)
        return page.url.partition("session=")[2]

    def answer(self, words: str) -> None:
        """Answer, and wait for what comes of it."""
        self.page.get_by_label("Your answer").fill(words)
        self.page.keyboard.press("Control+Enter")
        next_question(self.page)

    def finish(self) -> None:
        """Answer until there is a debrief."""
        for story in STORIES * 4:
            if "debrief" in self.page.url:
                break
            self.answer(story)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")

    def read(self, room: str, session: str, told: str) -> str:
        """What a page shows that is opened by its address, once it shows something."""
        self.page.goto(f"{self.address}/{room}?session={session}")
        expect(self.page.get_by_text(told).first).to_be_visible()
        come_to_rest(self.page)
        return self.page.inner_text("body")


@pytest.fixture
def anna(browser: Browser, address: str) -> Person:
    """Somebody."""
    return Person(browser.new_context(), address)


@pytest.fixture
def bert(browser: Browser, address: str) -> Person:
    """Somebody else."""
    return Person(browser.new_context(), address)


def heard(address: str, session: str, token: str = "", called: str = "127.0.0.1") -> str:
    """All that the server says to a client of the attacker's own making.

    Args:
        address: where the server is.
        session: what is asked for.
        token: what is sent as the cookie.
        called: the name by which the server is called.
    """
    port = urlsplit(address).port
    asked = BackMsg()
    asked.rerun_script.query_string = f"session={session}"
    asked.rerun_script.page_name = "interview"
    stream, headers = f"ws://{called}:{port}/_stcore/stream", {"Cookie": f"{PLAIN}={token}"}
    said = b""
    with (
        socket.create_connection(("127.0.0.1", port)) as wire,
        connect(stream, sock=wire, additional_headers=headers, max_size=None) as line,
    ):
        line.send(asked.SerializeToString())
        while True:
            message = line.recv(60, decode=False)
            said += message
            if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
                return said.decode("utf-8", "ignore")


def test_two_browsers_see_nothing_of_each_other(anna: Person, bert: Person) -> None:
    session = anna.start()
    anna.page.get_by_label("Your answer").fill(DRAFT)
    anna.page.get_by_role("heading", level=4).click()
    come_to_rest(anna.page)
    for room in ("interview", "debrief", ""):
        bert.read(room, session, GONE)
    bert.read("history", session, NO_ONSITES)
    assert not {words for words in (SAID, DRAFT) if words.encode() in bert.received}
    anna.received = b""
    assert NO_ONSITES not in anna.read("history", session, session[:12])
    anna.read("interview", session, SAID)
    expect(anna.page.get_by_label("Your answer")).to_have_text(DRAFT)
    assert not {words for words in (SAID, DRAFT) if words.encode() not in anna.received}


def test_a_debrief_is_its_owners(anna: Person, bert: Person) -> None:
    session = anna.start()
    anna.finish()
    seen = bert.read("debrief", session, GONE)
    assert bert.read("debrief", "0" * 32, GONE).replace("0" * 32, session) == seen
    assert SAID.encode() not in bert.received
    anna.received = b""
    anna.read("debrief", session, "Debrief: ")
    assert SAID.encode() in anna.received


def test_a_client_of_ones_own_making_gets_no_further_with_a_forged_cookie(
    anna: Person, bert: Person, address: str
) -> None:
    session = anna.start()
    stored = hashlib.sha256(anna.token.encode()).hexdigest()
    for forged in ("", stored, stored[:43], anna.token[:-1], anna.token.swapcase(), bert.token):
        assert SAID not in heard(address, session, forged)
    assert SAID in heard(address, session, anna.token)


def test_the_cookie_is_for_the_browser_alone_and_stays(anna: Person, address: str) -> None:
    (cookie,) = [cookie for cookie in anna.context.cookies() if cookie["name"] == PLAIN]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["expires"] - anna.page.evaluate("Date.now() / 1000") > 300 * 24 * 3600
    assert PLAIN not in anna.page.evaluate("document.cookie")
    anna.page.reload()
    come_to_rest(anna.page)
    assert anna.token == cookie["value"]
    with urlopen(address) as one, urlopen(address) as other:  # noqa: S310 - our own server
        assert one.headers["Set-Cookie"] != other.headers["Set-Cookie"]


def test_one_persons_page_has_the_terminals_onsites_and_no_website_can_read_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Runner(Settings().sessions_file) as terminal:
        session = terminal.start(OnsiteRequest(length=Length.DRILL))
        terminal.follow(session).wait()
        terminal.answer(session, Answer(text=SAID)).wait()
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "alone")
    with served() as address:
        assert SAID in heard(address, session)
        for name in ("evil.example", "127.0.0.1.evil.example"):
            assert SAID not in heard(address, session, called=name)
            assert NOT_HERE[:40] in heard(address, session, called=name)
