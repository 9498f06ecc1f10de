"""Training the readers again from a page, in a process of its own: it takes a core for a minute or two."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from interview_personas import Record

SNIPPETS = Path(__file__).parents[2] / "evals" / "snippets"
"""The labelled answers of a checkout; an installed wheel has none."""
COMMAND = "interview-panel eval train --mine"
PROCESS = (sys.executable, "-m", "interview_panel.cli", *COMMAND.split()[1:])
TOLD = 1_000
"""Characters of a failure that are told, its last ones."""


class Training(Record):
    """How a training stands."""

    running: bool
    seconds: float
    problem: str = ""
    """Why it failed, as it said itself."""


class Retraining:
    """At most one training at a time; every method may be called from any thread.

    Args:
        process: what is run.
        clock: seconds, for how long it takes.
    """

    def __init__(self, process: Sequence[str] = PROCESS, clock: Callable[[], float] = time.monotonic) -> None:
        self._process, self._clock = process, clock
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._listener: threading.Thread | None = None
        self._said = b""
        self._begun = 0.0

    def start(self) -> None:
        """Begin, unless it is going on already."""
        with self._lock:
            if self._runs():
                return
            self._begun = self._clock()
            child = subprocess.Popen(  # noqa: S603 - our own command
                self._process, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            self._child = child
            self._listener = threading.Thread(target=self._listen, args=(child,), daemon=True)
            self._listener.start()

    def standing(self) -> Training | None:
        """How the last one stands; None before the first."""
        with self._lock:
            if self._child is None:
                return None
            seconds, code = self._clock() - self._begun, self._child.returncode
            if self._runs() or not code:
                return Training(running=self._runs(), seconds=seconds)
            said = self._said.decode("utf-8", "replace").strip()
            return Training(running=False, seconds=seconds, problem=said[-TOLD:] or f"it ended with {code}")

    def stop(self) -> None:
        """End it, if it is going on; nothing is written then."""
        with self._lock:
            if self._child and self._listener and self._runs():
                self._child.terminate()
                self._listener.join()

    def _runs(self) -> bool:
        return self._listener is not None and self._listener.is_alive()

    def _listen(self, child: subprocess.Popen[bytes]) -> None:
        self._said = child.communicate()[0]


def why_not_here() -> str:
    """Why the readers cannot be trained on this machine, and what to do; empty when they can."""
    if not entry_points(group="interview_panel.commands", name="eval") or find_spec("sklearn") is None:
        return "Training needs a package that is not installed: pip install 'interview-panel[evals]'"
    if not SNIPPETS.is_dir():
        return (
            "Training needs the labelled answers, which come with the project's source and not with the "
            "installed package: get the source of this version and run `make train ARGS=--mine` there"
        )
    return ""
