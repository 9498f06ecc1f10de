"""Give an agent of yours one round of the onsite as a tool.

The agent here says what a script says; put a chat model with tools in its place. The agent's checkpointer
keeps the round too, and the interviewer's questions surface as the agent's own interrupts.
"""

import asyncio
from typing import Annotated

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.prebuilt import ToolNode, tools_condition
from langgraph.types import Command
from typing_extensions import TypedDict

from interview_panel import Debrief, PanelInput, create_panel

ANSWERS = (
    "I promised a forecast for the Monday meeting and trusted an export that had lost two stores' rows.",
    "I decided not to check it, alone, because it had been right for a year. I told my lead the same day.",
    "Since then a row count stands in front of every forecast, and it has stopped two bad ones.",
    "It cost the buyers one week's order, and I wrote to each of them what had happened.",
)
CALL = AIMessage("", tool_calls=[{"name": "practice_round", "args": {"question": "Q68"}, "id": "1"}])
SCRIPT = (CALL, AIMessage("That was good practice. Say the number next time, and who saw it."))
panel = create_panel()


class Talk(TypedDict):
    """The agent's own state."""

    messages: Annotated[list[AnyMessage], add_messages]


@tool
async def practice_round(question: str) -> str:
    """Ask the person in this chat one behavioral question, and give the committee's write-up."""
    asked: PanelInput = {"rounds": ["behavioral"], "questions": [question], "length": "drill"}
    state = await panel.ainvoke(asked)
    debrief = Debrief.model_validate(state["debrief"])
    flags = ", ".join(debrief.found()) or "none"
    return f"decision: {debrief.decision}; red flags: {flags}; {debrief.summary}"


async def main() -> str:
    """What the agent says after the round."""
    model = GenericFakeChatModel(messages=iter(SCRIPT))  # yours: model.bind_tools([practice_round])

    async def think(state: Talk) -> dict[str, list[AnyMessage]]:
        return {"messages": [await model.ainvoke(state["messages"])]}

    builder = StateGraph(Talk)
    builder.add_node("agent", think)
    builder.add_node("tools", ToolNode([practice_round]))
    builder.add_edge(START, "agent")
    builder.add_conditional_edges("agent", tools_condition)
    builder.add_edge("tools", "agent")
    agent = builder.compile(checkpointer=InMemorySaver())

    thread: RunnableConfig = {"configurable": {"thread_id": "chat-1"}}
    asked: Talk = {"messages": [HumanMessage("Can I practice a behavioral question?")]}
    state = await agent.ainvoke(asked, thread, version="v2")
    for answer in ANSWERS:
        if not state.interrupts:
            break
        question = state.interrupts[0]
        print(question.value["text"], "\n>", answer)
        resume: Command[str] = Command(resume={question.id: {"text": answer, "seconds": 40}})
        state = await agent.ainvoke(resume, thread, version="v2")
    *_, result, last = state.value["messages"]
    print("The tool's result:", result.text)
    return str(last.text)


if __name__ == "__main__":
    print(asyncio.run(main()))
