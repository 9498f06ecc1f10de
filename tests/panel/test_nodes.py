"""The graph on its own: answers through ``Command(resume=…)``, turns in state, a host around it."""

from typing import TypedDict

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.errors import is_invalid_resume
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Interrupt
from tests.panel.ledgers import row
from tests.panel.minds import Failing
from tests.panel.onsites import BANK, CONTEXT, FILLER

from interview_agents.answer import MOST_CHARACTERS
from interview_agents.debrief import Debrief
from interview_agents.errors import MindError
from interview_panel import PanelContext, create_panel
from interview_panel.graph import Panel
from interview_panel.memory_ledger import MemoryLedger
from interview_panel.state import Plain
from interview_personas import RoundKind

THREAD: RunnableConfig = {"configurable": {"thread_id": "one"}}
ASKED: Plain = {"rounds": ["recruiter"], "length": "drill"}
ROUND = RoundKind.RECRUITER


class Chat:
    """Somebody who talks to the compiled graph."""

    def __init__(self, context: PanelContext = CONTEXT, panel: Panel | None = None) -> None:
        self.panel = panel or create_panel(InMemorySaver())
        self.context = context

    async def send(self, step: object) -> tuple[Interrupt, ...]:
        """Run to the next standstill; gives the open interrupts."""
        state = await self.panel.ainvoke(step, THREAD, context=self.context, version="v2")  # type: ignore[call-overload]
        return tuple(state.interrupts)

    async def answer(self, **answer: object) -> tuple[Interrupt, ...]:
        """Answer the open question by its id."""
        (question,) = await self.open()
        return await self.send(Command(resume={question.id: answer}))

    async def open(self) -> tuple[Interrupt, ...]:
        """The interrupts that are pending."""
        return tuple((await self.panel.aget_state(THREAD)).interrupts)

    async def values(self) -> Plain:
        """The state as stored."""
        return dict((await self.panel.aget_state(THREAD)).values)


async def test_the_question_is_plain_json_with_a_type() -> None:
    (question,) = await Chat().send(ASKED)
    assert question.value["type"] == "question"
    assert (question.value["turn_id"], question.value["round"]) == ("recruiter-01", "recruiter")
    assert type(question.value["round"]) is str


@pytest.mark.parametrize(
    "bad",
    [
        {"text": "x" * (MOST_CHARACTERS + 1)},
        {"text": 7},
        {"text": None},
        {"code": "x" * (MOST_CHARACTERS + 1)},
        {"code": ["x"]},
        {"seconds": -1},
        {"seconds": "soon"},
        {"seconds": 1e9},
        {"wants": "a job"},
        {"type": "question"},
        {"text": "x", "mood": "good"},
        {"to": 3},
    ],
    ids=str,
)
async def test_an_answer_that_is_not_one_leaves_the_question_open(bad: dict[str, object]) -> None:
    chat = Chat()
    (before,) = await chat.send(ASKED)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - what matters is how LangGraph sees it
        await chat.answer(**bad)
    assert is_invalid_resume(caught.value)
    assert [interrupt.id for interrupt in await chat.open()] == [before.id]
    (after,) = await chat.answer(text=FILLER)
    assert after.value["turn_id"] == "recruiter-03"


@pytest.mark.parametrize("bad", ["a bare text", 5, ["text"]])
async def test_a_bare_value_is_no_answer(bad: object) -> None:
    chat = Chat()
    (question,) = await chat.send(ASKED)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - what matters is how LangGraph sees it
        await chat.send(Command(resume={question.id: bad}))
    assert is_invalid_resume(caught.value)
    assert len(await chat.open()) == 1


@pytest.mark.parametrize("to", ["recruiter-99", "coding-01", "recruiter-00"])
async def test_an_answer_to_another_question_is_ignored_and_the_open_one_asked_again(to: str) -> None:
    chat = Chat()
    (before,) = await chat.send(ASKED)
    (after,) = await chat.answer(to=to, text="an answer from an old page")
    assert after.value == before.value
    assert [turn["id"] for turn in (await chat.values())["turns"]] == ["recruiter-01"]  # type: ignore[attr-defined]


