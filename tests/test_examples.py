"""The examples run as they stand, and give what their first lines promise."""

import ast
import importlib.util
import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import interview_panel
from interview_agents.debrief import Debrief
from interview_agents.mind import ScoreView
from interview_agents.scorecard import ProposedScorecard, Strength
from interview_panel import load_bank

FOLDER = Path(__file__).parents[1] / "examples"
SERVED = {"fastapi_app", "remote"}
"""Those that need a server or are one; they have tests of their own."""
NAMES = sorted({path.stem for path in FOLDER.glob("*.py")} - SERVED)
TITLES = {flag.title for flag in load_bank().red_flags.values()}
PATHS = [str(FOLDER.parent / root) for root in ("personas", "agents", "panel")]
BETWEEN = "---- the next one ----"
PROGRAM = f"""
import runpy, sys
for path in sys.argv[1:]:
    runpy.run_path(path, run_name="__main__")
    print({BETWEEN!r}, end="")
"""

assert interview_panel.__all__


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def test_a_whole_onsite_ends_in_a_debrief_with_all_four_rounds() -> None:
    text = await example("whole_onsite").main()
    assert text.startswith("# Debrief: ")
    for heading in (
        "## Votes, as sealed",
        "## Study plan",
        "## Transcript: recruiter",
        "## Transcript: behavioral",
    ):
        assert heading in text


async def test_one_round_hands_out_its_transcript_and_debrief() -> None:
    state = await example("one_round").main()
    debrief = Debrief.model_validate(state["debrief"])
    assert [transcript.round.value for transcript in debrief.transcripts] == ["system_design"]
    said = [turn.text for turn in debrief.transcripts[0].answers()]
    assert said == list(example("one_round").ANSWERS)[: len(said)]
    assert len(said) >= 3


async def test_a_host_app_writes_its_letter() -> None:
    letter = await example("subgraph").main()
    assert letter in {f"Dear Sam, the committee said: {word}." for word in ("hire", "no_hire", "hold")}


async def test_a_debrief_read_as_data_names_flags_with_their_quotes() -> None:
    found = await example("read_debrief").main()
    assert found
    for line in found:
        title, _, rest = line.partition(" [")
        assert title in TITLES
        assert rest.endswith("”")


async def test_an_agent_speaks_of_the_round_that_its_tool_held(capsys: pytest.CaptureFixture[str]) -> None:
    said = await example("round_as_tool").main()
    assert said == "That was good practice. Say the number next time, and who saw it."
    told = capsys.readouterr().out
    assert "Describe a time you failed" in told
    assert "The tool's result: decision: " in told


async def test_a_bank_of_ones_own_brings_its_person_and_its_question() -> None:
    module = example("own_bank")
    held = await module.main()
    assert "I'm Frida Holm" in held.turns[0].text or held.turns[0].text.startswith("Good morning. Frida Holm")
    assert "seedlings" in held.turns[0].text
    said = [turn.text for turn in held.answers()]
    assert said == list(module.ANSWERS)[: len(said)]
    assert held.turns[2].direction is not None
    assert "cost" in held.turns[2].direction.reached


async def test_a_mind_of_ones_own_is_named_in_what_it_wrote_and_its_quotes_are_checked() -> None:
    module = example("own_mind")
    debrief = await module.main(module.Numerate())
    (card,) = debrief.scorecards
    assert card.provenance.mind == "house:numerate"
    assert card.proposed == card.supported > 0

    class Inventing(module.Numerate):  # type: ignore[misc, name-defined]  # a module loaded by its path
        async def score(self, view: ScoreView, *_: object) -> ProposedScorecard:
            made_up = Strength(
                what="Saves money.",
                turn_id=view.transcript.answers()[0].id,
                quote="I saved the company nine million in one year.",
            )
            return ProposedScorecard(scores=(), rulings=(), strengths=(made_up,))

    (card,) = (await module.main(Inventing())).scorecards
    assert (card.strengths, card.supported) == ((), 0)
    assert card.dropped


async def test_the_notebooks_cells_run_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    """As a kernel runs them: with ``await`` at the top of a cell."""
    cells = json.loads((FOLDER / "notebook.ipynb").read_text())["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            code = compile("".join(cell["source"]), cell["id"], "exec", flags=flags, dont_inherit=True)
            outcome = FunctionType(code, names)()
            if inspect.isawaitable(outcome):
                await outcome
    told = capsys.readouterr().out
    assert "The onsite is finished." in told
    assert "# Debrief: " in told


@pytest.mark.slow
def test_every_example_runs_as_a_program_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """One after the other in one process: most of what each takes is importing."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, *(str(FOLDER / f"{name}.py") for name in NAMES)],
        cwd=tmp_path,
        env={
            "PYTHONPATH": ":".join([*PATHS, *sys.path]),
            "PATH": "/usr/bin:/bin",
            "LANGGRAPH_STRICT_MSGPACK": "true",  # one imports LangGraph first, another opens an archive
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    said = done.stdout.split(BETWEEN)
    assert len(said) == len(NAMES) + 1
    assert all(said[:-1])
    assert list(tmp_path.iterdir()) == []
