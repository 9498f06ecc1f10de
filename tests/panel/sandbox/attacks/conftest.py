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
    """Every sandbox that passes its own test on this machine."""
    adopt_orphans()
    found = _found(request.param)
    if found is None:
        pytest.skip(f"{request.param} does not hold on this machine")
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
