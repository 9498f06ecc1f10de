"""What a candidate does at the page, in a candidate's words; with the keyboard alone where it says so."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect
from tests.ui.browser import WAIT_MS, choose_one_round, come_to_rest
from tests.ui.serving import Server
from tests.ui.tab import STORIES

from interview_panel.plan import ModelNames, OnsiteRequest
from interview_personas import Length, RoundKind
from interview_ui.shown import round_title

ANSWER, CODE = "Your answer", "Your code"
SIGNATURE = re.compile("^def .*:$", re.MULTILINE)
NO_FIELD = "(no field)"
LOOK_MS = 50
MOST_ANSWERS = 40
MOST_STEPS = 200
"""Steps of the Tab key within which everything on a page is to be reached."""
WRITTEN = """field => field.matches('textarea') ? field.value
    : [...field.querySelectorAll('.cm-line')]
        .map(line => line.querySelector('.cm-placeholder') ? '' : line.textContent).join('\\n')"""
FOCUSED = "part => part.getRootNode().activeElement === part"
"""Also for what stands in a component of its own, behind a shadow root."""


def session_in(url: str) -> str:
    """The onsite that a URL names; empty when it names none."""
    return parse_qs(urlsplit(url).query).get("session", [""])[0]


@dataclass(frozen=True)
class Candidate:
    """Somebody at the page."""

    page: Page
    server: Server
    owner: str = ""
    """What this browser's onsites are stored under."""

    @property
    def session(self) -> str:
        """The onsite this tab is at."""
        return session_in(self.page.url)

    def come_in(self, *rounds: RoundKind, mind: str = "") -> None:
        """Come to a drill of these rounds that is about to begin.

        Args:
            rounds: all of them when none is named.
            mind: who thinks; whoever the server's settings name when left out.
        """
        request = OnsiteRequest(
            length=Length.DRILL, rounds=rounds or tuple(RoundKind), models=ModelNames(interviewer=mind)
        )
        self.page.goto(f"{self.server.address}/interview?session={self.server.enter(self.owner, request)}")

    def start_in_the_lobby(self, kind: RoundKind) -> None:
        """Come in by the lobby and start a drill of one round."""
        self.page.goto(self.server.address)
        choose_one_round(self.page, round_title(kind))
        self.page.get_by_role("button", name="Start the onsite").click()

    def field(self, label: str) -> Locator:
        """A place to write in."""
        return self.page.get_by_role("textbox", name=label, exact=True)

    def written(self, label: str) -> str:
        """What stands in a field just now; it may be the moment at which the page is drawn anew."""
        fields = self.field(label).evaluate_all(f"fields => fields.map({WRITTEN})")
        return str(fields[0]) if fields else NO_FIELD

    def write(self, label: str, words: str) -> None:
        """Write it all at once."""
        self.field(label).fill(words)

    def type(self, label: str, words: str, delay_ms: float = 0) -> None:
        """Write it key by key, at the end of what stands there."""
        self.field(label).press("Control+End")
        self.page.keyboard.type(words, delay=delay_ms)

    def expect_written(self, label: str, words: str) -> None:
        """Wait until a field holds just these words."""
        self.until(lambda: self.written(label) == words, f"{label} holds {words!r}")

    def send(self) -> None:
        """Hand the answer in."""
        self.field(ANSWER).press("Control+Enter")

    def answer(self, words: str) -> None:
        """Write an answer, hand it in and see it taken."""
        self.write(ANSWER, words)
        self.send()
        self.until(lambda: self.at_debrief or self.heard(words), f"{words!r} is taken")
        come_to_rest(self.page)

    def answer_until(self, done: Callable[[], bool]) -> list[str]:
        """Give answer after answer until something is so; gives what was said."""
        said: list[str] = []
        for words in islice(cycle(STORIES), MOST_ANSWERS):
            self.until(lambda: done() or self.is_asked(), "a question or the end comes")
            if done():
                return said
            self.answer(words)
            said.append(words)
        raise AssertionError(f"no end after {MOST_ANSWERS} answers")

    def heard(self, words: str) -> bool:
        """Whether these are the last words of the candidate's on the page."""
        mine = self.page.get_by_role("group", name="Chat message from user").all_inner_texts()
        return bool(mine) and words in mine[-1]

    def is_asked(self) -> bool:
        """Whether there is a question, and an empty field to answer it in."""
        return self.sending.and_(self.page.locator(":enabled")).count() == 1 and not self.written(ANSWER)

    @property
    def seen(self) -> str:
        """All there is to read on the page."""
        return self.page.get_by_test_id("stMain").inner_text()

    @property
    def at_debrief(self) -> bool:
        """Whether the onsite is over."""
        return "/debrief" in self.page.url

    def until(self, so: Callable[[], bool], what: str) -> None:
        """Look at the page again and again until something is so."""
        over = time.monotonic() + WAIT_MS / 1000
        while not so():
            assert time.monotonic() < over, f"it never was so that {what}; there was: {self.seen}"
            self.page.wait_for_timeout(LOOK_MS)

    def runnable(self) -> str:
        """Code for the question that is asked: it can be run, and not much more."""
        signature = SIGNATURE.search(self.written(CODE))
        assert signature
        return f"{signature[0]}\n    return []"

    def run(self) -> None:
        """Run code that works on the visible tests, and see how many it passes."""
        self.page.get_by_role("button", name="Run the visible tests").click()
        expect(self.page.get_by_text(re.compile(r"\d+ of \d+ tests passed"))).to_be_visible()

    def expect_question(self, words: str) -> None:
        """Wait until a question stands, whole, and an empty field to answer it in."""
        self.expect_whole(words)
        self.expect_turn()

    def expect_whole(self, words: str) -> None:
        """Wait until a question stands, whole, whatever is being written."""
        expect(self.bubbles.last).to_contain_text(words)
        expect(self.sending).to_be_enabled()
        come_to_rest(self.page)

    def expect_turn(self) -> None:
        """Wait for a question and an empty field to answer it in."""
        self.until(self.is_asked, "there is a question and an empty field")
        come_to_rest(self.page)

    @property
    def sending(self) -> Locator:
        """The button that hands words in; it waits while a question is coming."""
        return self.page.get_by_role("button", name=re.compile("^Send(?! with)"))

    @property
    def bubbles(self) -> Locator:
        """All that was said, by either side."""
        return self.page.get_by_role("group", name=re.compile("^Chat message from"))

    def expect_debrief(self) -> None:
        """Wait for the debrief, and read its head."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Debrief: ")
        come_to_rest(self.page)

    def reach(self, part: Locator, key: str = "Tab") -> None:
        """Come to a part of the page by the keyboard alone."""
        for _ in range(MOST_STEPS):
            if part.count() and part.first.evaluate(FOCUSED):
                return
            if self.field(CODE).count() and self.field(CODE).evaluate(FOCUSED):
                self.page.keyboard.press("Escape")  # as its label says; Tab alone indents
            self.page.keyboard.press(key)
        raise AssertionError(f"{part} is not reached with {key}")

    def press(self, name: str | re.Pattern[str], key: str = "Enter", towards: str = "Tab") -> None:
        """Press a button by the keyboard alone."""
        self.reach(self.page.get_by_role("button", name=name), towards)
        self.page.keyboard.press(key)

    def choose(self, group: str, option: str) -> None:
        """Choose one of several by the keyboard alone."""
        choices = self.page.get_by_role("radiogroup", name=group)
        self.reach(choices.get_by_role("radio", checked=True))
        self.reach(choices.get_by_role("radio", name=re.compile(f"^{re.escape(option)}")), "ArrowUp")
        come_to_rest(self.page)
