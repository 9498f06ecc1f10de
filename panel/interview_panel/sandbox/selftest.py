"""Attacks of our own on a tier before it is trusted with anybody's code."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from interview_panel.sandbox.errors import SandboxError
from interview_panel.sandbox.jail import Heard, Jail
from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.tier import Tier, UnusableError, program_text

ANSWERED = ("network", "files", "processes", "variables", "writing")
HELD = '"held"'
CLOCK_S = 0.5


async def try_out(tier: Tier, limits: Limits) -> None:
    """Attack a tier.

    Raises:
        UnusableError: it did not start, or an attack got through; the message says which.
    """
    quick = limits.model_copy(update={"wall_s": CLOCK_S})
    try:
        got_through = [said async for said in _attacked(tier, limits)]
        async with _loaded(tier, quick) as jail:
            if (heard := await _called(jail, "clock")).failure != "silent":
                got_through.append(f"clock ({_words(heard)})")
    except SandboxError as error:
        raise UnusableError(str(error)) from error
    if got_through:
        raise UnusableError(f"its self-test got through, so it is not used: {', '.join(got_through)}")


async def _attacked(tier: Tier, limits: Limits) -> AsyncIterator[str]:
    """What got through, as words."""
    with tempfile.NamedTemporaryFile(prefix="interview-panel-", suffix=".txt") as secret:
        await asyncio.to_thread(_open_to_all, Path(secret.name))
        async with _loaded(tier, limits) as jail:
            for name in ANSWERED:
                heard = await _called(jail, name, secret.name)
                if heard.reply is None or heard.reply.answer != HELD:
                    yield f"{name} ({_words(heard)})"
            heard = await _called(jail, "memory")
            if heard.reply is None or heard.reply.type != "MemoryError":
                yield f"memory ({_words(heard)})"


@asynccontextmanager
async def _loaded(tier: Tier, limits: Limits) -> AsyncIterator[Jail]:
    jail = await Jail.start(tier, limits, numpy=tier.numpy is not None)
    try:
        await jail.load(program_text("selftest_attacks.py"), "attack")
        yield jail
    finally:
        await jail.end()


async def _called(jail: Jail, name: str, secret: str = "") -> Heard:
    return await jail.call(json.dumps([name, secret]))


def _words(heard: Heard) -> str:
    if heard.reply is None:
        return str(heard.failure)
    return heard.reply.answer or f"{heard.reply.type}: {heard.reply.text}"


def _open_to_all(path: Path) -> None:
    path.write_text("a secret of this machine", "utf-8")
    path.chmod(0o666)
