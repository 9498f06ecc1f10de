"""The debrief: every claim with words and a way to the turn they are from."""

import json
import re

import pytest
from tests.ui.tab import Tab, finished, started

from interview_agents.debrief import Debrief
from interview_agents.evidence import normalised
from interview_panel.report import markdown
from interview_personas import RoundKind
from interview_ui.house import the_house


def debrief_of(tab: Tab) -> Debrief:
    standing = the_house().runner.follow(tab.session).wait(10)
    assert standing is not None
    assert standing.debrief is not None
    return standing.debrief


@pytest.fixture
def tab() -> Tab:
    """A finished drill of two rounds."""
    return finished(started(RoundKind.CODING, RoundKind.BEHAVIORAL))


def linked(tab: Tab) -> set[str]:
    """Where links on the page lead to."""
    return {anchor for part in tab.page.markdown for anchor in re.findall(r"\]\(#([\w-]+)\)", part.value)}


def anchored(tab: Tab) -> set[str]:
    """What can be led to."""
    kinds = (tab.page.title, tab.page.header, tab.page.subheader)
    heads = {part.proto.anchor for kind in kinds for part in kind}
    quotes = {quote["id"] for turn in tab.record for quote in turn["quotes"]}
    return heads | quotes | {turn["id"] for turn in tab.record}


def test_every_link_on_the_page_leads_somewhere(tab: Tab) -> None:
    assert any(anchor.startswith("turn-coding-") for anchor in linked(tab))
    assert linked(tab) <= anchored(tab)


def test_every_link_of_a_turn_leads_back_to_a_claim(tab: Tab) -> None:
    links = [link for turn in tab.record for quote in turn["quotes"] for link in quote["claims"]]
    links += [link for turn in tab.record for link in turn["whole"]]
    assert any(anchor == "#round-coding" for _, anchor in links)
    assert {anchor.removeprefix("#") for _, anchor in links} <= anchored(tab)


def marked(tab: Tab) -> dict[str, str]:
    """Anchor of each quote in the transcripts to the words that are marked there."""
    words: dict[str, str] = {}
    for turn in tab.record:
        for quote in turn["quotes"]:
            pieces = [piece for part in turn["parts"] for piece in part["pieces"]]
            words[quote["id"]] = "".join(text for text, numbers in pieces if quote["number"] in numbers)
    return words


def test_every_quote_of_a_flag_leads_to_just_these_words(tab: Tab) -> None:
    flags = [flag for flag in debrief_of(tab).flags if flag.quote and flag.ruling == "present"]
    found = {normalised(words) for words in marked(tab).values()}
    for flag in flags:
        assert f"“{flag.quote.strip()}”" in tab.words
        assert normalised(flag.quote) in found


def test_decision_aggregate_and_notice_stand_at_the_top(tab: Tab) -> None:
    words = tab.words
    assert "Practice, not a hiring evaluation." in words
    assert "**Decision:**" in words
    assert "**Mechanical aggregate:**" in words


def test_criteria_come_with_their_anchor_and_weight(tab: Tab) -> None:
    debrief = debrief_of(tab)
    bank = the_house().bank
    for card in debrief.scorecards:
        for criterion in bank.rubric(card.round).criteria:
            assert f"**{criterion.name}: " in tab.words
    assert "40%, a document's weight" in tab.words
    assert "our weight" in tab.words


def test_rewrites_study_plan_and_provenance_are_there(tab: Tab) -> None:
    debrief = debrief_of(tab)
    heads = {header.value for header in tab.page.header}
    assert {"Study plan", "How this was made", "The committee", "Transcripts"} <= heads
    assert debrief.provenance.bank_sha256 in tab.words
    for rewrite in debrief.rewrites:
        assert rewrite.original in [text.value for text in tab.page.text]


def test_both_downloads_are_offered(tab: Tab) -> None:
    assert [button.label for button in tab.page.download_button] == [
        "Download Markdown",
        "Download JSON",
    ]
    debrief = debrief_of(tab)
    assert json.loads(debrief.model_dump_json())["notice"] == debrief.notice
    assert markdown(debrief, the_house().bank).startswith("# Debrief")


def test_without_a_session_there_is_a_way_to_the_history() -> None:
    tab = Tab("nope")
    assert any(link.label == "See your onsites" for link in tab.page.page_link)
