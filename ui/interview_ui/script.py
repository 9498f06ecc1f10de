"""The script Streamlit runs on every interaction, in whichever room the tab is."""

import streamlit as st

from interview_ui import memory, rooms
from interview_ui.access.login import show_login
from interview_ui.debrief.page import page as debrief
from interview_ui.history.page import page as history
from interview_ui.interview.page import page as interview
from interview_ui.lobby.page import page as lobby
from interview_ui.rooms import Room
from interview_ui.study.page import page as study

PAGES = {
    Room.LOBBY: lobby,
    Room.INTERVIEW: interview,
    Room.DEBRIEF: debrief,
    Room.HISTORY: history,
    Room.STUDY: study,
}


def main() -> None:
    """Set up the page, keep the session in the URL and show the room."""
    # An emoji: a Material icon here would be fetched from another host.
    st.set_page_config(page_title="Interview panel", page_icon="🎙️")
    show_login()
    rooms.furnish(PAGES)
    session_id = memory.session_id()
    room = st.navigation(rooms.doors(with_session=bool(session_id)), position="top")
    with st.empty():  # a place of its own: a field that another part pushes away is made anew, and loses keys
        memory.show_notice()
    room.run()


if __name__ == "__main__":
    main()
