"""A line to try calls on: both APIs, on an event loop and without."""

from collections.abc import Iterator

import pytest
import respx
from tests.agents.wire import URL, USING, Line


@pytest.fixture(params=["chat", "responses"])
def api(request: pytest.FixtureRequest) -> str:
    """Which API is asked."""
    return str(request.param)


@pytest.fixture(params=["loop", "blocking"])
def line(request: pytest.FixtureRequest, api: str) -> Iterator[Line]:
    """The line, in both ways to ask on it; a module may narrow it down."""
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        yield Line(router, api == "responses", request.param == "blocking")
