"""A round's points by criterion: a chart to see the shape, and the table, which is what counts."""

from collections.abc import Mapping, Sequence

import streamlit as st

from interview_agents.scorecard import Cap, Score, Scorecard
from interview_panel.report import weight_of
from interview_personas import Bank, Criterion
from interview_ui.debrief.evidence import Evidence
from interview_ui.shown import defused, round_title

MOST = 4
"""Points of a criterion."""
CORNERS = 3
"""Fewer make no area."""
HEIGHT_PX = 260

Scored = tuple[Criterion, Score]


def show_scores(card: Scorecard, bank: Bank, evidence: Evidence) -> None:
    """Chart and table, and what each of the points given looks like."""
    scores = {score.criterion: score for score in card.scores}
    criteria = bank.rubric(card.round).criteria
    sheet = [(criterion, scores[criterion.id]) for criterion in criteria if criterion.id in scores]
    _drawn(card, sheet)
    caps = {cap.on: cap for cap in card.caps}
    for criterion, score in sheet:
        if score.points:
            with st.container(border=True, gap="xsmall"):
                _explained(criterion, score, score.points, evidence)
                if criterion.id in caps:
                    show_cap(caps[criterion.id])


def _row(criterion: Criterion, score: Score) -> Mapping[str, str]:
    return {
        "Criterion": criterion.name,
        "Points of 4": str(score.points or "no signal"),
        "Weight": weight_of(criterion),
    }


def _drawn(card: Scorecard, sheet: Sequence[Scored]) -> None:
    """The shape of the points beside the table; a criterion without a signal is no corner, and no zero."""
    rows = [_row(criterion, score) for criterion, score in sheet]
    points = {criterion.name: score.points for criterion, score in sheet if score.points}
    if len(points) < CORNERS:
        st.table(rows, border="horizontal", hide_index=True)
        st.caption("Too few criteria got a signal to draw a chart. No signal is no zero.")
        return
    chart, table = st.columns(2, vertical_alignment="center")
    told = ", ".join(f"{name} {number}" for name, number in points.items())
    alt = f"Points of 4 in the {round_title(card.round)} round: {told}."
    chart.echarts_chart(_spec(points), height=HEIGHT_PX, alt=alt)
    table.table(rows, border="horizontal", hide_index=True)
    missing = [criterion.name for criterion, score in sheet if not score.points]
    if missing:
        st.caption(f"Not in the chart: {', '.join(missing)}. Nothing showed it either way, which is no zero.")


def _spec(points: Mapping[str, int]) -> dict[str, object]:
    drawn = {"value": list(points.values()), "name": "Points of 4", "label": {"show": True}}
    return {
        "animation": False,
        "radar": {
            "indicator": [{"name": name, "min": 0, "max": MOST} for name in points],
            "splitNumber": MOST,
            "radius": "60%",
        },
        "series": [{"type": "radar", "symbolSize": 8, "data": [drawn]}],
    }


def _explained(criterion: Criterion, score: Score, points: int, evidence: Evidence) -> None:
    st.markdown(f"**{criterion.name}: {points} of {MOST}**")
    st.markdown(f"{points} looks like: {defused(criterion.anchors.of(points))}")
    st.caption(defused(score.why))
    if score.turn_id:
        st.markdown(evidence.link(score.turn_id, score.quote))


def show_cap(cap: Cap) -> None:
    """What a measured fact or a red flag allows at most, and why."""
    st.markdown(f"**Capped at {cap.most:g}:** {defused(cap.why)}")
