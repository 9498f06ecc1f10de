"""The command that serves: what it prints works, Ctrl-C ends it, and a kill leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from langchain_core.messages import HumanMessage
from pydantic import SecretStr
from tests.peer.conftest import NAME

from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.specs import ModelSpec
from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import PeerModel

pytestmark = pytest.mark.peer
COMMAND = [sys.executable, "-m", "interview_panel.cli", "eval", "peer", "--port", "0", "--model", NAME]
EXPORT = re.compile(r"export OPENAI_BASE_URL=(\S+) OPENAI_API_KEY=(\S+)")
GONE_S = 20.0


@contextmanager
def running(model: PeerModel) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """The command as a user starts it; gives what it says to use."""
    fetched(model)
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            assert process.stdout is not None
            found = next(filter(None, map(EXPORT.match, process.stdout)))
            yield process, found[1], found[2]
        finally:
            process.kill()


def listens(base_url: str) -> bool:
    place = urlsplit(base_url)
    try:
        socket.create_connection((place.hostname or "", place.port or 0)).close()
    except ConnectionRefusedError:
        return False
    return True


async def test_what_it_prints_is_enough_to_be_answered_and_ctrl_c_ends_it(model: PeerModel) -> None:
    with running(model) as (process, base_url, key):
        spec = ModelSpec(
            name=f"openai:{model.name}", base_url=base_url, api_key=SecretStr(key), max_tokens=500
        )
        call = Call("interviewer/recruiter-01#1", [HumanMessage("Say hello, briefly.")])
        assert [piece async for piece in Caller(spec).stream(call)]
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
    assert not listens(base_url)


def test_a_killed_command_leaves_no_server_behind(model: PeerModel) -> None:
    with running(model) as (process, base_url, _):
        process.kill()
        process.wait()
        last = time.monotonic() + GONE_S
        while listens(base_url) and time.monotonic() < last:
            time.sleep(0.05)
        assert not listens(base_url)
