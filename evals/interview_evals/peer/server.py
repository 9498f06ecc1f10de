"""The peer: llama.cpp's OpenAI-compatible server as a child process, on this machine only.

Failure contract: a peer that is given out answers. A server that does not come up is a
``PeerError`` with its own reason, and leaving the block always ends the process.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urlsplit

from pydantic import SecretStr

from interview_agents.calls.specs import ModelSpec
from interview_evals.errors import PeerError
from interview_evals.peer.child import Serving
from interview_evals.peer.recipes import PeerModel

STOP_S = 20.0
ERROR = " E "
"""How the server marks a line of its log."""
PREFIX = "llamacpp:"


@dataclass(frozen=True)
class Peer:
    """A server that answers."""

    model: PeerModel
    base_url: str
    """``http://127.0.0.1:40123/v1``."""
    api_key: str = field(repr=False)
    child: "subprocess.Popen[str]" = field(repr=False)

    def spec(self, **values: object) -> ModelSpec:
        """How our callers ask it.

        Args:
            values: more fields of the spec, ``timeout_s`` for instance.
        """
        given = {
            "name": PREFIX + self.model.name,
            "base_url": self.base_url,
            "api_key": SecretStr(self.api_key),
        }
        return ModelSpec.model_validate({**given, **values})

    def wait(self) -> None:
        """Wait for as long as it runs.

        Raises:
            PeerError: it stopped by itself.
        """
        raise PeerError(f"{self.model.title} stopped by itself (exit {self.child.wait()}): start it again")

    def counters(self) -> dict[str, float]:
        """What the server itself counted since it came up: ``prompt_tokens_total`` and others."""
        headers = {"Authorization": f"Bearer {self.api_key}"}
        with closing(HTTPConnection(urlsplit(self.base_url).netloc)) as line:
            line.request("GET", "/metrics", headers=headers)
            lines = line.getresponse().read().decode().splitlines()
        rows = (line.removeprefix("llamacpp:").split() for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in rows}


@contextmanager
def serving(
    model: PeerModel, file: Path, *, port: int = 0, context: int | None = None, threads: int | None = None
) -> Iterator[Peer]:
    """A peer that answers inside the block, and is gone after it.

    Args:
        model: what is served.
        file: its file, from `fetching.fetched`.
        port: where; any free one when left out.
        context: tokens a call may read and write; all that the model can when left out.
        threads: that reckon; half of the processors when left out, because threads that wait for
            one another on a busy machine are many times slower than a few that do not.

    Raises:
        PeerError: xllamacpp is not installed, or the server does not come up.
    """
    if find_spec("xllamacpp") is None:
        raise PeerError("the peer's server is an extra: pip install 'interview-panel[peer]'")
    order = Serving(
        file=str(file),
        name=model.name,
        port=port,
        api_key=secrets.token_urlsafe(24),
        context=context or model.context,
        threads=threads or max(1, (os.cpu_count() or 1) // 2),
        longest_answer=model.longest_answer,
        sampling=model.sampling,
    )
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as log, _child(log) as child:
        address = _ordered(child, order)
        if not address:
            raise PeerError(f"{model.title} does not come up (exit {child.wait()}): {_reason(log)}")
        yield Peer(model, f"{address}/v1", order.api_key, child)


@contextmanager
def _child(log: IO[str]) -> Iterator["subprocess.Popen[str]"]:
    """The server's process; it hears no Ctrl-C of ours, and stops when its input ends."""
    command = [sys.executable, "-m", "interview_evals.peer.child"]
    pipe = subprocess.PIPE
    child = subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=pipe, stdout=pipe, stderr=log, text=True, start_new_session=True
    )
    try:
        yield child
    finally:
        _stop(child)


def _ordered(child: "subprocess.Popen[str]", order: Serving) -> str:
    """Tell the child what to serve; the address it listens on, or nothing when it cannot."""
    assert child.stdin is not None  # noqa: S101 - we asked for both pipes
    assert child.stdout is not None  # noqa: S101
    with suppress(BrokenPipeError):
        child.stdin.write(order.model_dump_json() + "\n")
        child.stdin.flush()
    return child.stdout.readline().strip()


def _stop(child: "subprocess.Popen[str]") -> None:
    with suppress(BrokenPipeError, subprocess.TimeoutExpired):
        child.communicate(timeout=STOP_S)
    if child.poll() is None:
        child.kill()
        child.wait()


def _reason(log: IO[str]) -> str:
    """Its first line that is an error; the last one when none is."""
    log.seek(0)
    lines = log.read().splitlines() or ["it said nothing"]
    return next((line.partition(ERROR)[2] for line in lines if ERROR in line), lines[-1])