async def test_the_interrupts_id_of_an_answered_question_does_nothing() -> None:
    chat = Chat()
    (first,) = await chat.send(ASKED)
    (second,) = await chat.answer(text=FILLER)
    await chat.send(Command(resume={first.id: {"text": "again"}}))
    assert [interrupt.value for interrupt in await chat.open()] == [second.value]


async def test_without_a_ledger_the_turns_ride_in_state_and_survive_a_new_graph() -> None:
    saver = InMemorySaver()
    chat = Chat(panel=create_panel(saver))
    await chat.send(ASKED)
    for number in range(3):
        chat = Chat(panel=create_panel(saver))
        await chat.answer(text=f"{FILLER} Number {number}.", to=f"recruiter-{2 * number + 1:02d}")
    values = await chat.values()
    turns = values["turns"]
    assert isinstance(turns, list)
    assert [turn["id"] for turn in turns] == [f"recruiter-{n:02d}" for n in range(1, 8)]
    assert [turn["text"] for turn in turns[1::2]] == [f"{FILLER} Number {n}." for n in range(3)]
    assert Debrief.model_validate(values["debrief"]).transcripts[0].turns[1].text == f"{FILLER} Number 0."


async def test_with_a_ledger_the_state_is_a_cursor_and_holds_no_words() -> None:
    ledger = MemoryLedger()
    await ledger.open(row("one"))
    chat = Chat(PanelContext(mind=CONTEXT.mind, bank=BANK, ledger=ledger))
    await chat.send(ASKED)
    await chat.answer(text="A canary sings in the state.")
    assert "canary" not in str(await chat.values())
    assert [turn.text for turn in (await ledger.turns("one", ROUND)).answers()] == [
        "A canary sings in the state."
    ]


async def test_a_failing_mind_without_a_ledger_raises_and_the_graph_goes_on_from_there() -> None:
    chat = Chat(PanelContext(mind=Failing("ask", 2), bank=BANK))
    await chat.send(ASKED)
    with pytest.raises(MindError):
        await chat.answer(text=FILLER)
    (question,) = await chat.send(None)
    assert question.value["turn_id"] == "recruiter-03"
    assert [turn["id"] for turn in (await chat.values())["turns"]] == [  # type: ignore[attr-defined]
        "recruiter-01",
        "recruiter-02",
        "recruiter-03",
    ]


async def test_an_onsite_needs_no_context() -> None:
    panel = create_panel(InMemorySaver())
    state = await panel.ainvoke(ASKED, THREAD, version="v2")  # type: ignore[call-overload]
    assert state.interrupts[0].value["turn_id"] == "recruiter-01"


class Host(TypedDict, total=False):
    """Another app's state."""

    length: str
    rounds: list[str]
    debrief: Plain
    transcripts: list[Plain]
    letter: str


async def test_it_mounts_as_a_node_of_another_app() -> None:
    def letter(state: Host) -> Host:
        return {"letter": str(state["debrief"]["decision"])}

    host = StateGraph(Host)
    host.add_node("onsite", create_panel())
    host.add_node("letter", letter)
    host.add_edge(START, "onsite")
    host.add_edge("onsite", "letter")
    host.add_edge("letter", END)
    app = host.compile(checkpointer=InMemorySaver())
    state = await app.ainvoke({"length": "drill", "rounds": ["recruiter"]}, THREAD, version="v2")
    asked = []
    while state.interrupts:
        asked.append(state.interrupts[0].value["turn_id"])
        resume: Command[str] = Command(resume={state.interrupts[0].id: {"text": FILLER}})
        state = await app.ainvoke(resume, THREAD, version="v2")
    assert asked == ["recruiter-01", "recruiter-03", "recruiter-05"]
    assert state.value["letter"] in {"hire", "no_hire", "hold"}
    assert not {"plan", "scorecards", "cursor"} & set(state.value)
