"""Serving without what serving needs: one clear error. What a served model does is in `tests/peer`."""

import sys
from pathlib import Path

import pytest
from tests.evals.peer.wheels import model_of

from interview_evals.errors import PeerError
from interview_evals.peer.report import speed_line
from interview_evals.peer.server import serving


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with (
        pytest.raises(PeerError, match=r"pip install 'interview-panel\[peer\]'"),
        serving(model_of({}, b""), tmp_path / "made-up.gguf"),
    ):
        pytest.fail("nothing can be served")


def test_a_server_that_was_asked_nothing_has_no_speed() -> None:
    names = (
        "prompt_tokens_total",
        "prompt_seconds_total",
        "tokens_predicted_total",
        "tokens_predicted_seconds_total",
    )
    assert "at 0 a second" in speed_line(dict.fromkeys(names, 0.0))
