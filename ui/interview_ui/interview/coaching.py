"""What the coach says under an answer, in onsites that are held with one."""

import streamlit as st

from interview_agents.coach import Feedback
from interview_ui.shown import defused


def show_feedback(found: Feedback) -> None:
    """What landed, which red flags it showed, and what never came; the candidate's words as plain text."""
    if not (found.note or found.landed or found.flags or found.missed):
        return
    with st.container(border=True, gap="xsmall"):
        st.caption("Coach. Feedback of rules, not of the interviewer; it is not scored.")
        if found.note:
            st.text(found.note)
        for landed in found.landed:
            st.markdown(f"✓ **Landed:** {defused(landed.what)}")
            st.text(f"“{landed.quote}”")
        for shown in found.flags:
            st.markdown(f"⚑ **Red flag:** {defused(shown.title)}")
            st.text(f"“{shown.quote}”")
            st.markdown(f"Instead: {defused(shown.instead)}")
        for missed in found.missed:
            st.markdown(f"○ **Missed:** {defused(missed)}")
