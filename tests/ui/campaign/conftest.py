"""One house that the campaign's tests visit, each with a browser's profile of its own."""

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.ui.browser import Watch, chromium, profile
from tests.ui.campaign.candidate import Candidate
from tests.ui.provider import KEY, PRICES, Provider, scripted_provider
from tests.ui.serving import Server, served_from

from interview_ui.access.cookie import PLAIN, TOKEN_BYTES, owner_of


@pytest.fixture(scope="session")
def told() -> Iterator[Provider]:
    """The provider of the house that the tests share."""
    with scripted_provider() as provider:
        yield provider


@pytest.fixture(scope="session")
def server(told: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A house that many tests visit; a model interviews there unless the lobby is told otherwise."""
    home = tmp_path_factory.mktemp("house")
    prices = home / "prices.toml"
    prices.write_text(PRICES)
    settings = {
        "INTERVIEW_PANEL_MODEL": "openai:scripted",
        "INTERVIEW_PANEL_PRICES": str(prices),
        "OPENAI_BASE_URL": told.address,
        "OPENAI_API_KEY": KEY,
    }
    with served_from(home, settings) as server:
        yield server


@pytest.fixture
def model(told: Provider) -> Iterator[Provider]:
    """The model that interviews there; at the end it was never asked for two things at once."""
    told.begin_anew()
    yield told
    told.go.set()
    told.wait_until_open()
    assert not told.overlapping


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; each test has a profile of its own in it."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def watch() -> Watch:
    """What the browser does unseen."""
    return Watch()


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """Somebody's browser, which stays on this machine and meets no broken page."""
    with profile(browser, watch) as context:
        yield context
    assert not watch.elsewhere
    assert not watch.broken


@pytest.fixture
def candidate(visit: BrowserContext, server: Server) -> Candidate:
    """Somebody who has been at the shared house before: their browser has its cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    visit.add_cookies([{"name": PLAIN, "value": token, "url": server.address}])
    return Candidate(visit.new_page(), server, owner_of(token))
