"""The writing field: answers, code and sketches, kept as they are typed.

A component of our own around CodeMirror 6, built from ``ui/editor`` and bundled: no other host
is asked. Its text reaches the server a moment after the last key; what has not yet is found
again by the same tab after a reload.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import streamlit as st
from pydantic import ValidationError
from streamlit.components.v2.types import ComponentRenderer

from interview_personas import Record

Manner = Literal["prose", "plain", "python"]
"""``plain`` has line numbers and no language."""
STYLE = """
.writing { min-height: 4rem; }
.writing.prose { font-family: var(--st-font); font-size: 1rem; }
.writing.plain, .writing.python { font-family: var(--st-code-font); font-size: 0.875rem; }
"""


class Draft(Record):
    """What is being written."""

    version: int = 0
    """Grows when the field starts anew: for another question, or after the text was handed in."""
    rev: int = 0
    """Grows with every change of the text; of two texts of one version the higher is the newer."""
    text: str = ""


def writing_field(  # noqa: PLR0913 - a widget's options, named at every call
    key: str,
    draft: Draft,
    *,
    label: str,
    manner: Manner = "prose",
    placeholder: str = "",
    height_px: int = 120,
    on_write: Callable[[Draft], None],
    on_done: Callable[[Draft], None],
) -> None:
    """Show a field to write in.

    Args:
        key: of the widget; also what the tab keeps the text under until the server has it.
        draft: what the server knows.
        label: for screen readers.
        manner: how it behaves; code indents with Tab.
        placeholder: shown while it is empty.
        height_px: its height.
        on_write: called with the text a moment after it changed.
        on_done: called with the text when Ctrl+Enter is pressed.
    """
    _component()(
        key=key,
        data={
            "name": key,
            **draft.model_dump(),
            "label": label,
            "manner": manner,
            "placeholder": placeholder,
            "height": height_px,
        },
        height="content",
        on_draft_change=lambda: _heard(key, "draft", on_write),
        on_done_change=lambda: _heard(key, "done", on_done),
    )


def _heard(key: str, name: str, listener: Callable[[Draft], None]) -> None:
    """Hand on what the browser sent; what is no draft is nobody's text and is left alone."""
    sent: Mapping[str, object] = st.session_state[key]
    try:
        listener(Draft.model_validate(sent.get(name)))
    except ValidationError:
        return


@cache
def _component() -> ComponentRenderer:
    built = files("interview_ui.components").joinpath("writing.js").read_text("utf-8")
    return st.components.v2.component(
        "interview_panel_writing", html='<div class="writing"></div>', css=STYLE, js=f"{built}\n"
    )
