"""A whole onsite by the keyboard alone, from the lobby to the PDF, in a browser that finds no other host."""

import re
from io import BytesIO
from itertools import count

from playwright.sync_api import expect
from pypdf import PdfReader
from tests.ui.browser import NEEDS_BROWSER, come_to_rest
from tests.ui.campaign.candidate import ANSWER, CODE, Candidate
from tests.ui.tab import STORIES

pytestmark = NEEDS_BROWSER

RAN = re.compile(r"\d+ of \d+ tests passed")


def hand_in(candidate: Candidate, number: int) -> None:
    """Now with the button, now with the shortcut."""
    if number % 2:
        candidate.page.keyboard.press("Control+Enter")
    else:
        candidate.press(re.compile("^Send(?! with)"), "Space")


def code_and_run(candidate: Candidate) -> None:
    """Write code, leave its field, run it and hand it in."""
    signature, body = candidate.runnable().split("\n")
    candidate.reach(candidate.field(CODE))
    candidate.page.keyboard.press("Control+A")
    candidate.page.keyboard.type(f"{signature}\n{body.strip()}")  # the field indents by itself
    candidate.expect_written(CODE, f"{signature}\n{body}")
    candidate.press("Run the visible tests")
    expect(candidate.page.get_by_text(RAN)).to_be_visible()
    candidate.press("Send with code", towards="Shift+Tab")


def answer(candidate: Candidate, number: int) -> None:
    words = STORIES[number // 2 % len(STORIES)] if number % 2 else f"First I would ask them, number {number}."
    candidate.reach(candidate.field(ANSWER), "Shift+Tab" if number else "Tab")
    candidate.page.keyboard.type(words)
    if candidate.field(CODE).count() and not candidate.page.get_by_text(RAN).count():
        code_and_run(candidate)
    else:
        hand_in(candidate, number)
    candidate.until(lambda: candidate.at_debrief or candidate.heard(words), f"{words!r} is taken")
    come_to_rest(candidate.page)


def test_a_whole_onsite_is_held_from_lobby_to_pdf_by_the_keyboard_alone(candidate: Candidate) -> None:
    page = candidate.page
    page.goto(candidate.server.address)
    candidate.choose("Length", "Drill")
    candidate.choose("Who thinks", "Rehearsal")
    candidate.press("Start the onsite")
    rounds = []
    for number in count():
        candidate.until(lambda: candidate.at_debrief or candidate.is_asked(), "a question or the end comes")
        if candidate.at_debrief:
            break
        rounds.append(page.get_by_role("heading", level=4).inner_text())
        answer(candidate, number)
    assert list(dict.fromkeys(rounds)) == [
        "Recruiter, round 1 of 4",
        "Coding, round 2 of 4",
        "ML system design, round 3 of 4",
        "Behavioral, round 4 of 4",
    ]
    candidate.expect_debrief()
    with page.expect_download() as download:
        candidate.press("Download PDF")
    paper = "".join(
        sheet.extract_text() for sheet in PdfReader(BytesIO(download.value.path().read_bytes())).pages
    )
    assert "Practice, not a hiring evaluation" in paper
    follow_a_quote(candidate)


def follow_a_quote(candidate: Candidate) -> None:
    """Come to the turn that a claim of the debrief quotes, and see the same debrief after a reload."""
    link = candidate.page.get_by_role("link", name=re.compile("^Go to .*, turn"))
    target = str(link.first.get_attribute("href"))
    candidate.reach(link)
    candidate.page.keyboard.press("Enter")
    candidate.page.wait_for_function("target => location.hash === target", arg=target)
    decision = candidate.page.get_by_role("heading", level=1).inner_text()
    candidate.page.reload()
    expect(candidate.page.get_by_role("heading", level=1)).to_have_text(decision)
