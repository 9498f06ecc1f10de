"""The panel before LangGraph: whoever imports first decides how checkpoints are read."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from tests.panel.onsites import CONTEXT
from tests.panel.postgres import NAMED, drop, own_server

from interview_panel.database import Database
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


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Where a PostgreSQL answers that these tests may use; skips where there is none."""
    if NAMED:
        yield NAMED
        return
    with own_server() as server:
        yield server.url


@pytest.fixture
def database(postgres_url: str, tmp_path: Path) -> Iterator[Database]:
    """A database with nothing of ours in it yet."""
    made = Database(postgres_url, tmp_path, f"test_{uuid4().hex}")
    yield made
    drop(made)


@pytest.fixture(scope="session")
def swept(postgres_url: str) -> Iterator[Database]:
    """A database for many tests: tables take longer to make than to empty, so each test empties them."""
    made = Database(postgres_url, schema=f"test_{uuid4().hex}")
    yield made
    drop(made)
