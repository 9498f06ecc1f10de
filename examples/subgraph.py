"""Mount the onsite as a node of your own LangGraph app.

The host's checkpointer keeps the onsite; its interrupts surface at the top.
"""

import asyncio
from typing import TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command

from interview_panel import create_panel


class Hiring(TypedDict, total=False):
    """A host app's own state; shared keys are passed to the onsite and back."""

    applicant: str
    length: str
    rounds: list[str]
    debrief: dict[str, object]
    letter: str


def invite(state: Hiring) -> Hiring:
    """The host's own step before the onsite."""
    return {"applicant": state["applicant"], "length": "drill", "rounds": ["behavioral"]}


def write_letter(state: Hiring) -> Hiring:
    """The host's own step after it."""
    return {"letter": f"Dear {state['applicant']}, the committee said: {state['debrief']['decision']}."}


async def main() -> str:
    """The host's letter."""
    host = StateGraph(Hiring)
    host.add_node("invite", invite)
    host.add_node("onsite", create_panel())
    host.add_node("letter", write_letter)
    host.add_edge(START, "invite")
    host.add_edge("invite", "onsite")
    host.add_edge("onsite", "letter")
    host.add_edge("letter", END)
    app = host.compile(checkpointer=InMemorySaver())

    thread: RunnableConfig = {"configurable": {"thread_id": "applicant-7"}}
    state = await app.ainvoke({"applicant": "Sam"}, thread, version="v2")
    while state.interrupts:
        answer = {
            "text": "We lost a week because I had trusted the export; now I check row counts first.",
            "seconds": 30,
        }
        resume: Command[str] = Command(resume={state.interrupts[0].id: answer})
        state = await app.ainvoke(resume, thread, version="v2")
    return str(state.value["letter"])


if __name__ == "__main__":
    print(asyncio.run(main()))
