"""Every test has a sessions' file of its own, and closes it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.ui.browser import served, window
from tests.ui.hearing import Ears, listening
from tests.ui.provider import Provider, scripted_provider

from interview_agents.calls.specs import profiles
from interview_ui.house import close_house


@pytest.fixture(autouse=True)
def _house_closed_after() -> Iterator[None]:
    """The runner's threads end with the test."""
    yield
    close_house()


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A model on this machine."""
    with scripted_provider() as provider:
        yield provider


@pytest.fixture
def openai(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A model on this machine where OpenAI would be: its names and prices are listed, it wants a key."""
    provider.wants_key = True
    here = profiles()["openai"].model_copy(update={"base_url": provider.address})
    monkeypatch.setitem(profiles(), "openai", here)
    return provider


@pytest.fixture
def address() -> Iterator[str]:
    """Where the page is served for a browser."""
    with served() as address:
        yield address


@pytest.fixture
def asked_elsewhere() -> list[str]:
    """Addresses of the browser's requests that did not stay on this machine."""
    return []


@pytest.fixture
def page(asked_elsewhere: list[str]) -> Iterator[Page]:
    """A new browser window."""
    with window(asked_elsewhere) as page:
        yield page


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ears]:
    """A transcription server on this machine, which the settings name."""
    with listening() as ears:
        monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER", "openai:whisper")
        monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER_BASE_URL", ears.address)
        yield ears
