"""What models used: on the page as it goes, after a failed call, and in the debrief beside the estimate."""

import re

import pytest
from tests.ui.provider import KEY, Provider
from tests.ui.tab import STORIES, Tab, finished, modelled, started

from interview_agents.debrief import Debrief
from interview_panel.report import markdown
from interview_personas import RoundKind
from interview_ui.house import the_house
from interview_ui.interview import page as interview

SAID = "We measured recall at a fixed precision, because the clinic can call ten people a day."


def used(tab: Tab) -> str:
    """The line of what was used so far."""
    return next(str(c.value).replace("\\", "") for c in tab.page.caption if "Used so far" in str(c.value))


def debrief_of(tab: Tab) -> Debrief:
    standing = the_house().runner.follow(tab.session).wait(10)
    assert standing
    assert standing.debrief
    return standing.debrief


def test_the_bill_grows_with_each_turn_and_survives_a_reload(provider: Provider) -> None:
    tab = modelled(provider.address, KEY).press("Start the onsite").settle()
    assert used(tab) == (
        "Used so far: 1 call · 1,000 tokens read (80 % cached) · 40 written · "
        "no price for 1 request: add a row to the price table"
    )
    tab.answer(SAID)
    assert "2 calls · 2,000 tokens read" in used(tab)
    assert used(Tab(tab.session).settle()) == used(tab)


def test_a_rehearsal_has_no_bill() -> None:
    tab = finished(started(RoundKind.BEHAVIORAL))
    assert "Used so far" not in tab.words
    assert "What it used" not in [header.value for header in tab.page.header]


def test_the_bill_is_there_while_a_question_comes(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interview, "GRACE_S", 0.2)
    tab = modelled(provider.address).press("Start the onsite").settle()
    provider.pause_s = 0.05
    provider.go.clear()
    tab.write("Your answer", SAID).press("Send").look_for("▌")
    assert "1 call" in used(tab)
    assert "1 call" in used(Tab(tab.session).look_for("▌"))
    provider.go.set()
    assert "2 calls" in used(tab.settle())


def test_a_failed_call_says_what_happened_and_is_retried_without_anything_lost(provider: Provider) -> None:
    tab = modelled(provider.address, KEY).press("Start the onsite").settle()
    provider.faults = [400]
    tab.answer(SAID)
    warning = tab.page.warning[0].value.replace("\u2060", "")
    assert "nothing you said is lost" in warning
    assert re.search(r"openai:scripted: the endpoint refused the request", warning)
    assert "Try again now or later" in warning
    assert "1 failure" in used(tab)
    assert SAID in Tab(tab.session).settle().words
    assert len(provider.asked) == 2  # a reload asks nobody
    tab.press("Try again").settle()
    assert len(provider.asked) == 3
    assert "Question 3" in tab.words
    assert [t.text for t in the_house().runner.transcripts(tab.session)[0].turns if t.by_candidate] == [SAID]


def test_a_failed_committee_is_retried_alone(provider: Provider) -> None:
    tab = modelled(provider.address).press("Start the onsite").settle()
    for said in STORIES[:2]:
        tab.answer(said)
    provider.faults = [0, 0, 400]
    tab.answer(STORIES[2])
    assert "nothing you said is lost" in tab.words
    asked = len(provider.asked)
    tab.press("Try again").settle()
    assert tab.page.title[0].value.startswith("Debrief: ")
    assert len(provider.asked) == asked + 1


def test_the_debrief_shows_what_was_used_beside_what_was_expected(provider: Provider) -> None:
    lobby = modelled(provider.address, KEY).fill("Committee", "judge")
    tab = finished(lobby.press("Start the onsite").settle())
    assert "What it used" in [header.value for header in tab.page.header]
    words = tab.words.replace("\\", "").replace("\u2060", "")
    assert "- Used: 6 calls · 6,000 tokens read (80 % cached) · 240 written" in words
    assert "- Expected: about 6 calls" in words
    assert f"openai:scripted at {provider.address} interviews and scores" in words
    assert f"openai:judge at {provider.address} judges" in words
    assert "[What it used](#bill)" in words


def test_the_downloads_hold_the_bill(provider: Provider) -> None:
    tab = finished(modelled(provider.address, KEY).press("Start the onsite").settle())
    debrief = debrief_of(tab)
    assert debrief.spent
    assert debrief.spent.calls == 6
    assert "6 calls · 6,000 tokens read" in markdown(debrief, the_house().bank)
    assert KEY not in debrief.model_dump_json()
