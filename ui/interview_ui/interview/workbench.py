"""The coding round's place to write and run code; the interviewer goes on meanwhile."""

import streamlit as st

from interview_ui import memory
from interview_ui.components.writing import Draft, carry, writing_field
from interview_ui.interview.desk import Desk
from interview_ui.interview.runs import show_runs
from interview_ui.shown import defused, problem

CODE_PX, PROBLEM_PX = 290, 230


def show_workbench(desk: Desk) -> None:
    """The coding problem, the code and its runs."""
    if desk.problem is None or desk.problem.coding is None:
        st.caption("The problem comes with the question.")
        return
    st.markdown(f"**{defused(desk.problem.title)}**")
    with st.container(height=PROBLEM_PX):
        st.markdown(problem(desk.problem.coding.statement))
    with st.container(gap=None):
        writing_field(desk.code.key, desk.code.draft(), label="Your code", manner="python", height_px=CODE_PX)
        _carried(desk)
    st.caption("The interviewer sees code and runs when you choose “Send with code”; all tests run then.")


@st.fragment
def _carried(desk: Desk) -> None:
    carry(desk.code.key, on_write=desk.code.write, on_done=lambda draft: _done(desk, draft))
    show_runs(desk)


def _done(desk: Desk, draft: Draft) -> None:
    """Ctrl+Enter runs it."""
    desk.code.write(draft)
    memory.want_run()
