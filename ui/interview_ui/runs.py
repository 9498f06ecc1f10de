"""Running the code that is being written, on the tests that can be seen."""

import streamlit as st

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_personas import InterviewError
from interview_ui.house import House
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


@st.fragment
def show_runs(house: House, session_id: str, code_key: str) -> None:
    """A button that runs the code, and how the last run went; the interviewer goes on meanwhile."""
    problem = ""
    if st.button("Run the visible tests", key=f"run_{code_key}", help="As often as you like, within reason."):
        try:
            with st.spinner("Running …"):
                house.runner.try_code(session_id, str(st.session_state.get(code_key, "")))
        except InterviewError as error:
            problem = str(error)
    if problem:
        st.warning(defused(problem))
    tries = house.runner.tries(session_id)
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
