"""Training in a process of its own: one at a time, told when it fails, ended with the server."""

import sys
import time
from pathlib import Path

import pytest

from interview_panel import retraining
from interview_panel.retraining import Retraining, Training, why_not_here

WAIT = (
    "import pathlib, sys, time; pathlib.Path(sys.argv[1]).open('a').write('x'); "
    "time.sleep(float(sys.argv[2]))"
)


def begun(program: str, *arguments: str | Path) -> Retraining:
    training = Retraining([sys.executable, "-c", program, *map(str, arguments)])
    training.start()
    return training


def ended(training: Retraining) -> Training:
    """How it stands when it does not run any more."""
    while (standing := training.standing()) and standing.running:
        time.sleep(0.02)
    assert standing is not None
    return standing


def test_nothing_stands_before_the_first() -> None:
    assert Retraining().standing() is None


def test_one_that_goes_well_ends_without_a_problem() -> None:
    assert ended(begun("print('26 readers')")).problem == ""


def test_one_that_fails_is_told_in_its_own_words() -> None:
    assert ended(begun("import sys; sys.exit('ada/no_such.jsonl: is no red flag')")).problem == (
        "ada/no_such.jsonl: is no red flag"
    )
    assert ended(begun("import sys; sys.exit(3)")).problem == "it ended with 3"


def test_there_is_one_at_a_time_and_another_afterwards(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    training = begun(WAIT, starts, "0.5")
    training.start()
    ended(training)
    assert starts.read_text() == "x"
    training.start()
    ended(training)
    assert starts.read_text() == "xx"


def test_it_ends_with_the_server(tmp_path: Path) -> None:
    training = begun(WAIT, tmp_path / "starts", "600")
    assert training.standing() is not None
    training.stop()
    assert ended(training).problem


def test_without_the_labelled_answers_it_says_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retraining, "SNIPPETS", tmp_path / "none")
    assert "make train" in why_not_here() or "interview-panel[evals]" in why_not_here()
