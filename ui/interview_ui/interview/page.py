"""The interview: the talk so far, the question as it comes, and the place to answer.

The graph never runs here. The page follows a run that the house holds, so a reload, a second
tab or a closed laptop changes nothing about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from interview_agents.transcript import Transcript
from interview_panel.plan import OnsitePlan, PlannedRound, plan_onsite
from interview_panel.question import OpenQuestion
from interview_panel.run import Run
from interview_panel.session import Standing
from interview_personas import InterviewError, RoundKind
from interview_ui import memory, rooms
from interview_ui.bill import show_used
from interview_ui.house import House, the_house
from interview_ui.interview.composer import show_composer
from interview_ui.interview.desk import Desk, problem_of
from interview_ui.interview.drawing_board import show_drawing_board
from interview_ui.interview.paused import Key, key_of, show_key_gone, show_pause
from interview_ui.interview.progress import show_clock, show_minutes, show_rounds
from interview_ui.interview.rest import show_rest
from interview_ui.interview.talk import bubble, interviewer_name, show_talk
from interview_ui.interview.workbench import show_workbench
from interview_ui.shown import defused

POLL_S = 0.25
GRACE_S = 0.4
"""A fast mind has asked by then: waiting for it spares the page a flash."""
TALK_PX = 330
BENCHES: Mapping[RoundKind, Callable[[Desk], None]] = {
    RoundKind.CODING: show_workbench,
    RoundKind.SYSTEM_DESIGN: show_drawing_board,
}
"""What stands beside the talk, in the rounds that need a place to work."""


@dataclass(frozen=True)
class Sitting:
    """What the page shows of one session."""

    session_id: str
    run: Run
    standing: Standing | None
    """Where the run stood when the page was begun. The run may come to a standstill while it is drawn."""
    plan: OnsitePlan
    transcripts: tuple[Transcript, ...]

    @property
    def question(self) -> OpenQuestion | None:
        """The question that waits for an answer."""
        return self.standing.question if self.standing else None

    @property
    def kind(self) -> RoundKind:
        """The round that is on."""
        begun = [transcript.round for transcript in self.transcripts if transcript.turns]
        return self.question.round if self.question else begun[-1] if begun else self.plan.rounds[0].kind

    @property
    def planned(self) -> PlannedRound:
        """What was planned for the round that is on."""
        return next(planned for planned in self.plan.rounds if planned.kind is self.kind)

    @property
    def transcript(self) -> Transcript:
        """What was said in the round that is on."""
        return next(transcript for transcript in self.transcripts if transcript.round is self.kind)


def page() -> None:
    """The room of a session that is not finished."""
    house = the_house()
    session_id = memory.session_id()
    if not session_id:
        st.info("No onsite is open in this tab.")
        rooms.link(rooms.Room.LOBBY, "To the lobby")
        return
    sitting = _sit_down(house, session_id)
    if sitting is None:
        return
    if sitting.standing and sitting.standing.debrief:
        _lead_out(session_id)
        return
    memory.keep_in_url(session_id)
    if sitting.question and house.watches.rests(session_id):
        show_rounds(house, sitting.plan, sitting.kind)
        show_rest(house, session_id, sitting.question)
    else:
        _show(house, sitting)


def _lead_out(session_id: str) -> None:
    """Go to the debrief; whoever comes back from there is told where it is, and can go further back."""
    if memory.first_end(session_id):
        rooms.go(rooms.Room.DEBRIEF, session_id)
    st.info("This onsite is over.")
    rooms.link(rooms.Room.DEBRIEF, "Read the debrief", session_id)
    rooms.link(rooms.Room.LOBBY, "To the lobby")


def _sit_down(house: House, session_id: str) -> Sitting | None:
    try:
        row = house.runner.row(session_id)
        run = _followed(house, session_id)
        standing = run.wait(GRACE_S)
        plan, transcripts = plan_onsite(row.request, house.bank), house.runner.transcripts(session_id)
        return Sitting(session_id, run, standing, plan, transcripts)
    except InterviewError as error:
        memory.leave_session()
        st.error(defused(str(error)))
        rooms.link(rooms.Room.HISTORY, "See your onsites")
        return None


def _followed(house: House, session_id: str) -> Run:
    """The session's run. A tab that is new looks again, because another process may have gone on with it.

    What was paused waits for the candidate's word all the same: trying again may cost money.
    """
    run = house.runner.follow(session_id)
    new, standing = memory.first_look(session_id), run.standing
    if new and standing is not None and standing.state != "paused":
        return house.runner.follow(session_id, again=True)
    return run


def _show(house: House, sitting: Sitting) -> None:
    bench = BENCHES.get(sitting.kind)
    st.set_page_config(layout="wide" if bench else "centered")
    with st.container():
        _show_head(house, sitting)
    desk = Desk(house, sitting.session_id, sitting.question, problem_of(sitting.transcript, house.bank))
    # One column where there is no bench: a field that comes to stand elsewhere is made anew, and loses keys.
    left, *right = st.columns(2 if bench else 1, gap="medium")
    with left:
        _talk(sitting, desk)
    if bench:
        with right[0]:
            bench(desk)


def _show_head(house: House, sitting: Sitting) -> None:
    show_rounds(house, sitting.plan, sitting.kind)
    if sitting.question:
        show_clock(house.watches, sitting.session_id, sitting.question)
    else:
        show_minutes(sitting.planned, sitting.transcript)
    show_used(house, sitting.session_id, sitting.run)


def _talk(sitting: Sitting, desk: Desk) -> None:
    run, bank = sitting.run, desk.house.bank
    with st.container(height=TALK_PX, key="talk", autoscroll=True):
        show_talk(sitting.transcripts, sitting.plan, bank)
        if sitting.standing is None:
            told = {turn.id for transcript in sitting.transcripts for turn in transcript.turns}
            _live(run, frozenset(told), interviewer_name(sitting.plan, sitting.kind, bank))
    _below(sitting, desk)


def _below(sitting: Sitting, desk: Desk) -> None:
    """The place to answer, or what keeps the onsite from going on."""
    house, session_id = desk.house, desk.session_id
    standing, models = sitting.standing, sitting.plan.models
    if standing is None:
        show_composer(desk)
    elif key_of(house, session_id, models) is Key.GONE:
        show_key_gone(house, session_id, models)
    elif standing.state == "paused":
        show_pause(house, session_id, models, standing.problem)
    elif standing.question:
        show_composer(desk)


@st.fragment(run_every=POLL_S)
def _live(run: Run, told: frozenset[str], interviewer: str) -> None:
    """The question as it comes; only there while a run is active."""
    if run.standing is not None:
        st.rerun()
    turn_id, words = run.partial()
    if words and turn_id not in told:
        bubble("assistant", f"{words} ▌", interviewer)
    else:
        st.caption(_doing(run))


def _doing(run: Run) -> str:
    sealed = any(event["type"] == "sealed" for event in tuple(run.events))
    return "A scorecard is sealed; the next person is coming …" if sealed else "Thinking …"
