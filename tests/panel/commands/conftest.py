"""Servers that models answer from."""

from collections.abc import Iterator

import pytest
from tests.panel.commands.server import KEY, OPENAI, Server


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    server = Server()
    with server.router:
        yield server


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """OpenAI, with a key in the environment."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server = Server(OPENAI)
    with server.router:
        yield server
