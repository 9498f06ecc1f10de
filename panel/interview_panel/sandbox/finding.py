"""Which sandbox this machine can give, found by attacking each."""

import asyncio
from collections.abc import Callable, Sequence

from interview_panel.sandbox.bubblewrap import find_bubblewrap
from interview_panel.sandbox.landlock import find_landlock
from interview_panel.sandbox.limits import Limits, default_limits
from interview_panel.sandbox.running import Sandbox
from interview_panel.sandbox.selftest import try_out
from interview_panel.sandbox.tier import TIERS, Tier, TierName, TierReport, UnusableError
from interview_panel.sandbox.wasi import find_wasi

FINDERS: dict[TierName, Callable[[], Tier]] = {
    "bubblewrap": find_bubblewrap,
    "landlock": find_landlock,
    "wasi": find_wasi,
}


async def find_sandbox(tiers: Sequence[TierName] = TIERS, limits: Limits | None = None) -> Sandbox | None:
    """The first of the tiers that withstands its self-test on this machine.

    None means that no code can be run here, and none must be: ``tier_reports`` says why. The
    self-test takes a second, so find a sandbox once and keep it.
    """
    for name in tiers:
        try:
            return await _tried(name, limits or default_limits())
        except UnusableError:
            continue
    return None


async def tier_reports(tiers: Sequence[TierName] = TIERS) -> tuple[TierReport, ...]:
    """For every tier, whether it can be used on this machine, and what to do when it cannot."""
    return tuple([await _reported(name) for name in tiers])


def find_sandbox_blocking(tiers: Sequence[TierName] = TIERS, limits: Limits | None = None) -> Sandbox | None:
    """``find_sandbox`` for scripts; not to be called on an event loop."""
    return asyncio.run(find_sandbox(tiers, limits))


async def _tried(name: TierName, limits: Limits) -> Sandbox:
    tier = await asyncio.to_thread(FINDERS[name])
    await try_out(tier, limits)
    return Sandbox(tier, limits)


async def _reported(name: TierName) -> TierReport:
    try:
        sandbox = await _tried(name, default_limits())
    except UnusableError as error:
        return TierReport(tier=name, usable=False, why=str(error))
    return TierReport(tier=sandbox.name, usable=True, why="its walls held against our own attacks")
