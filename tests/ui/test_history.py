"""The history: what was held here, and how it is removed."""

from streamlit.testing.v1 import AppTest
from tests.ui.tab import Tab, started

from interview_ui.house import the_house
from interview_ui.rooms import Room


def history() -> AppTest:
    """The history room on its own, with the doors it needs."""
    return AppTest.from_string(
        "import streamlit as st\n"
        "from interview_ui import memory, rooms\n"
        "memory.show_notice()\n"
        "pages = rooms.doors(with_session=True)\n"
        "st.navigation(pages)\n"
        "from interview_ui import history\n"
        "history.page()\n",
        default_timeout=20,
    ).run()


def test_without_onsites_it_leads_to_the_lobby() -> None:
    assert "None yet" in history().info[0].value


def test_an_open_onsite_can_be_gone_on_with() -> None:
    started()
    page = history()
    assert not page.exception
    assert [link.label for link in page.page_link] == ["Go on"]
    assert "drill onsite" in page.markdown[0].value


def test_a_deleted_onsite_is_gone_with_its_drafts() -> None:
    tab = started()
    tab.write("Your answer", "half a thought")
    page = history()
    page.button(key=f"delete_{tab.session}").click().run()
    assert "Deleted." in page.info[0].value
    assert not the_house().runner.sessions()
    assert not the_house().drafts
    assert "no session" in Tab(tab.session).words


def test_every_room_has_a_door() -> None:
    assert [room.value for room in Room] == ["lobby", "interview", "debrief", "history"]
