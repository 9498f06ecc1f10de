"""Onsites held on this machine: go on, read again, delete."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from interview_panel.ledger import SessionRow
from interview_personas import InterviewError
from interview_ui import memory, rooms
from interview_ui.house import House, the_house
from interview_ui.shown import defused


def page() -> None:
    """All onsites, newest first."""
    st.set_page_config(layout="centered")
    house = the_house()
    st.title("Your onsites")
    rows = house.runner.sessions()
    if not rows:
        st.info("None yet: start one in the lobby.")
        rooms.link(rooms.Room.LOBBY, "To the lobby")
    for row in rows:
        with st.container(border=True):
            _row(house, row)


def _row(house: House, row: SessionRow) -> None:
    request, bank = row.request, house.bank
    role = bank.roles[request.role].title if request.role in bank.roles else request.role
    company = bank.companies[request.company].name if request.company in bank.companies else request.company
    started = datetime.fromtimestamp(row.created_at, UTC).astimezone(_zone())
    st.markdown(f"**{defused(role)}**, {defused(company)}, {request.length} onsite")
    st.caption(f"{'Finished' if row.finished else 'Open'}, started {started:%Y-%m-%d %H:%M}, {row.id[:12]}")
    with st.container(horizontal=True, vertical_alignment="center"):
        if row.finished:
            rooms.link(rooms.Room.DEBRIEF, "Read the debrief", row.id)
        else:
            rooms.link(rooms.Room.INTERVIEW, "Go on", row.id)
        with st.popover("Delete"):
            st.markdown("Its answers, scorecards and debrief are removed for good.")
            st.button("Delete it for good", key=f"delete_{row.id}", on_click=_delete, args=(row.id,))


def _delete(session_id: str) -> None:
    try:
        house = the_house()
        house.runner.row(session_id)
        house.runner.delete(session_id)
        house.forget(session_id)
        if memory.session_id() == session_id:
            memory.leave_session()
        memory.tell("Deleted.", "info")
    except InterviewError as error:
        memory.tell(str(error))


def _zone() -> tzinfo:
    """The browser's time zone, where it tells one."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
