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


def test_what_guards_uploads_and_other_sites_stays_on_whatever_a_config_file_says() -> None:
    chosen = settings(8600, browser=False)
    assert chosen["server.enableXsrfProtection"] is True
    assert chosen["server.enableCORS"] is True
    assert chosen["server.enableStaticServing"] is False
    assert chosen["server.maxUploadSize"] == 20
    assert chosen["server.maxWidgetStateSize"] == 5


def test_one_person_or_several_with_logins_is_to_be_chosen() -> None:
    done = CliRunner().invoke(app, ["--alone", "--login", "--no-browser"])
    assert done.exit_code == 1
    assert done.output.strip() == "--alone is for one person and --login for several: choose one"


def test_logins_that_nobody_set_up_are_one_clear_line() -> None:
    done = CliRunner().invoke(app, ["--login", "--no-browser"])
    assert done.exit_code == 1
    assert "write [auth] into .streamlit/secrets.toml" in done.output


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
