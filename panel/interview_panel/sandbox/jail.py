"""One jailed process, and the talk with it."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Self

from interview_panel.sandbox.errors import SandboxError
from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.processes import collect, descendants, kill_below, peak_mb
from interview_panel.sandbox.protocol import CALLED, LOADED, STANDING, Conversation, ForgedError, Kind, Reply
from interview_panel.sandbox.tier import ENVIRONMENT, Launch, Tier

Failure = Literal["silent", "ended", "forged"]
KILO = 1024
CLEARING_S = 0.3
"""How long the program around a killed process may take to end by itself."""
END_S = 5.0
"""How long the kernel may take to clear away a killed process."""


@dataclass(frozen=True)
class Heard:
    """What came of one request: a reply, or why there is none."""

    reply: Reply | None
    failure: Failure | None = None
    status: int | None = None
    """Exit status of a process that ended; minus a signal's number, as Python has it."""
    printed: str = ""
    seconds: float = 0.0


class Jail:
    """A process behind a tier's walls with the runner in it."""

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._conversation = Conversation()
        self._inside: tuple[int, ...] = ()

    @classmethod
    async def start(cls, tier: Tier, limits: Limits, *, numpy: bool) -> Self:
        """A process in which the runner stands, and nothing of the candidate's is yet.

        Raises:
            SandboxError: the walls or the interpreter could not be set up.
        """
        with tier.launch(limits, numpy=numpy) as launch:
            jail = cls(await _started(launch, limits), limits)
        setup: dict[str, object] = {
            "numpy": str(tier.numpy) if numpy and tier.numpy else None,
            "uid": launch.uid,
            "rlimits": launch.rlimits,
            "printed_bytes": limits.output_kb * KILO,
            "answer_bytes": limits.answer_kb * KILO,
        }
        jail._write(jail._conversation.set_up(setup))
        await jail._stand()
        return jail

    async def load(self, code: str, entry: str) -> Heard:
        """What the runner says of the candidate's code as a whole: ready, or a problem."""
        self._write(self._conversation.request(code=code, entry=entry))
        return await self._hear(LOADED, self._limits.wall_s)

    async def call(self, args: str) -> Heard:
        """What the candidate's function gives for arguments, as JSON text."""
        self._write(self._conversation.request(args=args))
        return await self._hear(CALLED, self._limits.wall_s)

    async def end(self) -> float:
        """Kill the process and all in it; gives the memory in MB that it held at most."""
        memory_mb = 0.0
        if self._process.returncode is None:
            memory_mb = peak_mb(self._process.pid)
            await _kill(self._process)
        await _close(self._process)
        await collect(self._inside)
        return memory_mb

    async def _stand(self) -> None:
        try:
            heard = await self._hear(STANDING, self._limits.start_s)
        except BaseException:  # also when the waiting is called off
            await self.end()
            raise
        if heard.reply is None:
            said = await _last_words(self._process)
            await self.end()
            raise SandboxError(f"the sandbox did not start: {said or heard.failure or 'no reason given'}")
        self._inside = tuple(descendants(self._process.pid))

    def _write(self, line: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101  # for the type checker: it is a pipe
        self._process.stdin.write(line)

    async def _hear(self, kinds: frozenset[Kind], wait_s: float) -> Heard:
        began = time.monotonic()
        printed: list[str] = []
        reply: Reply | None = None
        failure: Failure | None = None
        status: int | None = None
        try:
            async with asyncio.timeout(wait_s):
                reply = await self._next_reply(kinds, printed)
        except TimeoutError:
            failure = "silent"
        except ForgedError:
            failure = "forged"
        if reply is None and failure is None:
            failure, status = "ended", await self._status()
        return Heard(reply, failure, status, "".join(printed), time.monotonic() - began)

    async def _next_reply(self, kinds: frozenset[Kind], printed: list[str]) -> Reply | None:
        """The reply to the open request, after what is printed until then; None at the end."""
        room = 2 * self._limits.output_kb * KILO  # a thread may still print for the call before
        while (reply := await self._read()) is not None and reply.kind == "printed":
            room -= len(reply.text)
            if room < 0:
                raise ForgedError("more printed than the runner lets through")
            printed.append(reply.text)
        if reply is not None and reply.kind not in kinds:
            raise ForgedError(f"a reply of kind {reply.kind!r} to another request")
        return reply

    async def _read(self) -> Reply | None:
        assert self._process.stdout is not None  # noqa: S101  # for the type checker: it is a pipe
        try:
            line = await self._process.stdout.readline()
        except ValueError:
            raise ForgedError("a line longer than any of the runner's") from None
        return self._conversation.reply(line) if line else None

    async def _status(self) -> int | None:
        """How the process ended; None if it still is there with its channel closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                return await self._process.wait()
        return None


async def _started(launch: Launch, limits: Limits) -> asyncio.subprocess.Process:
    try:
        return await asyncio.create_subprocess_exec(
            *launch.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            pass_fds=launch.descriptors,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            limit=3 * limits.answer_kb * KILO,  # JSON within JSON
        )
    except OSError as error:
        raise SandboxError(f"{launch.command[0]} could not be started: {error}") from error


async def _last_words(process: asyncio.subprocess.Process) -> str:
    """What a process that did not come up wrote to stderr, in one line."""
    assert process.stderr is not None  # noqa: S101  # for the type checker: it is a pipe
    with suppress(TimeoutError):
        async with asyncio.timeout(1.0):
            return " ".join((await process.stderr.read(4 * KILO)).decode(errors="replace").split())
    return ""


async def _kill(process: asyncio.subprocess.Process) -> None:
    """End a process from the innermost out, so that whoever has to clear up after it is still there."""
    if kill_below(process.pid):
        with suppress(TimeoutError):
            async with asyncio.timeout(CLEARING_S):
                await process.wait()
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()


async def _close(process: asyncio.subprocess.Process) -> None:
    """Wait for a killed process, and close its pipes."""
    with suppress(TimeoutError):
        async with asyncio.timeout(END_S):
            await process.communicate()
