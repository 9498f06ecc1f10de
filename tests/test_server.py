"""A LangGraph server from ``langgraph.json``, driven from outside, and the forms it makes for Studio.

The server's packages pin older ones than ours, so it stands in an environment of its own: its packages
first, ours behind them.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.environments import ROOT, bare, install

from interview_personas import Length, RoundKind

SERVER = ("langgraph-cli[inmem]==0.4.40", "langgraph-api==0.16.7", "langgraph-runtime-inmem==0.36.7")
THEIRS = re.compile(r"^(protobuf|grpcio\S*)==.*\n", re.MULTILINE)
"""What they need in other versions than the lock's."""
START_S = 60.0
TRIES = 3
"""Ports to try: somebody may take one between our looking and the server's."""
QUIET = {"LANGGRAPH_CLI_NO_ANALYTICS": "1", "LANGSMITH_TRACING": "false"}

pytestmark = [pytest.mark.slow, pytest.mark.network]  # the server's packages come from the package index


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Commands of an environment with the server and, behind it, everything that the tests run with."""
    folder = tmp_path_factory.mktemp("server")
    lock = folder / "requirements.lock"
    lock.write_text(THEIRS.sub("", (ROOT / "requirements.lock").read_text()))
    python = bare(folder / "env")
    install(python, *SERVER, lock=lock)
    site = next((folder / "env" / "lib").glob("python3*/site-packages"))
    (site / "ours.pth").write_text("\n".join(path for path in sys.path if path))
    return python.parent


@pytest.fixture(scope="module")
def url(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server answers."""
    folder = tmp_path_factory.mktemp("served")
    for _ in range(TRIES):
        port = _free_port()
        with (folder / "log").open("w") as log:
            config = ["--config", str(ROOT / "langgraph.json"), "--no-browser", "--no-reload"]
            server = subprocess.Popen(
                [str(environment / "langgraph"), "dev", *config, "--port", str(port)],
                cwd=folder,
                env={"PATH": os.environ["PATH"], "HOME": str(folder), **QUIET},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        address = f"http://127.0.0.1:{port}"
        try:
            if _answers(address, server):
                yield address
                return
        finally:
            server.terminate()
            server.wait()
    pytest.fail((folder / "log").read_text()[-3000:])


def test_an_onsite_is_held_through_remote_graph(url: str, environment: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [environment / "python", ROOT / "examples" / "remote.py", url],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "Technical Recruiter" in lines[0]
    assert lines[-1] in {"hire", "no_hire", "hold"}


def test_studio_is_given_a_form_with_choices_and_words_beside_each_field(url: str) -> None:
    schemas = _schemas(url)
    asked = schemas["input_schema"]["properties"]
    assert asked["length"]["enum"] == [length.value for length in Length]
    assert asked["rounds"]["items"]["enum"] == [kind.value for kind in RoundKind]
    assert all("description" in field or "$ref" in field for field in asked.values())
    context = schemas["context_schema"]["properties"]
    assert all("description" in field for field in context.values())
    assert not {"mind", "bank", "ledger", "api_key", "secret"} & set(context)


def _schemas(url: str) -> dict[str, Any]:
    found = httpx.post(f"{url}/assistants/search", json={"graph_id": "panel"}).json()
    schemas: dict[str, Any] = httpx.get(f"{url}/assistants/{found[0]['assistant_id']}/schemas").json()
    return schemas


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _answers(address: str, server: "subprocess.Popen[bytes]") -> bool:
    """Whether it came up before it ended or the time was over."""
    until = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < until:
        try:
            return httpx.get(f"{address}/ok").is_success
        except httpx.TransportError:
            time.sleep(0.2)
    return False
