"""This machine as an attacker wants to find it: secrets lie about, doors stand open, somebody listens.

After a run, ``Watch.traces`` says everything that got out or was left behind.
"""

import asyncio
import os
import secrets
import shutil
import signal
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from tests.panel.sandbox.attacks.listening import listeners
from tests.panel.sandbox.attacks.process import Process

import interview_personas
from interview_agents.code_run import CodeRun

REPO = Path(__file__).parents[4]
BANK = Path(interview_personas.__file__).parent / "questions" / "coding"
PLACES = "tmp var/tmp dev/shm run etc etc/cron.d usr usr/bin usr/lib usr/local/bin opt srv".split()
"""Folders of this machine where attacks try to write."""
RESULT_BYTES = 1_000_000
"""More than any result may hold."""


class Machine:
    """Secrets and doors of one test; ``facts`` is what its attacker is told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.open = folder, folder / "open"
        self.won, self.mark = _word("got-out"), _word("mark")
        self.secret = _word("canary")
        self.heard: list[str] = []
        self.facts: dict[str, object] = {"WON": self.won, "MARK": self.mark, "PARENT": os.getpid()}
        self.facts |= {"HOME": str(Path.home()), "REPO": str(REPO), "BANK": str(BANK)}

    def furnish(self) -> None:
        """Lay out files: one for everybody to read, one to write, one for nobody, and a link."""
        self.folder.chmod(0o755)
        for name, mode in (("file", 0o644), ("secret", 0o600), ("open_file", 0o666)):
            path = self.folder / name
            path.write_text(f"{self.secret}-{name}")
            path.chmod(mode)
            self.facts[name.upper()] = str(path)
        (self.folder / "link").symlink_to(f"/{self.secret}")
        self.open.mkdir()
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()
        for path in (self.open, self.temporary):
            path.chmod(0o1777)
        self.facts |= {"LINK": str(self.folder / "link"), "FOLDERS": [str(self.open), str(self.temporary)]}

    def left_on_disk(self) -> list[str]:
        """Files that carry the attacker's mark, anywhere it may have tried."""
        places = [*(Path("/", place) for place in PLACES), self.open, self.temporary, Path.home(), REPO]
        names = [path for place in places if place.is_dir() for path in place.iterdir()]
        return [f"left the file {path}" for path in names if self.mark in path.name]

    def inside(self) -> dict[str, object]:
        """All about the files laid out: text, rights, owner, times."""
        paths = [path for path in self.folder.rglob("*") if path != self.temporary]
        return {str(path): (*_about(path), path.read_bytes() if path.is_file() else "") for path in paths}


def _word(kind: str) -> str:
    return f"{kind}-{secrets.token_hex(8)}"


def _about(path: Path) -> tuple[object, ...]:
    about = path.lstat()
    return about.st_mode, about.st_uid, about.st_nlink, about.st_mtime_ns, about.st_ctime_ns


class Watch:
    """What one run did to a machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.before = machine.inside()
        self.process = Process()

    async def traces(self, run: CodeRun, *more_secrets: str) -> list[str]:
        """Everything that got out, was left behind or was disturbed; empty when the walls held."""
        machine, found = self.machine, await self.process.traces()
        text = run.model_dump_json(exclude={"code"})
        for word in (machine.won, machine.secret, *more_secrets):
            if (at := text.find(word)) >= 0:
                found.append(f"told {word}: ...{text[max(0, at - 80) : at + 300]}")
        if len(text) > RESULT_BYTES:
            found.append(f"the result has {len(text)} characters")
        found += [f"a listener heard {what}" for what in sorted(set(machine.heard))]
        found += machine.left_on_disk()
        if machine.inside() != self.before:
            found.append("files of the host were changed, or temporary ones left")
        return found


@asynccontextmanager
async def machine() -> AsyncIterator[Machine]:
    """A machine with its listeners at work; takes everything away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="attacked-", dir="/var/tmp"))  # /tmp may be covered
    made = Machine(folder)
    made.furnish()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, made.heard.append, "a signal")
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        stack.callback(loop.remove_signal_handler, signal.SIGUSR1)
        made.facts |= await listeners(stack, made.heard, made.open, made.mark)
        yield made


async def knock(port: int, heard: list[str]) -> None:
    """Try a port on which nobody should listen, until this is cancelled."""
    while True:
        with socket.socket() as line:
            line.setblocking(False)  # noqa: FBT003 - the socket's own name for it
            try:
                await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", port))
                heard.append("an answer at the attacker's port")
            except OSError:
                await asyncio.sleep(0.05)
