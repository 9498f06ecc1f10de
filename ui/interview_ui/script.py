"""The script Streamlit runs on every interaction, in whichever room the tab is."""

import streamlit as st

from interview_ui import memory, rooms
from interview_ui.login import show_login


def main() -> None:
    """Set up the page, keep the session in the URL and show the room."""
    # An emoji: a Material icon here would be fetched from another host.
    st.set_page_config(page_title="Interview panel", page_icon="🎙️")
    show_login()
    session_id = memory.session_id()
    room = st.navigation(rooms.doors(with_session=bool(session_id)), position="top")
    with st.empty():  # a place of its own: a field that another part pushes away is made anew, and loses keys
        memory.show_notice()
    room.run()


if __name__ == "__main__":
    main()
