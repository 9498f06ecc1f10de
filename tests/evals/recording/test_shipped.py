"""What is committed: recordings of real models that play, and the baselines they are measured by."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interview_agents.model_mind.prompts import SHIPPED
from interview_evals.command import app
from interview_evals.comparing.baseline import BASELINES
from interview_evals.suites.suite import SUITES, read_suites

RECORDED = sorted({plan.id for suite in read_suites().values() for plan in suite.minds if plan.recordings})


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """How ``eval run`` of the recorded minds ends, and what it prints."""
    done = CliRunner().invoke(app, ["run", *arguments, "--jobs", "1", "--output", str(folder)])
    return done.exit_code, done.output


def test_every_mind_of_every_suite_has_a_baseline() -> None:
    minds = {f"{suite.id}.{plan.id}.json" for suite in read_suites().values() for plan in suite.minds}
    assert {file.name for file in BASELINES.iterdir()} == minds


@pytest.mark.parametrize("mind", RECORDED)
def test_recordings_play_offline_to_what_the_baseline_says(mind: str, tmp_path: Path) -> None:
    code, told = run(tmp_path, "--mind", mind)
    assert code == 0, told
    assert "0 cases got worse and 0 better" in told
    used = set((tmp_path / f"{mind}.used.txt").read_text("utf-8").split())
    folder = SUITES.parent / "cassettes" / mind
    suites = [suite.id for suite in read_suites().values() if any(plan.id == mind for plan in suite.minds)]
    there = {
        path.relative_to(folder).as_posix() for name in suites for path in folder.glob(f"{name}/*/*.yaml")
    }
    assert used == there


def test_one_edited_line_of_a_prompt_is_shown_and_measures_nothing(tmp_path: Path) -> None:
    edited = shutil.copytree(SHIPPED, tmp_path / "prompts")
    page = edited / "interviewer.md"
    lines = page.read_text("utf-8").split("\n")
    number, line = next(
        (n, line) for n, line in enumerate(lines) if line.startswith("Each message gives you")
    )
    page.write_text("\n".join([*lines[:number], f"{line} Be brief.", *lines[number + 1 :]]), "utf-8")
    code, told = run(tmp_path / "out", "interviewer", "--mind", RECORDED[-1], "--prompts", str(edited))
    assert code == 3, told
    assert f"interviewer.md line {number + 1} changed" in told
    assert "Be brief." in told
    assert not any(word in told for word in ("Evals pass", "a measured regression"))
