"""Run one round alone, as a drill, on a graph and a checkpointer of your own.

Without a ledger the turns ride in graph state, so the checkpointer alone keeps them safe.
"""

import asyncio

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from interview_panel import PanelInput, create_panel

ANSWERS = (
    "Before a model I'd ask what a wrong answer costs and whether scoring is live or overnight.",
    "The labels are chargebacks, six weeks late and blind to what nobody disputed, so I'd sample by hand.",
    "Fair push. I'd keep the rule list as the fallback and put the model behind it in shadow mode first.",
    "I'd alert on the approval rate per country and roll back to the rules when it leaves its band.",
)


async def main() -> dict[str, object]:
    """What the graph hands out: the transcript and the debrief."""
    panel = create_panel(checkpointer=InMemorySaver())
    thread: RunnableConfig = {"configurable": {"thread_id": "drill-1"}}
    asked: PanelInput = {"rounds": ["system_design"], "questions": ["Q19"], "length": "drill"}

    state = await panel.ainvoke(asked, thread, version="v2")
    for answer in ANSWERS:
        if not state.interrupts:
            break
        question = state.interrupts[0]
        print(question.value["text"], "\n>", answer)
        resume: Command[str] = Command(resume={question.id: {"text": answer, "seconds": 40}})
        state = await panel.ainvoke(resume, thread, version="v2")
    return dict(state.value)


if __name__ == "__main__":
    print(asyncio.run(main())["debrief"]["decision"])  # type: ignore[index]
