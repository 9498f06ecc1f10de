"""Two attempts at the same question, side by side."""

from collections.abc import Mapping, Sequence

import streamlit as st

from interview_agents.scorecard import Ruling
from interview_agents.transcript import Turn
from interview_panel.attempts import Attempt, tried_again
from interview_panel.report import DECISIONS
from interview_panel.tries import Try, try_at
from interview_personas import Bank, InterviewError, Question
from interview_ui import memory, rooms
from interview_ui.history import past
from interview_ui.house import House
from interview_ui.shown import SEVERITIES, defused, round_title

EARLIER, LATER = "Earlier", "Later"
HOW = {"unprompted": "unprompted", "probed": "after a follow-up", "hinted": "after a hint"}
NOT_REACHED = "–"


def show_comparison(house: House, attempts: Sequence[Attempt]) -> None:
    """A question that was answered more than once, and two of the attempts at it."""
    bank = house.bank
    again = {name: held for name, held in tried_again(attempts).items() if name in bank.questions}
    if not again:
        st.info("No question was answered in two finished onsites yet: drill one again in Study.")
        rooms.link(rooms.Room.STUDY, "To the questions")
        return
    name = st.selectbox(
        "Question",
        list(again),
        format_func=lambda name: f"{bank.questions[name].title} ({len(again[name])} attempts)",
        key=memory.COMPARED_QUESTION,
    )
    by_session = {attempt.session: attempt for attempt in attempts}
    pair = _choose_two([by_session[session] for session in again[name]], name)
    sides = {which: (attempt, _read(house, attempt, name)) for which, attempt in pair.items()}
    _points(bank.questions[name], {which: a_try.reached for which, (_, a_try) in sides.items()})
    for column, (which, (attempt, a_try)) in zip(st.columns(2), sides.items(), strict=True):
        with column:
            st.subheader(f"{which}: {past.minute(attempt.held_at)}", anchor=False)
            _side(attempt, a_try, bank)


def _read(house: House, attempt: Attempt, question: str) -> Try:
    debrief = house.runner.debrief(attempt.session)
    found = try_at(question, debrief) if debrief else None
    if found is None:
        raise InterviewError(f"{attempt.session} holds no answer to {question}: load the page again")
    return found


def _choose_two(held: Sequence[Attempt], question: str) -> Mapping[str, Attempt]:
    """The first and the newest attempt, unless others are chosen."""
    one, other = st.columns(2)
    with one:
        first = _choose(EARLIER, held[:-1], 0, question)
    with other:
        later = [attempt for attempt in held if attempt.held_at > first.held_at]
        second = _choose(LATER, later, len(later) - 1, question)
    return {EARLIER: first, LATER: second}


def _choose(label: str, held: Sequence[Attempt], index: int, question: str) -> Attempt:
    sessions = {attempt.session: attempt for attempt in held}
    chosen = st.selectbox(
        f"{label} attempt",
        list(sessions),
        index=index,
        format_func=lambda session: _name(sessions[session]),
        key=f"{label}_{question}_{held[0].session}_{len(held)}",
    )
    return sessions[chosen]


def _name(attempt: Attempt) -> str:
    return f"{past.minute(attempt.held_at)}, {attempt.length}"


def _points(question: Question, reached: Mapping[str, Mapping[str, str]]) -> None:
    """Which points were reached and how; those that none reached are counted and not named."""
    points = [point for point in question.points if any(point.id in how for how in reached.values())]
    rows = [
        {"Covered": defused(point.what)} | {which: _how(how, point.id) for which, how in reached.items()}
        for point in points
    ]
    st.markdown("**What the answers covered**")
    if rows:
        st.table(rows, border="horizontal", hide_index=True)
    missing = len(question.points) - len(points)
    if missing:
        st.caption(f"{missing} of {len(question.points)} points were covered by neither; Study names them.")


def _how(reached: Mapping[str, str], point: str) -> str:
    return HOW[reached[point]] if point in reached else NOT_REACHED


def _side(attempt: Attempt, a_try: Try, bank: Bank) -> None:
    """One attempt: what came of it, the flags, and what was said."""
    coached = ", coached" if attempt.coached else ""
    points = "no signal" if a_try.round_points is None else f"{a_try.round_points:.2f} of 4"
    st.markdown(
        f"{attempt.length.capitalize()} onsite{coached}, {DECISIONS[attempt.decision]}. "
        f"{round_title(a_try.round)} round: {points}. Covered {len(a_try.reached)} points."
    )
    rooms.link(rooms.Room.DEBRIEF, "Read its debrief", attempt.session)
    _flags(a_try.flags, bank)
    for asked, answer in a_try.exchanges:
        _exchange(asked, answer)


def _flags(flags: Sequence[Ruling], bank: Bank) -> None:
    if not flags:
        st.markdown("No red flag stands on these answers.")
    for ruling in flags:
        flag = bank.red_flags[ruling.flag]
        st.markdown(f"Red flag: **{defused(flag.title)}** ({SEVERITIES[flag.severity]})")
        if ruling.quote:
            st.text(f"“{ruling.quote.strip()}”")


def _exchange(asked: Turn, answer: Turn) -> None:
    with st.container(border=True, gap="xsmall"):
        st.caption("Interviewer")
        st.text(asked.text)
        st.caption("You")
        st.text(answer.text or "(silence)")
        if answer.code:
            st.code(answer.code, language="python")
        if answer.sketch:
            st.code(answer.sketch, language=None)
