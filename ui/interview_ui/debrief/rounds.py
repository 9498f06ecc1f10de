"""One round of the debrief: its sealed sheet, opened."""

import streamlit as st

from interview_agents.scorecard import Scorecard, State
from interview_panel.exhibits import measured_line
from interview_panel.report import VOTES
from interview_personas import Bank
from interview_ui.debrief.evidence import Evidence
from interview_ui.debrief.objections import Objections
from interview_ui.debrief.scores import show_cap, show_scores
from interview_ui.shown import defused, round_title


def show_round(card: Scorecard, bank: Bank, evidence: Evidence, objections: Objections) -> None:
    """Criteria with anchors, strengths, concern, open question, caps and what was not shown."""
    st.header(f"{round_title(card.round)}: {VOTES[card.vote]}", anchor=f"round-{card.round}")
    person = bank.people.get(card.interviewer)
    st.caption(f"Held by {person.name if person else 'the interviewer'}. {measured_line(card)}")
    show_scores(card, bank, evidence)
    for cap in card.caps:
        if cap.on == "round":
            show_cap(cap)
    _strengths(card, evidence)
    if card.concern:
        st.markdown(f"**Concern:** {defused(card.concern)}")
    if card.open_question:
        st.markdown(f"**Open question:** {defused(card.open_question)}")
    _ruled(card, bank, evidence, objections)


def _strengths(card: Scorecard, evidence: Evidence) -> None:
    if card.strengths:
        st.markdown("**Strengths**")
    for strength in card.strengths:
        with st.container(border=True, gap="xsmall"):
            st.markdown(defused(strength.what))
            evidence.show(strength.turn_id, strength.quote)


def _ruled(card: Scorecard, bank: Bank, evidence: Evidence, objections: Objections) -> None:
    absent = [ruling for ruling in card.rulings if ruling.ruling is State.ABSENT]
    if not absent:
        return
    with st.expander(f"Red flags looked for and not shown: {len(absent)}"):
        for ruling in absent:
            flag = bank.red_flags[ruling.flag]
            st.markdown(f"**{defused(flag.title)}** ({flag.number})")
            evidence.show(ruling.turn_id, ruling.quote)
            objections.show(card, ruling)
