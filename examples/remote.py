"""Drive an onsite on a LangGraph server, from another machine: ``python remote.py http://127.0.0.1:2024``.

Start one with ``langgraph dev`` in the folder of ``langgraph.json``. The server keeps the onsite between
answers, so that each of them may reach another of its workers.
"""

import asyncio
import sys
from collections.abc import Mapping

from langchain_core.runnables import RunnableConfig
from langgraph.pregel.remote import RemoteGraph
from langgraph.types import Command
from langgraph_sdk import get_client

ANSWER = "I sized the models first and shipped the smallest one that beat the rules, behind a switch."


async def main(url: str) -> Mapping[str, object]:
    """The debrief, as JSON data."""
    opened = await get_client(url=url).threads.create()
    thread: RunnableConfig = {"configurable": {"thread_id": opened["thread_id"]}}
    panel = RemoteGraph("panel", url=url)

    state = await panel.ainvoke({"rounds": ["recruiter"], "length": "drill"}, thread, version="v2")
    while state.interrupts:
        question = state.interrupts[0]
        print(question.value["text"], "\n>", ANSWER)
        resume: Command[str] = Command(resume={question.id: {"text": ANSWER, "seconds": 40}})
        state = await panel.ainvoke(resume, thread, version="v2")
    debrief: Mapping[str, object] = state.value["debrief"]
    return debrief


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1]))["decision"])
