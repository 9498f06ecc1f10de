"""A pause of the candidate's own: the clock stands still, and nothing to answer is in sight."""

import streamlit as st

from interview_panel.question import OpenQuestion
from interview_ui.house import House


def rest_button(house: House, session_id: str, question: OpenQuestion) -> None:
    """The way into a pause."""
    st.button(
        "Pause",
        help="The clock stands still until you go on, today or another day. What you have written stays.",
        on_click=_rest,
        args=(house, session_id, question, True),
    )


def show_rest(house: House, session_id: str, question: OpenQuestion) -> None:
    """The way out of it."""
    st.info(
        "You paused: the clock stands still and what you have written is kept. It waits under History too."
    )
    st.button("Go on", type="primary", on_click=_rest, args=(house, session_id, question, False))


def _rest(house: House, session_id: str, question: OpenQuestion, resting: bool) -> None:  # noqa: FBT001 - a callback's
    house.watches.rest(session_id, question.turn_id, resting=resting)
