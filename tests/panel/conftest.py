"""The panel before LangGraph: whoever imports first decides how checkpoints are read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.panel.onsites import CONTEXT

from interview_panel.runner import Runner

settings.register_profile("same_every_time", derandomize=True, database=None, deadline=None)
settings.load_profile("same_every_time")


@pytest.fixture(params=["memory", "file"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """Where a runner keeps its sessions; None for memory."""
    return tmp_path / "s.sqlite" if request.param == "file" else None


@pytest.fixture
def runner(path: Path | None) -> Iterator[Runner]:
    """A runner with the rehearsal."""
    with Runner(path, CONTEXT) as made:
        yield made
