"""The commands before anything is fetched."""

import pytest
from typer.testing import CliRunner

from interview_evals.command import app
from interview_evals.errors import PeerError


@pytest.mark.parametrize("command", ["peer", "peer-drills"])
def test_an_unknown_model_is_refused_before_anything_is_fetched(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--model", "gpt-9"])
    assert isinstance(result.exception, PeerError)
    assert "choose one of smollm2, qwen" in str(result.exception)
