"""Running the code that is being written, on the tests that can be seen."""

import streamlit as st

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.interview.desk import Desk
from interview_ui.shown import defused

NAMES = {
    "passed": "✓ passed",
    "wrong": "✗ wrong",
    "error": "✗ error",
    "timeout": "✗ too slow",
    "memory": "✗ too much memory",
    "stopped": "✗ stopped",
    "not_run": "– not run",
}


def show_runs(desk: Desk) -> None:
    """A button that runs the code, and how the last run went."""
    pressed = st.button(
        "Run the visible tests",
        key=f"run_{desk.code.key}",
        help="As often as you like, within reason; Ctrl+Enter in the code does the same.",
    )
    if memory.run_wanted() or pressed:
        try:
            with st.spinner("Running …"):
                desk.house.runner.try_code(desk.session_id, desk.code.on_screen().text)
        except InterviewError as error:
            st.warning(defused(str(error)))
    tries = desk.house.runner.tries(desk.session_id)
    if tries:
        show_run(tries[-1])
        if len(tries) > 1:
            st.caption(f"{len(tries)} runs so far; the interviewer sees them all when you hand in.")


def show_run(run: CodeRun) -> None:
    """How each test went. What the code itself said is shown as plain text."""
    if run.problem:
        where = f", line {run.problem_line}" if run.problem_line else ""
        st.warning(f"It does not run{where}.")
        st.text(run.problem)
        return
    passed = sum(verdict.passed for verdict in run.verdicts)
    st.markdown(f"**{passed} of {run.total} tests passed**, {run.seconds:.1f} s, {run.memory_mb:.0f} MB")
    for verdict in run.verdicts:
        _show(verdict)


def _show(verdict: CaseVerdict) -> None:
    name = f"{verdict.name} (hidden)" if verdict.hidden else verdict.name
    st.markdown(f"{NAMES[verdict.outcome]}: {defused(name)}")
    if verdict.passed:
        return
    with st.container(gap="xxsmall"):
        if verdict.message:
            st.text(verdict.message)
        if verdict.outcome == "wrong" and verdict.expected:
            told = f"called with {verdict.args}\nexpected    {verdict.expected}\ngot         {verdict.got}"
            st.code(told, language=None, wrap_lines=True)
        if verdict.printed:
            st.code(verdict.printed, language=None, wrap_lines=True)
