"""Where the onsite goes next: pure functions of the state, drawn as the graph's edges."""

from typing import Literal

from interview_agents.transcript import Move
from interview_panel.plan import OnsitePlan
from interview_panel.state import PanelState

Interviewer = Literal["recruiter", "coding", "system_design", "behavioral"]


def interviewer_now(state: PanelState) -> Interviewer:
    """The node of the round that is being held."""
    plan = OnsitePlan.model_validate(state["plan"])
    kind: Interviewer = plan.rounds[state["cursor"]["round"]].kind.value
    return kind


def after_turn(state: PanelState) -> Literal["candidate", "close_round"]:
    """Wait for the candidate, unless those were the round's last words."""
    return "close_round" if state["cursor"]["move"] == Move.CLOSE else "candidate"


def after_round(state: PanelState) -> list[Interviewer | Literal["scorecard"]]:
    """Score the round just closed while the next one opens.

    Plain edges and not ``Send``: a deferred node does not wait for sent tasks (LangGraph
    1.2), so the committee would meet before the last scorecard is sealed.
    """
    plan = OnsitePlan.model_validate(state["plan"])
    last = state["cursor"]["round"] == len(plan.rounds)
    return ["scorecard"] if last else ["scorecard", interviewer_now(state)]
