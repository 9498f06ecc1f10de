"""No node reads a file on the event loop: servers, `langgraph dev` among them, refuse what blocks."""

import subprocess
import sys

PROGRAM = """
import asyncio, sys
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from interview_panel import create_panel

BLOCKING = {"open", "os.listdir", "os.scandir", "sqlite3.connect", "time.sleep"}

def importing(frame):
    while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None

def on_the_loop(event, arguments):
    if event in BLOCKING and asyncio._get_running_loop() and not importing(sys._getframe()):
        told.append(f"{event} {arguments[:1]}")

async def main():
    panel = create_panel(InMemorySaver())
    thread = {"configurable": {"thread_id": "t"}}
    state = await panel.ainvoke({"rounds": ["behavioral"], "length": "drill"}, thread, version="v2")
    while state.interrupts:
        answer = {"text": "I checked the row counts of the export before I told anybody.", "seconds": 20}
        state = await panel.ainvoke(Command(resume={state.interrupts[0].id: answer}), thread, version="v2")
    print(state.value["debrief"]["decision"])

told = []
sys.addaudithook(on_the_loop)
asyncio.run(main())
print(*told, sep="\\n", file=sys.stderr)
"""


def test_an_onsite_on_a_graph_of_its_own_opens_nothing_on_the_loop() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() in {"hire", "no_hire", "hold"}, done.stderr
    assert done.stderr.strip() == ""
