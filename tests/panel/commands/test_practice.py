"""A coach and a sketch in the terminal."""

from pathlib import Path

import pytest
from tests.panel.commands.cli import call
from tests.panel.onsites import BANK

from interview_panel import OnsiteRequest
from interview_panel.runner import Runner
from interview_panel.settings import Settings

DESIGN = ("run", "--round", "system_design", "--question", "Q14", "--length", "drill")
LABELS = next(point for point in BANK.questions["Q14"].points if point.id == "viewing_as_labels")
WORDS = " ".join(LABELS.says.split())


def typed(*lines: str, options: tuple[str, ...] = ()) -> str:
    """What the round prints while this is typed, on one line."""
    out = call(*DESIGN, *options, stdin="\n".join([*lines, "/quit"]) + "\n").stdout
    return " ".join(out.split())


def sketches() -> list[str | None]:
    """The sketches of the last onsite's answers."""
    with Runner(Settings().sessions_file) as runner:
        (held, *_) = runner.transcripts(runner.sessions()[0].id)
    return [turn.sketch for turn in held.answers()]


def test_the_coach_says_what_landed_after_each_answer_and_what_was_missed_at_the_end() -> None:
    said = typed(WORDS, "", "I don't know.", "", "/end", options=("--coach",))
    assert said.count(f"Landed: {LABELS.what}") == 1
    assert "[coach, system_design-04] There is nothing in this to go on from." in said
    assert said.index("Landed:") < said.index("You left the round here.")
    assert "Missed: " in said.partition("You left the round here.")[2]
    assert "held with coach mode" in said


def test_without_a_coach_nothing_is_said_of_an_answer() -> None:
    said = typed(WORDS, "", "/end")
    assert "[coach" not in said
    assert "coach mode" not in said


def test_what_was_told_before_is_not_told_again_when_the_onsite_is_resumed() -> None:
    assert "Landed: " in typed(WORDS, "", options=("--coach",))
    with Runner(Settings().sessions_file) as runner:
        (row,) = runner.sessions()
    assert row.request.coach
    assert OnsiteRequest.model_validate_json(row.request.model_dump_json()).coach
    again = call("sessions", "resume", row.id, stdin="I don't know.\n\n/quit\n").stdout
    assert "[coach, system_design-04]" in again
    assert "Landed: " not in again


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that keeps what it was opened with and adds a box."""
    path = tmp_path / "editor"
    path.write_text(
        '#!/bin/sh\ncp "$1" "$(dirname "$0")/seen"\nprintf \'A[Logs] --> B[Labels]\\n\' >> "$1"\n'
    )
    path.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(path))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path / "seen"


def test_a_sketch_goes_with_the_answer_and_only_when_it_was_changed(editor: Path) -> None:
    typed("/sketch", WORDS, "", "No more of it.", "", "/sketch", "")
    box = "A[Logs] --> B[Labels]"
    assert sketches() == [box, None, f"{box}\n{box}"]
    assert editor.read_text().strip() == box, "it was opened with the sketch so far"


def test_a_sketch_is_for_design_rounds(editor: Path) -> None:
    call("run", "--round", "recruiter", "--length", "drill", stdin="/sketch\n\n/quit\n")
    assert sketches() == [None]
    assert not editor.exists()
