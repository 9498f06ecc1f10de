"""A design as Mermaid text and as a picture of it.

The text is the candidate's. The picture is drawn by the page itself, so nothing in the text may
make the browser load something, run something or lead elsewhere: what could is not drawn, and
the candidate is told which line it is. The text counts all the same.
"""

import re
from collections.abc import Iterator

import streamlit as st

STARTER = """\
flowchart TB
    user[User] --> service[Service]
    service --> features[Features]
    features --> model[Model]
    model --> service
    %% add: labels, training, evaluation
"""
KINDS = frozenset(
    {
        *("flowchart", "graph", "sequenceDiagram", "classDiagram", "stateDiagram", "stateDiagram-v2"),
        *("erDiagram", "mindmap", "timeline"),
    }
)
"""Diagrams without images, icons or settings of their own."""
MOST_DRAWN = 8_000
"""Characters; a larger picture shows nothing and takes the browser long."""
HARMLESS = re.compile(r"<br ?/?>|<<\w+>>", re.IGNORECASE)
ALIVE = re.compile(
    r"<\s*[a-z/!?]|%%\s*\{|@\s*\{|//|\\\\|]\(|&|@import|\b(?:url|image-set|expression)\s*\("
    r"|\b(?:https?|wss?|ftp|javascript|vbscript|blob|srcset|src|href)\s*[:=]",
    re.IGNORECASE,
)
"""Markup, settings, images, addresses, entities: whatever a browser could act on."""
LEADS = re.compile(r"^\s*(?:click|links?|href|callback|call|properties|---)(?:\s|$)", re.IGNORECASE)
STYLES = re.compile(r"^\s*(?:style|linkStyle|classDef)\b(.*)$", re.IGNORECASE)
PLAIN_STYLE = re.compile(r"[\w\s#:;,.%-]*")


def objection(sketch: str) -> str:
    r"""Why a sketch is not drawn; empty when it is.

    >>> objection("flowchart TB\n  a[Data] --> b[Model]")
    ''
    >>> objection("flowchart TB\n  a --> b\n  click a href 'x'")
    'Line 3 is not drawn: a sketch holds no links, images, markup or settings. Its text still counts.'
    """
    if len(sketch) > MOST_DRAWN:
        return f"It is drawn up to {MOST_DRAWN} characters. Its text still counts."
    if _kind(sketch) not in KINDS:
        return f"It is drawn when it begins with one of: {', '.join(sorted(KINDS))}."
    number = next(_alive_lines(sketch), 0)
    if not number:
        return ""
    return (
        f"Line {number} is not drawn: a sketch holds no links, images, markup or settings. "
        "Its text still counts."
    )


def show_picture(sketch: str, name: str) -> None:
    """The picture of a sketch, or why there is none."""
    problem = objection(sketch)
    if problem:
        st.caption(problem)
    else:
        st.mermaid_chart(sketch, alt=name)


def _kind(sketch: str) -> str:
    """The first word that is not in a comment."""
    lines = (line.strip() for line in sketch.splitlines())
    first = next((line for line in lines if line and (not line.startswith("%%") or "{" in line)), "")
    return first.partition(" ")[0].rstrip(";:")


def _alive_lines(sketch: str) -> Iterator[int]:
    """Numbers from 1 of the lines that a browser could act on."""
    # A statement also ends at a semicolon: each is looked at as if it stood on a line of its own.
    for number, line in enumerate(sketch.splitlines(), 1):
        if any(map(_alive, (line, *line.split(";")))):
            yield number


def _alive(statement: str) -> bool:
    style = STYLES.match(statement)
    if style and not PLAIN_STYLE.fullmatch(style[1]):
        return True
    return bool(ALIVE.search(HARMLESS.sub("", statement)) or LEADS.match(statement))
