"""Progress over finished onsites: points by criterion, drawn and as a table, and the course of red flags."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from interview_panel.attempts import Attempt, Course, FlagCourse, Mark, flag_courses, trend
from interview_personas import Bank, Criterion, RoundKind
from interview_ui import memory, rooms
from interview_ui.history import past
from interview_ui.paging import page_of
from interview_ui.shown import SEVERITIES, defused, round_title

DRAWN = 20
"""Newest onsites that are drawn; more would run into one another on a phone."""
CHART_PX, LEAST_WIDTH_PX = 170, 300
NO_SIGNAL = "no signal"
COURSES: Mapping[Course, tuple[str, str]] = {
    Course.PERSISTS: ("Persist", "Raised before, and raised again when they were ruled on last."),
    Course.NEW: ("New", "Raised for the first time by your newest onsite."),
    Course.NOT_ASSESSED_SINCE: (
        "Not assessed since",
        "Raised once; no onsite since then gave them an occasion.",
    ),
    Course.FADED: ("Faded", "Raised before, and not shown when they were ruled on last."),
}


def show_trend(attempts: Sequence[Attempt], bank: Bank) -> None:
    """Each criterion of one round over the onsites that held it."""
    held = [kind for kind in RoundKind if any(kind in attempt.points for attempt in attempts)]
    kind = st.segmented_control(
        "Round",
        held,
        default=held[0],
        required=True,
        format_func=round_title,
        key=memory.TREND_ROUND,
        persist_state="session",
    )
    criteria = {criterion.id: criterion for criterion in bank.rubric(kind).criteria}
    lines = {criteria[name]: marks for name, marks in trend(attempts, kind).items() if name in criteria}
    st.caption(_legend(lines.values()))
    with st.grid(2, min_column_width=LEAST_WIDTH_PX):
        for criterion, marks in lines.items():
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"**{criterion.name}**")
                _chart(criterion, marks[-DRAWN:], kind)
    _table(lines, kind)


def _legend(lines: Iterable[Sequence[Mark]]) -> str:
    number = max(map(len, lines), default=0)
    drawn = f" The newest {DRAWN} of {number} are drawn; the table has all." if number > DRAWN else ""
    return (
        "Points from 1 to 4, oldest first. A circle is a short or full onsite, a triangle a drill, which "
        f"shows less; a gap is no signal.{drawn}"
    )


def _chart(criterion: Criterion, marks: Sequence[Mark], kind: RoundKind) -> None:
    st.echarts_chart(
        {
            "animation": False,
            "grid": {"left": 24, "right": 32, "top": 12, "bottom": 24},
            "xAxis": {"type": "category", "data": [past.day(mark.held_at) for mark in marks]},
            "yAxis": {"type": "value", "min": 1, "max": 4, "interval": 1},
            "tooltip": {"trigger": "axis"},
            "series": [
                {
                    "name": criterion.name,
                    "type": "line",
                    "connectNulls": False,
                    "showAllSymbol": True,
                    "symbolSize": 10,
                    "data": [_point(mark) for mark in marks],
                }
            ],
        },
        height=CHART_PX,
        key=f"trend_{kind}_{criterion.id}",
        alt=f"{criterion.name}, {round_title(kind)} round, oldest first: {_in_words(marks)}.",
    )


def _point(mark: Mark) -> dict[str, object]:
    return {"value": mark.points, "symbol": "triangle" if mark.drill else "circle"}


def _in_words(marks: Iterable[Mark]) -> str:
    return ", ".join(f"{mark.points or NO_SIGNAL} ({_kind(mark)})" for mark in marks)


def _kind(mark: Mark) -> str:
    return f"{'drill' if mark.drill else 'onsite'}{', coached' if mark.coached else ''}"


def _table(lines: Mapping[Criterion, Sequence[Mark]], kind: RoundKind) -> None:
    columns = [(criterion.name, list(reversed(marks))) for criterion, marks in lines.items()]
    onsites = columns[0][1] if columns else []
    rows = [
        {"Started": past.minute(onsite.held_at), "Kind": _kind(onsite)}
        | {name: str(marks[number].points or NO_SIGNAL) for name, marks in columns}
        for number, onsite in enumerate(onsites)
    ]
    st.markdown("**As a table**, newest first")
    st.table(page_of(rows, f"trend_{kind}", DRAWN), border="horizontal", hide_index=True)


def show_flags(attempts: Sequence[Attempt], bank: Bank) -> None:
    """What became of every red flag that was ever raised."""
    days = {attempt.session: past.day(attempt.held_at) for attempt in attempts}
    courses = [found for found in flag_courses(attempts) if found.flag in bank.red_flags]
    if not courses:
        st.info("No finished onsite raised a red flag.")
    for course, (title, says) in COURSES.items():
        of_course = [found for found in courses if found.course is course]
        if of_course:
            st.header(f"{title}: {len(of_course)}", anchor=course.value.replace("_", "-"))
            st.caption(says)
        for found in of_course:
            with st.container(border=True, gap="xsmall"):
                _flag(found, days, bank)


def _flag(found: FlagCourse, days: Mapping[str, str], bank: Bank) -> None:
    flag = bank.red_flags[found.flag]
    times = len(found.raised)
    st.markdown(f"**{defused(flag.title)}** ({flag.number}, {SEVERITIES[flag.severity]})")
    st.caption(
        f"Raised {'once' if times == 1 else f'{times} times'}, last on {days[found.raised[-1]]}; "
        f"ruled on last on {days[found.last]}."
    )
    with st.container(horizontal=True):
        rooms.link(rooms.Room.DEBRIEF, "The debrief that raised it last", found.raised[-1])
        rooms.link(rooms.Room.STUDY, "Study or drill it", flag=flag.id)
