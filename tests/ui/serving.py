"""The real page in a process of its own, which can be killed and started again where it was."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from interview_agents.transcript import Transcript
from interview_panel.archive import open_archive
from interview_panel.plan import OnsiteRequest
from interview_panel.runner import Runner
from interview_panel.session import Session

ROOT = Path(__file__).parents[2]
SERVE = "import typer; from interview_ui.command import command; typer.run(command)"
START_S = 60.0
LOOK_S = 0.05
LOG, SESSIONS = "server.log", "sessions.sqlite"


@dataclass
class Server:
    """``interview-panel ui`` over a data home and a port that stay the same."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with socket.create_server(("127.0.0.1", self.port)) as line:
            self.port = line.getsockname()[1]

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that the server has said, over every start."""
        return (self.home / LOG).read_text("utf-8")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self.home / LOG).open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, "--port", str(self.port), "--no-browser"],
                env=_environment(self.home, self.settings),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + START_S
        while not self._answers():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < until, self.log
            time.sleep(LOOK_S)

    def kill(self) -> None:
        """End it as a power cut does: nothing it holds in memory is written."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def start_again(self) -> None:
        """Start it if it does not run."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        assert self.process
        self.process.terminate()
        assert self.process.wait(START_S) is not None

    def enter(self, owner: str, request: OnsiteRequest) -> str:
        """Enter an onsite for somebody, which the page begins; gives its id."""

        async def start() -> str:
            async with open_archive(self.home / SESSIONS) as archive:
                return (await Session.start(request, archive, owner=owner)).id

        with ThreadPoolExecutor(1) as elsewhere:  # in a test's own thread Playwright's loop runs
            return elsewhere.submit(asyncio.run, start()).result()

    def sessions(self) -> "Stored":
        """What stands in the sessions' file."""
        return Stored(self.home / SESSIONS)

    def _answers(self) -> bool:
        try:
            return bool(urlopen(f"{self.address}/_stcore/health").status == 200)  # noqa: S310 - our own server
        except (URLError, ConnectionError):
            return False


@dataclass(frozen=True)
class Stored:
    """The sessions' file, read beside the server that writes it."""

    path: Path

    def transcripts(self, session_id: str) -> tuple[Transcript, ...]:
        """Every round's turns."""
        with Runner(self.path) as reader:
            return reader.transcripts(session_id)

    def questions(self, session_id: str) -> Sequence[str]:
        """What interviewers said, in the order held."""
        turns = (turn for transcript in self.transcripts(session_id) for turn in transcript.turns)
        return [turn.text for turn in turns if not turn.by_candidate]

    def answers(self, session_id: str) -> Sequence[str]:
        """What the candidate said, in the order held."""
        turns = (turn for transcript in self.transcripts(session_id) for turn in transcript.turns)
        return [turn.text for turn in turns if turn.by_candidate]


def _environment(home: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """What the server sees: this machine's Python, our code, and no settings but the test's own."""
    roots = [str(ROOT / name) for name in ("personas", "agents", "panel", "ui")]
    ours = {
        "PYTHONPATH": os.pathsep.join([*roots, *filter(None, [os.environ.get("PYTHONPATH", "")])]),
        "INTERVIEW_PANEL_HOME": str(home),
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, **ours, **settings}


@contextmanager
def served_from(home: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server of its own, started as the command starts it."""
    server = Server(home, settings or {})
    server.start()
    try:
        yield server
    finally:
        server.stop()
