"""Onsites held on this machine: go on, read again, delete, and see what became of them."""

from collections.abc import Sequence

import streamlit as st

from interview_panel.ledger import SessionRow
from interview_panel.report import DECISIONS
from interview_personas import Bank, InterviewError
from interview_ui import memory, rooms
from interview_ui.history import past
from interview_ui.history.compare import show_comparison
from interview_ui.history.progress import show_flags, show_trend
from interview_ui.house import House, the_house
from interview_ui.paging import page_of
from interview_ui.shown import defused, in_order

ONSITES, TREND, FLAGS, COMPARE = "Onsites", "Trend", "Red flags", "Compare"


def page() -> None:
    """All onsites, newest first, and what they show together."""
    st.set_page_config(layout="centered")
    house = the_house()
    st.title("Your onsites")
    rows = house.runner.sessions()
    if not rows:
        st.info("None yet: start one in the lobby.")
        rooms.link(rooms.Room.LOBBY, "To the lobby")
        return
    part = st.segmented_control(
        "What to see",
        [ONSITES, TREND, FLAGS, COMPARE],
        default=ONSITES,
        required=True,
        key=memory.HISTORY_PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    if part == ONSITES:
        _list(house, rows)
    else:
        _together(house, rows, part)


def _together(house: House, rows: Sequence[SessionRow], part: str) -> None:
    """What the finished onsites show when they are put beside one another."""
    finished = past.attempts(house, rows)
    if not finished:
        st.info("No onsite is finished yet: this is computed from debriefs.")
    elif part == TREND:
        show_trend(finished, house.bank)
    elif part == FLAGS:
        show_flags(finished, house.bank)
    else:
        show_comparison(house, finished)


def _list(house: House, rows: Sequence[SessionRow]) -> None:
    still_open = sum(not row.finished for row in rows)
    st.caption(f"{len(rows) - still_open} finished, {still_open} open; the newest first.")
    for row in page_of(rows, "onsites"):
        with st.container(border=True, gap="xsmall"):
            _row(house, row)


def _row(house: House, row: SessionRow) -> None:
    request, bank = row.request, house.bank
    role = bank.roles[request.role].title if request.role in bank.roles else request.role
    company = bank.companies[request.company].name if request.company in bank.companies else request.company
    coached = ", coached" if request.coach else ""
    st.markdown(f"**{defused(role)}**, {defused(company)}, {request.length} onsite{coached}")
    st.markdown(f"{_state(house, row)}{_asked(row, bank)}")
    st.caption(f"Started {past.minute(row.created_at)}, {row.id[:12]}")
    with st.container(horizontal=True, vertical_alignment="center"):
        if row.finished:
            rooms.link(rooms.Room.DEBRIEF, "Read the debrief", row.id)
        else:
            rooms.link(rooms.Room.INTERVIEW, "Go on", row.id)
        with st.popover("Delete"):
            st.markdown("Its answers, scorecards and debrief are removed for good.")
            st.button("Delete it for good", key=f"delete_{row.id}", on_click=_delete, args=(row.id,))


def _asked(row: SessionRow, bank: Bank) -> str:
    """Which of all rounds and questions it was about, where it was asked for."""
    request = row.request
    titles = [defused(bank.questions[name].title) for name in request.questions if name in bank.questions]
    rounds = [in_order(request.rounds)] if 0 < len(request.rounds) < len(bank.loop.rounds) else []
    return "".join(f" · {part}" for part in [*rounds, *titles])


def _state(house: House, row: SessionRow) -> str:
    decisions = [DECISIONS[attempt.decision] for attempt in past.attempts(house, [row])]
    return ": ".join(["Finished", *decisions]) if row.finished else "**Open**"


def _delete(session_id: str) -> None:
    try:
        house = the_house()
        row = house.runner.row(session_id)
        house.runner.delete(session_id)
        house.forget(session_id)
        past.forget(house, row)
        if memory.session_id() == session_id:
            memory.leave_session()
        memory.tell("Deleted.", "info")
    except InterviewError as error:
        memory.tell(str(error))
