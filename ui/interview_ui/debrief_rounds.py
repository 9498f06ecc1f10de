"""One round of the debrief: its sealed sheet, opened."""

import streamlit as st

from interview_agents.scorecard import Score, Scorecard, State
from interview_panel.report import VOTES
from interview_personas import Bank, Criterion
from interview_ui.shown import defused, quote, round_title, turn_link

ANCHORS = ("one", "two", "three", "four")


def show_round(card: Scorecard, bank: Bank) -> None:
    """Criteria with anchors, strengths, concern, open question, caps and what was not shown."""
    st.header(f"{round_title(card.round)}: {VOTES[card.vote]}", anchor=f"round-{card.round}")
    person = bank.people.get(card.interviewer)
    st.caption(f"Held by {person.name if person else 'the interviewer'}. {_measured(card)}")
    criteria = {criterion.id: criterion for criterion in bank.rubric(card.round).criteria}
    for score in card.scores:
        if score.criterion in criteria:
            _score(criteria[score.criterion], score)
    for cap in card.caps:
        st.markdown(f"**Capped at {cap.most:g}** ({defused(cap.on)}): {defused(cap.why)}")
    _strengths(card)
    if card.concern:
        st.markdown(f"**Concern:** {defused(card.concern)}")
    if card.open_question:
        st.markdown(f"**Open question:** {defused(card.open_question)}")
    _ruled(card, bank)


def _measured(card: Scorecard) -> str:
    measured = card.measured
    counts = {"answer": measured.answers, "word": measured.words, "hint": measured.hints}
    told = ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in counts.items())
    names = f" Steps reached: {', '.join(measured.steps)}." if measured.steps else ""
    left = "" if measured.finished else " The round was left early."
    claims = f"{card.supported} of {card.proposed} claims supported, confidence {card.confidence}"
    return f"{told}, {measured.seconds / 60:.0f} minutes; {claims}.{names}{left}"


def _score(criterion: Criterion, score: Score) -> None:
    points = f"{score.points} of 4" if score.points else "no signal"
    origin = "a document's weight" if criterion.documented else "our weight"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{criterion.name}: {points}** · {criterion.weight:.0%}, {origin}")
        if score.points:
            anchor = getattr(criterion.anchors, ANCHORS[score.points - 1])
            st.markdown(f"{score.points} looks like: {defused(anchor)}")
        st.caption(defused(score.why))
        if score.points and score.turn_id:
            st.markdown(turn_link(score.turn_id))


def _strengths(card: Scorecard) -> None:
    if card.strengths:
        st.markdown("**Strengths**")
    for strength in card.strengths:
        with st.container(border=True, gap="xsmall"):
            st.markdown(defused(strength.what))
            quote(strength.turn_id, strength.quote)


def _ruled(card: Scorecard, bank: Bank) -> None:
    absent = [ruling for ruling in card.rulings if ruling.ruling is State.ABSENT]
    if not absent:
        return
    with st.expander(f"Red flags looked for and not shown: {len(absent)}"):
        for ruling in absent:
            flag = bank.red_flags[ruling.flag]
            st.markdown(f"**{defused(flag.title)}** ({flag.number})")
            quote(ruling.turn_id, ruling.quote)
