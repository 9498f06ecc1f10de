"""What a round is scored on, open to read before and after: criteria with anchors, red flags."""

from collections.abc import Iterator

import streamlit as st

from interview_panel.report import literal
from interview_personas import Bank, Criterion, RedFlag, RoundKind
from interview_ui.shown import SEVERITIES, documents, round_title


def show_sheet(bank: Bank, kinds: tuple[RoundKind, ...]) -> None:
    """Rubric and red flags of the rounds, a tab each."""
    with st.expander("What you are scored on: rubric and red flags"):
        if not kinds:
            st.caption("Choose a round to see its sheet.")
            return
        for tab, kind in zip(st.tabs([round_title(kind) for kind in kinds]), kinds, strict=True):
            with tab:
                _round(bank, kind)


def _round(bank: Bank, kind: RoundKind) -> None:
    st.markdown("\n\n".join(_criterion(criterion) for criterion in bank.rubric(kind).criteria))
    flags = bank.flags_of(kind)
    st.markdown(f"**{len(flags)} red flags can be raised here**, each only with your own words as evidence:")
    st.markdown("\n".join(line for flag in flags for line in _flag(flag)))


def _criterion(criterion: Criterion) -> str:
    anchors = criterion.anchors
    origin = "a document's figure" if criterion.documented else "ours"
    return (
        f"**{criterion.name}**, {criterion.weight:.0%} ({origin})\n"
        f"- 4: {literal(anchors.four)}\n- 3: {literal(anchors.three)}\n"
        f"- 2: {literal(anchors.two)}\n- 1: {literal(anchors.one)}"
    )


def _flag(flag: RedFlag) -> Iterator[str]:
    yield f"- **{literal(flag.title)}** ({flag.number}, {SEVERITIES[flag.severity]}, {documents(flag)})"
    yield f"  - Sounds like: “{literal(flag.looks_like[0])}”"
    yield f"  - Instead: {literal(flag.instead)}"
