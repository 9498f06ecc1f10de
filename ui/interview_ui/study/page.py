"""Study: the red flags, the questions and the answer templates to read and to drill."""

import streamlit as st

from interview_panel.settings import Settings
from interview_ui import memory, rooms
from interview_ui.house import House, the_house
from interview_ui.lobby.starting import go_in
from interview_ui.minds.choice import begin_with
from interview_ui.shown import defused
from interview_ui.study.drilling import held_by
from interview_ui.study.flags import show_flag, show_flags
from interview_ui.study.questions import show_questions
from interview_ui.study.templates import show_templates

FLAGS, QUESTIONS, TEMPLATES = "Red flags", "Questions", "Answer templates"


def page() -> None:
    """What can be practised; a link that names a red flag leads straight to it."""
    st.set_page_config(layout="centered")
    house, named = the_house(), st.query_params.get(memory.FLAG_IN_URL, "")
    begin_with(Settings())
    st.title("Study")
    st.caption(
        "A drill is one round on one question, a quarter of the documented time, held by who was chosen in "
        f"the lobby: {defused(held_by())}."
    )
    if named in house.bank.red_flags:
        show_flag(house, house.bank.red_flags[named])
        rooms.link(rooms.Room.STUDY, "See all red flags")
    else:
        _part(house)
    # Pinned: the button that was pressed in vain may be anywhere on the page.
    with st.bottom:
        memory.show_refusal()
    go_in()


def _part(house: House) -> None:
    part = st.segmented_control(
        "What to study",
        [FLAGS, QUESTIONS, TEMPLATES],
        default=FLAGS,
        required=True,
        key=memory.STUDY_PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    if part == FLAGS:
        show_flags(house)
    elif part == QUESTIONS:
        show_questions(house.bank)
    else:
        show_templates(house.bank)
