"""The history: what was held here, what it shows together, and how it is removed."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui.tab import Tab, held, started

from interview_panel.errors import UnknownSessionError
from interview_panel.plan import OnsiteRequest
from interview_personas import Length, RoundKind
from interview_ui.history import past
from interview_ui.house import the_house
from interview_ui.rooms import Room

DESIGN = OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.SYSTEM_DESIGN,), questions=("Q14",))
SHORT = DESIGN.model_copy(update={"length": Length.SHORT})


def history(part: str = "Onsites") -> AppTest:
    """The history room on its own, with the doors it needs."""
    page = AppTest.from_string(
        "import streamlit as st\n"
        "from interview_ui import memory, rooms\n"
        "from interview_ui.script import PAGES\n"
        "memory.show_notice()\n"
        "rooms.furnish(PAGES)\n"
        "st.navigation(rooms.doors(with_session=True))\n"
        "PAGES[rooms.Room.HISTORY]()\n",
        default_timeout=20,
    )
    page.session_state["history_part"] = part
    page.run()
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    """All that is readable."""
    kinds = (page.header, page.subheader, page.markdown, page.text, page.caption, page.info)
    return "\n".join(str(part.value) for kind in kinds for part in kind)


def test_without_onsites_it_leads_to_the_lobby() -> None:
    assert "None yet" in history().info[0].value


def test_an_open_onsite_can_be_gone_on_with() -> None:
    started()
    page = history()
    assert [link.label for link in page.page_link] == ["Go on"]
    assert "drill onsite" in page.markdown[0].value
    assert "**Open**" in words(page)


def test_a_finished_onsite_has_its_decision_and_what_it_was_about() -> None:
    held(DESIGN)
    page = history()
    assert [link.label for link in page.page_link] == ["Read the debrief"]
    assert "Finished: Hire · ML system design · Recommendations for a documentary" in words(page)


def test_an_onsite_with_a_coach_is_told_apart_from_one_without() -> None:
    held(DESIGN.model_copy(update={"coach": True}))
    assert "drill onsite, coached" in words(history())
    assert list(history("Trend").table[0].value["Kind"]) == ["drill, coached"]


def test_many_onsites_are_shown_a_page_at_a_time() -> None:
    for _ in range(12):
        the_house().runner.start(DESIGN)
    page = history()
    assert len(page.page_link) == 10
    assert "0 finished, 12 open" in words(page)
    (pages,) = page.get("pagination")
    assert pages.proto.num_pages == 2


def test_a_deleted_onsite_is_gone_with_its_drafts() -> None:
    tab = started()
    tab.write("Your answer", "half a thought")
    page = history()
    page.button(key=f"delete_{tab.session}").click().run()
    assert "Deleted." in page.info[0].value
    assert not the_house().runner.sessions()
    with pytest.raises(UnknownSessionError):
        the_house().runner.drafts(tab.session)
    assert "no session" in Tab(tab.session).words


def test_a_deleted_onsite_is_no_longer_in_the_trend() -> None:
    kept, gone = held(DESIGN), held(DESIGN, "brandon_kessler")
    assert "Names a model before" in words(history("Red flags"))
    history().button(key=f"delete_{gone}").click().run()
    assert "No finished onsite raised a red flag" in words(history("Red flags"))
    house = the_house()
    assert [attempt.session for attempt in past.attempts(house, house.runner.sessions())] == [kept]


def test_nothing_is_compared_before_an_onsite_is_finished() -> None:
    started()
    for part in ("Trend", "Red flags", "Compare"):
        assert "No onsite is finished yet" in words(history(part))


def test_the_trend_is_drawn_and_told_with_gaps_where_there_was_no_signal() -> None:
    held(SHORT)
    held(DESIGN, "silent_blank")
    page = history("Trend")
    charts = {chart.proto.alt: json.loads(chart.proto.spec) for chart in page.get("echarts_chart")}
    alt = next(alt for alt in charts if alt.startswith("Communication, ML system design round"))
    assert alt.endswith(", no signal (drill).")
    points = charts[alt]["series"][0]["data"]
    assert [point["symbol"] for point in points] == ["circle", "triangle"]
    assert points[1]["value"] is None
    table = page.table[0].value
    assert list(table["Kind"]) == ["drill", "onsite"]
    assert table["Communication"].iloc[0] == "no signal"


def test_red_flags_are_told_apart_by_what_became_of_them() -> None:
    held(DESIGN, "brandon_kessler")
    assert "New: " in words(history("Red flags"))
    held(DESIGN, "brandon_kessler")
    assert "Persist: " in words(history("Red flags"))
    held(DESIGN)
    page = history("Red flags")
    assert "Faded: " in words(page)
    assert "Persist: " not in words(page)
    assert "Study or drill it" in [link.label for link in page.page_link]


def test_two_attempts_at_one_question_stand_side_by_side() -> None:
    held(DESIGN, "brandon_kessler")
    assert "No question was answered in two" in words(history("Compare"))
    held(DESIGN)
    page = history("Compare")
    told = words(page)
    assert [box.label for box in page.selectbox] == ["Question", "Earlier attempt", "Later attempt"]
    assert "Red flag: **Names a model before talking about the data** (critical)" in told
    assert "No red flag stands on these answers." in told
    assert list(page.table[0].value.columns) == ["Covered", "Earlier", "Later"]


@pytest.mark.parametrize("said", ["[x](http://elsewhere.example)", "![x](http://elsewhere.example/a.png)"])
def test_what_was_said_stays_dead_in_a_comparison(said: str) -> None:
    for _ in range(2):
        held(DESIGN, says=said)
    page = history("Compare")
    assert said in [text.value for text in page.text]
    assert all(said not in str(markdown.value) for markdown in page.markdown)


def test_every_room_has_a_door() -> None:
    assert [room.value for room in Room] == ["lobby", "interview", "debrief", "history", "study"]
