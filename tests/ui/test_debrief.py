"""The debrief: every claim with words and a way to the turn they are from."""

import json
import re
from typing import Any

import pytest
from tests.ui.debriefs import HOSTILE, held, saying, weak
from tests.ui.tab import STORIES, Tab, finished, started

from interview_agents.answer import Answer
from interview_agents.debrief import Debrief
from interview_agents.evidence import normalised
from interview_personas import RoundKind
from interview_ui.house import the_house
from interview_ui.shown import defused


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


def test_every_quote_of_a_flag_leads_to_just_these_words() -> None:
    tab = Tab(held(weak(), RoundKind.SYSTEM_DESIGN))
    quotes = [flag.quote for flag in debrief_of(tab).flags if flag.quote and flag.ruling == "present"]
    found = {normalised(words) for words in marked(tab).values()}
    assert quotes
    for quote in quotes:
        assert f"“{quote.strip()}”" in tab.words
        assert normalised(quote) in found


def test_decision_aggregate_and_notice_stand_at_the_top(tab: Tab) -> None:
    words = tab.words
    assert "Practice, not a hiring evaluation." in words
    assert "**Decision:**" in words
    assert "**Mechanical aggregate:**" in words


def test_criteria_come_with_their_anchor_and_whose_weight_it_is(tab: Tab) -> None:
    bank = the_house().bank
    sheets = [frame for table in tab.page.table if "Weight" in (frame := table.value)]
    for card, sheet in zip(debrief_of(tab).scorecards, sheets, strict=True):
        criteria = bank.rubric(card.round).criteria
        assert list(sheet["Criterion"]) == [criterion.name for criterion in criteria]
        assert sheet["Weight"][0] == "40%, a document’s"  # pyright: ignore[reportGeneralTypeIssues]
        assert set(sheet["Weight"][1:]) == {f"{criterion.weight:.0%}, ours" for criterion in criteria[1:]}
        for criterion, score in zip(criteria, card.scores, strict=True):
            if score.points:
                assert defused(criterion.anchors.of(score.points)) in tab.words


def charts(tab: Tab) -> list[dict[str, Any]]:
    """What is drawn, as ECharts gets it."""
    return [json.loads(part.proto.spec) for part in tab.page.get("echarts_chart")]


def test_a_criterion_without_a_signal_is_no_zero_in_the_chart(tab: Tab) -> None:
    drawn = iter(charts(tab))
    for card in debrief_of(tab).scorecards:
        criteria = the_house().bank.rubric(card.round).criteria
        points = {c.name: s.points for c, s in zip(criteria, card.scores, strict=True) if s.points}
        if len(points) < 3:
            continue
        chart = next(drawn)
        assert [corner["name"] for corner in chart["radar"]["indicator"]] == list(points)
        assert chart["series"][0]["data"][0]["value"] == list(points.values())
    assert next(drawn, None) is None


def test_rewrites_study_plan_and_provenance_are_there(tab: Tab) -> None:
    debrief = debrief_of(tab)
    heads = {header.value for header in tab.page.header}
    assert {"Study plan", "How this was made", "The committee", "Transcripts"} <= heads
    assert debrief.provenance.bank_sha256 in tab.words
    for rewrite in debrief.rewrites:
        assert rewrite.original in [text.value for text in tab.page.text]


def test_without_a_session_there_is_a_way_to_the_history() -> None:
    tab = Tab("nope")
    assert any(link.label == "See your onsites" for link in tab.page.page_link)


def test_a_rewrite_stands_beside_the_answer_it_is_made_of() -> None:
    tab = Tab(held(weak(), RoundKind.SYSTEM_DESIGN))
    rewrites = debrief_of(tab).rewrites
    sides = [note.value for box in tab.page.columns for note in box.caption]
    assert sides.count("As you said it") == sides.count("In the template's order") == len(rewrites) > 0


def test_what_was_said_never_comes_alive() -> None:
    tab = Tab(held(weak(before=HOSTILE), RoundKind.SYSTEM_DESIGN))
    assert any("evil.example" in rewrite.original for rewrite in debrief_of(tab).rewrites)
    live = [part.value for kind in (tab.page.markdown, tab.page.caption) for part in kind]
    for text in live:
        assert not re.search(r"(?<!\\)\]\((?!#)|:red\[|(?<!\\)<img|https?://|www\.", text), text


def test_coach_mode_is_named_on_top() -> None:
    tab = Tab(held(saying(Answer(text=STORIES[0])), coach=True))
    assert any(part.value.endswith("drill onsite, held with coach mode.") for part in tab.page.caption)
