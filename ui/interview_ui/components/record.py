"""The record of a round: what was said, as text and never as markup, with its quotes marked.

A component of our own, because two hundred turns of Streamlit's elements make a page slow. The
text travels as data and is only ever set as text. A link of the page to a quote lights up its
words; so does a reload at that link.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TypedDict

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

Piece = tuple[str, list[int]]
"""A stretch of text, and the numbers of the quotes that cover it."""
Link = tuple[str, str]
"""What it says, and the anchor it leads to."""


class Part(TypedDict):
    """One thing that was said or handed in."""

    kind: str
    """``words``, ``code``, ``tried`` for code that was run and changed, or ``sketch``."""
    label: str
    pieces: list[Piece]


class Quote(TypedDict):
    """One quote, and the claims that rest on it."""

    number: int
    id: str
    claims: list[Link]


class Said(TypedDict):
    """One turn."""

    id: str
    who: str
    side: str
    """``candidate`` or ``interviewer``."""
    parts: list[Part]
    quotes: list[Quote]
    whole: list[Link]
    """Claims that rest on the whole turn."""
    notes: list[str]


def record(key: str, turns: Sequence[Said]) -> None:
    """Show turns, oldest first."""
    _component()(key=key, data={"turns": list(turns)}, height="content")


@cache
def _component() -> ComponentRenderer:
    folder = files("interview_ui.components")
    js, css = (folder.joinpath(f"record.{kind}").read_text("utf-8") for kind in ("js", "css"))
    # Not in a shadow root: the page's links lead to anchors in it.
    return st.components.v2.component("interview_panel_record", css=css, js=js, isolate_styles=False)  # pyright: ignore[reportAttributeAccessIssue]
