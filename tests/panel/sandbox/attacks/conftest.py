"""The sandboxes of this machine, and a machine to attack."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from functools import cache

import pytest
from tests.panel.sandbox.attacks.machine import Machine, knock, machine
from tests.panel.sandbox.attacks.process import adopt_orphans
from tests.panel.sandbox.attacks.tasks import LIMITS

from interview_panel.sandbox import TIERS, Sandbox, TierName, find_sandbox_blocking


@cache
def _found(tier: TierName) -> Sandbox | None:
    return find_sandbox_blocking([tier], LIMITS)


@pytest.fixture(params=TIERS, scope="session")
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """The first sandbox that passes its own test on this machine; in a campaign, every one."""
    adopt_orphans()
    tier: TierName = request.param
    stronger = [name for name in TIERS[: TIERS.index(tier)] if _found(name)]
    if stronger and request.config.option.markexpr == "not campaign":
        pytest.skip(f"{stronger[0]} stands for all; `-m ''` attacks {tier}, too")
    if (found := _found(tier)) is None:
        pytest.skip(f"{tier} does not hold on this machine: `interview-panel doctor` says why")
    return found


@pytest.fixture(name="machine")
async def _machine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Machine]:
    async with machine() as made:
        monkeypatch.setattr(tempfile, "tempdir", str(made.temporary))
        for name in ("OPENAI_API_KEY", "INTERVIEW_PANEL_MODEL_KEY", "HOST_SECRET"):
            monkeypatch.setenv(name, made.secret)
        knocking = asyncio.create_task(knock(int(str(made.facts["LISTEN"])), made.heard))
        yield made
        knocking.cancel()
