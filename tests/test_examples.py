"""The examples run as they stand, and give what their first lines promise."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import interview_panel
from interview_agents.debrief import Debrief
from interview_panel import load_bank

FOLDER = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
TITLES = {flag.title for flag in load_bank().red_flags.values()}
PATHS = [str(FOLDER.parent / root) for root in ("personas", "agents", "panel")]

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


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_example_runs_as_a_program(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(FOLDER / f"{name}.py")],
        cwd=tmp_path,
        env={"PYTHONPATH": ":".join([*PATHS, *sys.path]), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
