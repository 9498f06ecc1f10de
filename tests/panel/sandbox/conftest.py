"""Every sandbox of this machine, for one suite that all of them must pass."""

import asyncio
from functools import cache

import pytest

from interview_panel.sandbox import TIERS, Sandbox, TierName, default_limits, find_sandbox

LIMITS = default_limits().model_copy(update={"wall_s": 2.0, "memory_mb": 512})


@cache
def found(tier: TierName) -> Sandbox | None:
    """A tier's sandbox, when it holds on this machine."""
    return asyncio.run(find_sandbox([tier], LIMITS))


@pytest.fixture(params=TIERS, scope="session")
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """Each sandbox that this machine can give."""
    tier: TierName = request.param
    if (sandbox := found(tier)) is None:
        pytest.skip(f"{tier} does not hold on this machine: `interview-panel doctor` says why")
    return sandbox
