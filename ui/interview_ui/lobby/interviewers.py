"""The interviewers as cards, a card for each round to be held."""

import streamlit as st

from interview_personas import Bank, RoundKind
from interview_ui import memory
from interview_ui.shown import defused, round_title

CARD_PX = 300
"""Least width of a card; on a phone they stand under one another."""


def choose_interviewers(bank: Bank, kinds: tuple[RoundKind, ...]) -> None:
    """One card a round; whoever is not chosen is drawn by the seed."""
    if not kinds:
        return
    st.markdown("**Interviewers**")
    with st.grid(2, min_column_width=CARD_PX):
        for kind in kinds:
            with st.container(border=True):
                _card(bank, kind)


def _card(bank: Bank, kind: RoundKind) -> None:
    spec = bank.round(kind)
    people = {person.id: person for person in bank.interviewers_of(kind)}
    st.markdown(f"**{round_title(kind)}**")
    st.caption(f"{spec.name}. It tests {', '.join(spec.focus)}.")
    chosen = st.radio(
        f"Who holds the {round_title(kind)} round",
        ["", *people],
        format_func=lambda name: f"{people[name].name}, {people[name].manner}" if name else "Surprise me",
        key=memory.interviewer_key(kind),
        label_visibility="collapsed",
        persist_state="session",
    )
    st.caption(defused(people[chosen].about) if chosen else "The seed draws one of them.")
