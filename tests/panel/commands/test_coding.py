"""A coding round in the terminal: pasted code, the editor, a run, and handing in."""

from pathlib import Path
from typing import cast

import pytest
from tests.panel.commands.cli import call
from tests.panel.onsites import BANK

from interview_panel.sandbox import find_sandbox_blocking
from interview_personas import CodingTask

ROUND = ("run", "--round", "coding", "--question", "Q08", "--length", "short")
TASK = cast("CodingTask", BANK.questions["Q08"].coding)
GOOD = TASK.reference
WORDS = (
    "I multiply row by column, and it is cubic in the size of the matrices, with the result as extra space."
)


@pytest.fixture(autouse=True)
def _walls() -> None:
    if find_sandbox_blocking() is None:
        pytest.skip("no sandbox passes its self-test on this machine")


def typed(*lines: str) -> str:
    """What the round prints while this is typed."""
    return call(*ROUND, stdin="\n".join([*lines, "/quit"]) + "\n").stdout


def test_pasted_code_is_tried_on_the_visible_tests_and_handed_in_with_the_words() -> None:
    said = typed("/code", GOOD, "/done", "/run", WORDS, "")
    visible = len(TASK.visible)
    assert f"{visible} of {visible} passed" in said
    assert "hidden)" not in said, "what is tried is tried on what can be seen"
    total = visible + len(TASK.hidden)
    assert f"Your code passes {total} of {total} tests" in said


def test_code_goes_with_an_answer_once() -> None:
    said = typed("/code", GOOD, "/done", WORDS, "", WORDS, "")
    assert said.count("Your code passes") == 1


def test_the_editor_is_opened_with_the_code_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ncp "$1" "$(dirname "$0")/seen"\nprintf \'broken(\' > "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    said = typed("/edit", "/run")
    assert TASK.entry in (tmp_path / "seen").read_text(), "the starter was in it"
    assert "0 of" in said
