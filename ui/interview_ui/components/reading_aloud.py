"""A question read aloud by the browser's own voices: no server, no other host, no sound of ours.

Only voices of the machine itself are used; where the browser has none, nothing is shown.
"""

from functools import cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from interview_panel.question import OpenQuestion

LANGUAGE = "en"
HTML = """
<div class="aloud" hidden>
  <button type="button"></button>
  <label><input type="checkbox"><span></span></label>
</div>
"""
STYLE = """
.aloud { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; font-size: 0.875rem; }
.aloud[hidden] { display: none; }
.aloud, .aloud button { color: var(--st-text-color); font-family: var(--st-font); }
.aloud button {
  padding: 0.25rem 0.75rem; min-height: 2rem; font-size: inherit; cursor: pointer;
  background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
.aloud button:disabled { cursor: default; opacity: 0.5; }
.aloud button:enabled:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
.aloud button:focus-visible, .aloud input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.aloud label { display: inline-flex; align-items: center; gap: 0.5rem; min-height: 2rem; cursor: pointer; }
.aloud input { accent-color: var(--st-primary-color); }
"""  # noqa: E501 - a rule of CSS


def reading_aloud(session_id: str, question: OpenQuestion | None) -> None:
    """Show a button that reads a question aloud, and a switch to read each one as it comes.

    It stops when it is pressed again, when another question comes, and when the page is left. The
    switch is remembered by the tab.

    Args:
        session_id: whose question.
        question: what is read; while there is none the button waits.
    """
    data = {
        "id": f"{session_id} {question.turn_id}" if question else "",
        "text": question.text if question else "",
        "language": LANGUAGE,
        "start": "Read aloud",
        "stop": "Stop reading",
        "each": "Read each question aloud",
    }
    _component()(key="reading_aloud", data=data, height="content")


@cache
def _component() -> ComponentRenderer:
    script = files("interview_ui.components").joinpath("reading_aloud.js").read_text("utf-8")
    return st.components.v2.component("interview_panel_reading_aloud", html=HTML, css=STYLE, js=f"{script}\n")  # pyright: ignore[reportAttributeAccessIssue]
