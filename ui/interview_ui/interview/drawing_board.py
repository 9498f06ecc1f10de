"""The design round's place to draw: Mermaid text, and its picture as it changes."""

import streamlit as st

from interview_ui.components.writing import carry, writing_field
from interview_ui.interview.desk import Desk
from interview_ui.interview.sketches import show_picture

SKETCH_PX, PICTURE_PX = 190, 340
HOW = (
    "If you like: words alone are always enough. Mermaid text: `a[Name] --> b[Name]` draws two boxes and "
    "an arrow. What you changed goes with your next answer."
)


def show_drawing_board(desk: Desk) -> None:
    """The sketch and its picture; both stay between answers."""
    with st.container(gap=None):
        writing_field(
            desk.sketch.key, desk.sketch.draft(), label="Your sketch", manner="plain", height_px=SKETCH_PX
        )
        _carried(desk)


@st.fragment
def _carried(desk: Desk) -> None:
    carry(desk.sketch.key, on_write=desk.sketch.write, on_done=desk.sketch.write)
    st.caption(HOW)
    with st.container(height=PICTURE_PX, key="picture"):
        show_picture(desk.sketch.on_screen().text, "Your sketch as a picture")
