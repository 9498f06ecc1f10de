"""The red flags of the whole loop, each with its documents, the words it rests on and a way out."""

import streamlit as st

from interview_agents.debrief import Debrief, LoopFlag
from interview_agents.scorecard import State
from interview_panel.exhibits import seen_at
from interview_personas import Bank
from interview_ui import rooms
from interview_ui.debrief.evidence import Evidence
from interview_ui.debrief.objections import Objections
from interview_ui.shown import SEVERITIES, defused, documents, in_order


def show_flags(debrief: Debrief, bank: Bank, evidence: Evidence, objections: Objections) -> None:
    """Every flag that stands, the gravest first as the committee ordered them."""
    st.header("Red flags", anchor="red-flags")
    stands = [flag for flag in debrief.flags if flag.ruling is State.PRESENT]
    if not stands:
        st.markdown("None stands.")
    for entry in stands:
        with st.container(border=True):
            _flag(entry, debrief, bank, evidence)
            _objections(entry, debrief, objections)


def _flag(entry: LoopFlag, debrief: Debrief, bank: Bank, evidence: Evidence) -> None:
    flag = bank.red_flags[entry.flag]
    st.subheader(flag.title, anchor=f"flag-{flag.id}")
    st.caption(
        f"Severity **{SEVERITIES[flag.severity]}** · {flag.number}, {documents(flag)} · "
        f"seen in {in_order(entry.rounds)}"
    )
    for turn_id, quote in seen_at(entry, debrief.scorecards):
        evidence.show(turn_id, quote)
    if entry.why:
        st.markdown(f"**Why:** {defused(entry.why)}")
    st.markdown(f"**Instead:** {defused(flag.instead)}")
    rooms.link(rooms.Room.STUDY, "Study or drill this flag", flag=flag.id)


def _objections(entry: LoopFlag, debrief: Debrief, objections: Objections) -> None:
    """One for each round in which the flag was seen."""
    for card in debrief.scorecards:
        for ruling in card.present():
            if ruling.flag == entry.flag:
                objections.show(card, ruling, named=len(entry.rounds) > 1)
