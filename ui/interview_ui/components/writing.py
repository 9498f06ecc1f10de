"""The writing field: answers, code and sketches, kept as they are typed.

A component of our own around CodeMirror 6, built from ``ui/editor`` and bundled: no other host
is asked. Its text reaches the server a moment after the last key; what has not yet is found
again by the same tab after a reload.

The field itself stands in the page's own run, where Streamlit never has it drawn anew, and a
courier beside it in a part that is run alone, so that a pause in writing does not run the page.
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
HTML = """
<p class="label" aria-hidden="true"></p>
<div class="writing"></div>
<p class="nudge" role="status"></p>
<p class="told" role="status"></p>
"""
STYLE = """
.label { margin: 0 0 0.25rem; font-size: 0.875rem; line-height: 1.25rem; }
.writing { min-height: 4rem; }
.writing.prose { font-family: var(--st-font); font-size: 1rem; }
.writing.plain, .writing.python { font-family: var(--st-code-font); font-size: 0.875rem; }
.nudge { margin: 0.25rem 0 0; min-height: 1.25rem; font-size: 0.875rem; line-height: 1.25rem; }
.told { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
"""
KEYS: Mapping[Manner, str] = {
    "prose": "Control and Enter sends it",
    "plain": "Tab indents; press Escape, then Tab, to leave",
    "python": "Tab indents; press Escape, then Tab, to leave; Control and Enter runs it",
}


class Draft(Record):
    """What is being written."""

    version: int = 0
    """Grows when the field starts anew: after its text was handed in, or the server put one there."""
    rev: int = 0
    """Grows with every change of the text; of two texts of one version the higher is the newer."""
    text: str = ""
    handed: str = ""
    """What left the field when it started anew: a tab that still shows it takes it out."""

    @property
    def age(self) -> tuple[int, int]:
        """Of two drafts of one field the higher is the newer."""
        return (self.version, self.rev)


class Asked(Record):
    """What a field knows of the question it answers."""

    turn: str = ""
    """Id of the question that waits; the field takes the keys when it changes, if nobody else has them."""
    told: str = ""
    """The question, for those who have it read out."""
    buttons: str = ""
    """Key of the container whose buttons may lose the keys to the field."""
    nudge: str = ""
    """Shown below the field when no key was pressed for long."""
    patience: int = 0
    """Seconds until then; 0 leaves no room for a nudge."""


def writing_field(  # noqa: PLR0913 - a widget's options, named at every call
    key: str,
    draft: Draft,
    *,
    label: str,
    manner: Manner = "prose",
    placeholder: str = "",
    height_px: int = 120,
    asked: Asked | None = None,
) -> None:
    """Show a field to write in. Call `carry` for it, too, in a fragment, and never this one.

    Args:
        key: of the widget; also what the tab keeps the text under until the server has it.
        draft: what the server knows.
        label: above it, and for screen readers.
        manner: how it behaves; code indents with Tab.
        placeholder: shown while it is empty.
        height_px: its height.
        asked: the question it answers.
    """
    looks = {"label": label, "manner": manner, "placeholder": placeholder, "height": height_px}
    _field()(
        key=f"field_{key}",
        data={
            "name": key,
            **draft.model_dump(),
            **looks,
            "keys": KEYS[manner],
            **(asked or Asked()).model_dump(),
        },
        height="content",
    )


def carry(key: str, *, on_write: Callable[[Draft], None], on_done: Callable[[Draft], None]) -> None:
    """Hear what is written in a field. Whatever is called from here on in its fragment is run then.

    Args:
        key: of the field.
        on_write: called with the text a moment after it changed.
        on_done: called with the text when Ctrl+Enter is pressed.
    """
    _courier()(
        key=key,
        data={"name": key},
        height="content",
        on_draft_change=lambda: _heard(key, "draft", on_write),
        on_done_change=lambda: _heard(key, "done", on_done),
    )


def draft_of(key: str) -> Draft | None:
    """What this tab last sent of a field; nothing when no key was pressed in it."""
    sent: Mapping[str, object] = st.session_state.get(key) or {}
    return _draft(sent.get("draft"))


def _heard(key: str, name: str, listener: Callable[[Draft], None]) -> None:
    """Hand on what the browser sent."""
    sent: Mapping[str, object] = st.session_state[key]
    draft = _draft(sent.get(name))
    if draft is not None:
        listener(draft)


def _draft(sent: object) -> Draft | None:
    """What the browser sent; what is no draft is nobody's text and is left alone."""
    try:
        return Draft.model_validate(sent)
    except ValidationError:
        return None


@cache
def _field() -> ComponentRenderer:
    built = files("interview_ui.components").joinpath("writing.js").read_text("utf-8")
    return st.components.v2.component("interview_panel_writing", html=HTML, css=STYLE, js=f"{built}\n")  # pyright: ignore[reportAttributeAccessIssue]


@cache
def _courier() -> ComponentRenderer:
    js = files("interview_ui.components").joinpath("courier.js").read_text("utf-8")
    return st.components.v2.component("interview_panel_courier", js=js)  # pyright: ignore[reportAttributeAccessIssue]
