"""The wiring, and nothing else. The same drawing is the picture in the README."""

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.store.base import BaseStore

from interview_panel import nodes
from interview_panel.context import PanelContext
from interview_panel.routing import after_round, after_turn, interviewer_now
from interview_panel.state import PanelInput, PanelOutput, PanelState
from interview_personas import RoundKind

PanelGraph = StateGraph[PanelState, PanelContext, PanelInput, PanelOutput]
Panel = CompiledStateGraph[PanelState, PanelContext, PanelInput, PanelOutput]
INTERVIEWERS = [kind.value for kind in RoundKind]


def build_graph() -> PanelGraph:
    """The onsite as an uncompiled graph, to compile or mount as you like."""
    graph = PanelGraph(
        PanelState, context_schema=PanelContext, input_schema=PanelInput, output_schema=PanelOutput
    )
    graph.add_node("plan", nodes.plan)
    for kind in RoundKind:
        graph.add_node(kind.value, nodes.interviewer(kind))
        graph.add_conditional_edges(kind.value, after_turn)
    graph.add_node("candidate", nodes.candidate)
    graph.add_node("close_round", nodes.close_round)
    graph.add_node("scorecard", nodes.scorecard)
    graph.add_node("committee", nodes.committee, defer=True)

    graph.add_edge(START, "plan")
    graph.add_conditional_edges("plan", interviewer_now)
    graph.add_conditional_edges("candidate", interviewer_now)
    graph.add_conditional_edges("close_round", after_round, ["scorecard", *INTERVIEWERS])
    graph.add_edge("scorecard", "committee")
    return graph


def create_panel(
    checkpointer: BaseCheckpointSaver[str] | None = None,
    store: BaseStore | None = None,
    name: str = "interview_panel",
) -> Panel:
    """The onsite as a compiled graph.

    Args:
        checkpointer: where the cursor is kept between answers; without one an onsite
            cannot be interrupted, so give one unless the host app or server does.
        store: where finished debriefs are noted, under ``("interview_panel", "debriefs")``.
        name: the graph's name as a subgraph.

    >>> create_panel().name
    'interview_panel'
    """
    return build_graph().compile(checkpointer=checkpointer, store=store, name=name)


graph = create_panel()
"""Compiled without a saver, because a LangGraph server brings its own."""
