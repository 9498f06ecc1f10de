"""Every test has a sessions' file of its own, and closes it."""

from collections.abc import Iterator

import pytest

from interview_ui.house import close_house


@pytest.fixture(autouse=True)
def _house_closed_after() -> Iterator[None]:
    """The runner's threads end with the test."""
    yield
    close_house()
