"""What every test gets: no network, a home of its own, no settings of the developer's."""

import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_panel.settings import Settings

Connect = Callable[[socket.socket, object], object]


class NetworkRefusedError(RuntimeError):
    """A test tried to leave this machine. Not an OSError, so that no code takes it for a bad line."""

    def __init__(self, host: object) -> None:
        super().__init__(f"a test reached for {host!r}: use a double, or mark the test `network` and say why")


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name == "localhost"


def _kept_here(connect: Connect) -> Connect:
    def guarded(line: socket.socket, address: object) -> object:
        if isinstance(address, tuple) and not _is_here(address[0]):  # a Unix socket's is a path
            raise NetworkRefusedError(address[0])
        return connect(line, address)

    return guarded


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but to this machine fails, and so does asking for a name's address."""
    if request.node.get_closest_marker("network"):
        return
    resolve = socket.getaddrinfo

    def getaddrinfo(host: str | bytes | None, *args: object, **kwargs: object) -> object:
        if not _is_here(host):
            raise NetworkRefusedError(host)
        return resolve(host, *args, **kwargs)  # type: ignore[arg-type]  # passed on as it came

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _kept_here(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions go into the test's folder; keys and settings of whoever runs the tests are not seen."""
    for name in list(os.environ):
        if name.startswith(("INTERVIEW_PANEL_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")
    monkeypatch.setenv("INTERVIEW_PANEL_HOME", str(tmp_path / "home"))
