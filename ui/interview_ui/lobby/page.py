"""The lobby: choose the onsite, who holds it and who thinks, see what is looked at, and go in."""

import streamlit as st

from interview_panel.plan import OnsitePlan, plan_onsite
from interview_personas import InterviewError
from interview_ui import memory, rooms
from interview_ui.house import House, the_house
from interview_ui.lobby.interviewers import choose_interviewers
from interview_ui.lobby.onsite_form import Loop, choose_coach, choose_loop, in_short, show_more
from interview_ui.lobby.papers import show_papers
from interview_ui.lobby.sheet import show_sheet
from interview_ui.lobby.starting import begin, go_in
from interview_ui.minds.choice import choose_mind, typed

NOTICE = "Practice, not a hiring evaluation."


def page() -> None:
    """The first room. A link that names a session leads straight on to it."""
    named = st.query_params.get(memory.IN_URL)
    if named and not memory.has_looked(named):
        rooms.go(rooms.Room.INTERVIEW, named)
    st.set_page_config(layout="centered")
    house = the_house()
    st.title("Your ML onsite")
    st.markdown(
        "Four interviewers, a sealed scorecard from each, and a hiring committee "
        f"whose every claim quotes what you said. **{NOTICE}**"
    )
    _go_on(house)
    _choose(house)


def _go_on(house: House) -> None:
    still_open = next((row for row in house.runner.sessions() if not row.finished), None)
    if still_open:
        role = house.bank.roles.get(still_open.request.role)
        label = f"Go on with your {still_open.request.length} onsite{f' ({role.title})' if role else ''}"
        rooms.link(rooms.Room.INTERVIEW, label, still_open.id)


def _choose(house: House) -> None:
    bank = house.bank
    loop = choose_loop(bank)
    choose_coach()
    choose_mind(house, _plan(loop, house))
    show_papers(modelled=typed() is not None)
    choose_interviewers(bank, loop.rounds)
    show_sheet(bank, loop.rounds)
    show_more(bank)
    # Pinned, so that whoever wants no more choices need not scroll past them.
    with st.bottom:
        memory.show_refusal()
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Start the onsite", type="primary", on_click=_start, args=(loop,))
            st.caption(in_short(bank, loop))
    go_in()


def _plan(loop: Loop, house: House) -> OnsitePlan | None:
    """The onsite as chosen so far, if it can be held."""
    try:
        return plan_onsite(loop.request(), house.bank) if loop.rounds else None
    except (InterviewError, ValueError):
        return None


def _start(loop: Loop) -> None:
    if loop.rounds:
        begin(loop.request)
    else:
        memory.refuse("Choose at least one round.")
