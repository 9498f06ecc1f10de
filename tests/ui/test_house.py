"""What tabs share: time counts while somebody is there, and a broken house says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui.tab import APP

from interview_ui.house import AWAY_S, Stopwatches


def clock(*seconds: float) -> Stopwatches:
    ticks: Iterator[float] = iter(seconds)
    return Stopwatches(ticks.__next__)


def test_a_closed_tab_is_not_answering_time() -> None:
    watches = clock(0, 10, 50_000, 50_010)
    assert [watches.look("s", "coding-01") for _ in range(4)] == [0, 10, 10 + AWAY_S, 20 + AWAY_S]


def test_each_question_is_timed_from_its_first_look() -> None:
    watches = clock(0, 30, 40, 45)
    watches.look("s", "coding-01")
    assert watches.look("s", "coding-01") == 30
    assert watches.look("s", "coding-03") == 0
    assert watches.look("s", "coding-03") == 5


def test_sessions_are_timed_apart() -> None:
    watches = clock(0, 1, 7, 11)
    watches.look("a", "coding-01")
    watches.look("b", "coding-01")
    assert watches.look("a", "coding-01") == 7
    assert watches.look("b", "coding-01") == 10


def test_a_file_that_cannot_be_used_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("INTERVIEW_PANEL_HOME", str(tmp_path / "file"))
    page = AppTest.from_file(APP, default_timeout=20).run()
    assert not page.exception
    assert "INTERVIEW" in page.error[0].value
