"""``interview-panel ui``: this machine only, and clear words when it cannot start."""

import socket

import pytest
import typer
from typer.testing import CliRunner

from interview_ui.command import HOST, command, settings

app = typer.Typer()
app.command()(command)


def test_it_listens_on_this_machine_only_and_tells_nobody() -> None:
    chosen = settings(8600, browser=False)
    assert chosen["server.address"] == "127.0.0.1"
    assert chosen["server.headless"] is True
    assert chosen["browser.gatherUsageStats"] is False
    assert chosen["client.showErrorDetails"] == "type"
    assert chosen["client.showErrorLinks"] is False
    assert chosen["runner.magicEnabled"] is False


def test_a_busy_port_is_one_clear_line() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(app, ["--port", str(port), "--no-browser"])
    assert done.exit_code == 1
    assert done.output.strip() == f"port {port} is in use: choose another one with --port"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "streamlit", None)
    done = CliRunner().invoke(app, ["--no-browser"])
    assert done.exit_code == 1
    assert "pip install 'interview-panel[ui]'" in done.output
