"""``interview-panel eval judge`` and ``calibrate``."""

import json
from pathlib import Path

from typer.testing import CliRunner

from interview_evals.command import app
from interview_evals.judge.cases import CASES


def few(folder: Path) -> Path:
    """A folder of a few labelled rounds."""
    lines = (CASES / "ada.jsonl").read_text("utf-8").split("\n")[:6]
    (folder / "ada.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def test_a_judge_is_measured_in_tables_or_as_json(tmp_path: Path) -> None:
    asked = ["judge", "--cases", str(few(tmp_path)), "--half", "dev"]
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 0, shown.output
    for words in ("rehearsal", "always on", "never on", "the second reader", "undecided", "weighted kappa"):
        assert words in shown.output
    told = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert told["half"] == "dev"
    assert told["unsupported"] == 0


def test_no_rounds_is_no_success(tmp_path: Path) -> None:
    lines = [
        line for line in (CASES / "ada.jsonl").read_text("utf-8").split("\n") if '"half": "held"' in line
    ]
    (tmp_path / "held.jsonl").write_text(lines[0], "utf-8")
    assert CliRunner().invoke(app, ["judge", "--cases", str(tmp_path), "--half", "dev"]).exit_code == 5


def test_calibration_shows_what_each_choice_does_and_writes_nothing(tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["calibrate", "--cases", str(few(tmp_path))])
    assert shown.exit_code == 0, shown.output
    assert "The rule takes" in shown.output
