"""Where the onsite stands: rounds, step, turns and minutes."""

import streamlit as st

from interview_agents.transcript import Transcript
from interview_panel.plan import OnsitePlan, PlannedRound
from interview_panel.question import OpenQuestion
from interview_personas import RoundKind
from interview_ui.house import House, Stopwatches
from interview_ui.shown import defused, round_title

TICK_S = 10.0


def show_rounds(house: House, plan: OnsitePlan, now: RoundKind) -> None:
    """The rounds in order, with what is done, on and to come, and who holds this one."""
    kinds = [planned.kind for planned in plan.rounds]
    place = kinds.index(now)
    person = house.bank.people[plan.rounds[place].interviewer]
    with st.container(gap="xsmall"):
        st.markdown(f"#### {round_title(now)}, round {place + 1} of {len(kinds)}")
        marks = [_mark(kind, number, place) for number, kind in enumerate(kinds)]
        st.markdown(f"With {person.name}, {person.title}, {person.manner}. {' '.join(marks)}")


def _mark(kind: RoundKind, number: int, place: int) -> str:
    if number == place:
        return f":blue-badge[**▸ {round_title(kind)}**]"
    return f":gray-badge[{'✓' if number < place else '○'} {round_title(kind)}]"


@st.fragment(run_every=TICK_S)
def show_clock(watches: Stopwatches, session_id: str, question: OpenQuestion) -> None:
    """The minutes as they pass. Each look also tells the stopwatch that somebody is there."""
    used = question.minutes_used + watches.look(session_id, question.turn_id) / 60
    over = ["over time: the round may end with your next answer"] if used > question.minutes else []
    step = [f"step: {defused(question.step)}"] if question.step else []
    _bar(used, question.minutes, f"turn {question.turns_used} of {question.turns}", *step, *over)


def show_minutes(planned: PlannedRound, transcript: Transcript) -> None:
    """The minutes while a question is coming, as the turns so far tell them."""
    used = sum(answer.seconds for answer in transcript.answers()) / 60
    _bar(used, planned.minutes, f"turn {max(1, len(transcript.questions()))} of {planned.turns}")


def _bar(used: float, planned: float, *parts: str) -> None:
    text = " · ".join([f"{used:.0f} of {planned:.0f} minutes used", *parts])
    st.progress(min(1.0, used / planned), text=text)
