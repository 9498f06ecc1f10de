"""The wiring, as drawn and as it runs."""

import json
import os
from pathlib import Path
from typing import cast

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.store.memory import InMemoryStore
from langgraph.types import Command, GraphOutput
from tests.panel.onsites import BANK, CONTEXT, FILLER

from interview_agents.debrief import Debrief
from interview_panel import create_panel
from interview_panel.graph import Panel, graph
from interview_panel.state import PanelInput, Plain

DRAWING = Path(__file__).parent / "onsite.mmd"
THREAD: RunnableConfig = {"configurable": {"thread_id": "t"}}
ASKED: PanelInput = {"rounds": ["recruiter", "behavioral"], "length": "drill"}
Event = tuple[str, str]
Step = PanelInput | Command[str] | None


def test_the_drawing_is_the_one_in_the_repository() -> None:
    drawn = create_panel().get_graph().draw_mermaid()
    if os.environ.get("UPDATE_SNAPSHOTS"):
        DRAWING.write_text(drawn, "utf-8")
    assert drawn == DRAWING.read_text("utf-8"), (
        "run again with UPDATE_SNAPSHOTS=1 if the wiring was meant to change"
    )


def test_the_readmes_picture_is_the_drawing() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    assert DRAWING.read_text("utf-8").strip() in readme.read_text("utf-8")


def test_the_module_level_graph_has_no_saver_so_that_a_server_can_bring_its_own() -> None:
    assert graph.checkpointer is None
    assert graph.name == "interview_panel"


def test_the_output_holds_no_plan_and_no_scorecard() -> None:
    assert set(create_panel().get_output_schema().__annotations__) == {"transcripts", "debrief"}


def test_a_server_can_show_what_the_context_takes() -> None:
    schema = create_panel().get_context_jsonschema()
    assert schema is not None
    assert "bank_path" in json.loads(json.dumps(schema))["properties"]


@pytest.mark.parametrize("name", ["get_input_jsonschema", "get_output_jsonschema"])
def test_a_server_can_show_what_goes_in_and_out(name: str) -> None:
    assert json.dumps(getattr(create_panel(), name)())


async def test_a_context_may_be_given_as_plain_data() -> None:
    panel = create_panel(InMemorySaver())
    state = await panel.ainvoke(ASKED, THREAD, context={"bank_path": ""}, version="v2")  # type: ignore[call-overload]  # LangGraph makes it one
    assert state.interrupts[0].value["type"] == "question"


async def streamed(panel: Panel) -> list[tuple[str, Plain]]:
    """Every task as it starts and ends, and every custom event, over a whole onsite."""
    seen: list[tuple[str, Plain]] = []
    step: Step = ASKED
    while True:
        parts = panel.astream(step, THREAD, context=CONTEXT, stream_mode=["custom", "tasks"], version="v2")
        # these two kinds are mappings
        seen += [(part["type"], cast("Plain", part["data"])) async for part in parts]
        state = await panel.aget_state(THREAD)
        if not state.interrupts:
            return seen
        step = Command(resume={state.interrupts[0].id: {"text": FILLER, "seconds": 20}})


async def events_of(panel: Panel) -> list[Event]:
    """What starts, ends and is sealed, in order."""
    return [
        (str(data["type"]), str(data.get("round")))
        if kind == "custom"
        else ("starts" if "input" in data else "ends", str(data["name"]))
        for kind, data in await streamed(panel)
    ]


async def test_the_scorecard_of_a_round_is_written_while_the_next_one_opens() -> None:
    seen = await events_of(create_panel(InMemorySaver()))
    opening, sealing = seen.index(("starts", "behavioral")), seen.index(("starts", "scorecard"))
    first_question = seen.index(("ends", "behavioral"))
    assert abs(opening - sealing) == 1, "one step, both in it"
    assert seen.index(("sealed", "recruiter")) < seen.index(("starts", "candidate"), first_question)


async def test_the_committee_meets_once_and_after_the_last_scorecard() -> None:
    seen = await events_of(create_panel(InMemorySaver()))
    assert seen.count(("starts", "committee")) == 1
    assert seen.index(("starts", "committee")) > seen.index(("sealed", "behavioral"))
    assert seen[-1] == ("ends", "committee")


async def output_of(panel: Panel, text: str = FILLER) -> GraphOutput[object]:
    """What comes out of a whole onsite with one answer to everything."""
    state = await panel.ainvoke(ASKED, THREAD, context=CONTEXT, version="v2")
    while state.interrupts:
        assert not {"plan", "scorecards"} & set(state.value), "not even half-way"
        resume: Command[str] = Command(resume={state.interrupts[0].id: {"text": text, "seconds": 20}})
        state = await panel.ainvoke(resume, THREAD, context=CONTEXT, version="v2")
    return GraphOutput(state.value, state.interrupts)


async def test_what_comes_out_are_the_transcripts_and_the_debrief() -> None:
    output = (await output_of(create_panel(InMemorySaver()))).value
    assert isinstance(output, dict)
    debrief = Debrief.model_validate(output["debrief"])
    assert [card.round.value for card in debrief.scorecards] == ["recruiter", "behavioral"]
    assert [transcript["round"] for transcript in output["transcripts"]] == ["recruiter", "behavioral"]


async def test_streamed_events_are_the_questions_words_and_seals_and_nothing_private() -> None:
    panel = create_panel(InMemorySaver())
    said: dict[str, str] = {}
    for data in [data for kind, data in await streamed(panel) if kind == "custom"]:
        assert set(data) in ({"type", "turn_id", "text"}, {"type", "round"})
        assert data["type"] in {"piece", "sealed"}
        if data["type"] == "piece":
            turn_id = str(data["turn_id"])
            said[turn_id] = said.get(turn_id, "") + str(data["text"])
    turns = (await panel.aget_state(THREAD)).values["turns"]
    assert said == {turn["id"]: turn["text"] for turn in turns if turn["speaker"] == "interviewer"}
    private = [point.says for question in BANK.questions.values() for point in question.points]
    assert not any(text in words for text in private for words in said.values())


async def test_a_finished_debrief_is_noted_in_the_store() -> None:
    store = InMemoryStore()
    await output_of(create_panel(InMemorySaver(), store))
    note = await store.aget(("interview_panel", "debriefs"), "t")
    assert note is not None
    assert set(note.value) == {"decision", "flags"}
