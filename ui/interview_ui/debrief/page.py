"""The debrief, readable from the top: every claim has the candidate's words and a link to the turn."""

import streamlit as st

from interview_agents.debrief import Debrief
from interview_panel.exhibits import about, delivery_line
from interview_panel.ledger import SessionRow
from interview_panel.plan import plan_onsite
from interview_panel.report import DECISIONS, VOTES
from interview_personas import Bank, InterviewError
from interview_ui import memory, rooms
from interview_ui.bill import Outlook, bill
from interview_ui.debrief.downloads import show_downloads
from interview_ui.debrief.evidence import Evidence
from interview_ui.debrief.flags import show_flags
from interview_ui.debrief.lessons import show_committee, show_lessons, show_provenance
from interview_ui.debrief.objections import Objections
from interview_ui.debrief.record import show_record
from interview_ui.debrief.retraining import has_corrections, show_corrections
from interview_ui.debrief.rounds import show_round
from interview_ui.house import House, the_house
from interview_ui.shown import defused, round_title

LOOK_S, READING_S = 1.0, 30.0
"""An onsite that is finished has only to be read: nobody is sent back to it because the machine is busy."""


def page() -> None:
    """The room of a finished session."""
    st.set_page_config(layout="centered")
    house = the_house()
    session_id = memory.session_id()
    opened = _opened(house, session_id) if session_id else None
    if opened is None:
        st.info("There is no debrief open in this tab: it comes when the onsite is over.")
        rooms.link(rooms.Room.HISTORY, "See your onsites")
        return
    memory.keep_in_url(session_id)
    row, debrief = opened
    used = bill(debrief.spent, _outlook(house, row)) if debrief.spent else ""
    _head(debrief, house.bank)
    show_downloads(debrief, house.bank, row, used)
    objections = Objections(house, session_id, debrief)
    corrected = has_corrections(house, objections)
    _contents(debrief, used, corrected=corrected)
    _body(debrief, house.bank, objections)
    if corrected:
        show_corrections(house, objections)
    if used:
        st.header("What it used", anchor="bill")
        st.markdown(used)
    show_provenance(debrief)


def _opened(house: House, session_id: str) -> tuple[SessionRow, Debrief] | None:
    try:
        row = house.runner.row(session_id)
        run = house.runner.follow(session_id)
    except InterviewError as error:
        memory.leave_session()
        st.error(defused(str(error)))
        return None
    standing = run.wait(READING_S if row.finished else LOOK_S)
    if standing is None or standing.debrief is None:
        rooms.go(rooms.Room.INTERVIEW, session_id)
    return row, standing.debrief


def _outlook(house: House, row: SessionRow) -> Outlook | None:
    """What was to be expected, as far as it can still be looked up."""
    try:
        plan = plan_onsite(row.request, house.bank)
        return Outlook.of(plan, plan.models, house.runner.context)
    except InterviewError:
        return None


def _head(debrief: Debrief, bank: Bank) -> None:
    st.title(f"Debrief: {DECISIONS[debrief.decision]}", anchor="debrief")
    st.caption(f"**{debrief.notice}** {defused(about(debrief, bank))}.")
    if debrief.insufficient:
        st.info("There was too little to judge; that is no verdict on you.")
    st.markdown(f"**Decision:** {DECISIONS[debrief.decision]}, because {defused(debrief.decided_because)}.")
    aggregate = debrief.aggregate
    why = "for the same reason" if aggregate.why == debrief.decided_because else defused(aggregate.why)
    st.markdown(f"**Mechanical aggregate:** {DECISIONS[aggregate.decision]} ({why}).")
    _votes(debrief)
    st.text(debrief.summary)


def _votes(debrief: Debrief) -> None:
    st.header("Votes, as sealed", anchor="votes")
    st.table(
        [
            {
                "Round": f"[{round_title(card.round)}](#round-{card.round})",
                "Vote": VOTES[card.vote],
                "Points of 4": "–" if card.points is None else f"{card.points:.2f}",
                "Time": f"{card.measured.seconds / 60:.0f} min",
            }
            for card in debrief.scorecards
        ],
        border="horizontal",
        hide_index=True,
    )


def _contents(debrief: Debrief, used: str, *, corrected: bool) -> None:
    places = {
        "Red flags": "red-flags",
        "Committee": "committee",
        "Rewrites": "rewrites" if debrief.rewrites else "",
        "Check yourself": "self-check" if debrief.self_check else "",
        "Study plan": "study-plan",
        "Transcripts": "transcripts",
        "Your corrections": "corrections" if corrected else "",
        "What it used": "bill" if used else "",
        "How this was made": "provenance",
    }
    st.markdown(" · ".join(f"[{name}](#{anchor})" for name, anchor in places.items() if anchor))


def _body(debrief: Debrief, bank: Bank, objections: Objections) -> None:
    evidence = Evidence(debrief, bank)
    show_flags(debrief, bank, evidence, objections)
    for card in debrief.scorecards:
        show_round(card, bank, evidence, objections)
    show_committee(debrief, bank, evidence)
    show_lessons(debrief, bank, evidence)
    _transcripts(debrief, bank, evidence)


def _transcripts(debrief: Debrief, bank: Bank, evidence: Evidence) -> None:
    people = {card.round: bank.people.get(card.interviewer) for card in debrief.scorecards}
    st.header("Transcripts", anchor="transcripts")
    st.caption("What the debrief quotes is underlined and numbered; a link to a quote lights it up.")
    for transcript in debrief.transcripts:
        if transcript.turns:
            person = people.get(transcript.round)
            st.subheader(round_title(transcript.round), anchor=f"transcript-{transcript.round}")
            if spoken := delivery_line(transcript):
                st.caption(spoken)
            show_record(transcript, person.name if person else "Interviewer", evidence)
