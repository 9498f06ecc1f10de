"""Two hundred kills lose nothing, and the campaign would notice if they did."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOTS = [str(ROOT / name) for name in ("personas", "agents", "panel")]
KILLS = 200
FORGETFUL = """
import dataclasses, pathlib, sys
from contextlib import asynccontextmanager
from tests.panel import kill_campaign

class Forgetful:
    '''A ledger that keeps the third answer of a round as silence, and says that it kept it.'''
    def __init__(self, ledger): self._ledger = ledger
    def __getattr__(self, name): return getattr(self._ledger, name)
    async def append(self, session_id, turn):
        if turn.by_candidate and turn.id.endswith('-06'):
            turn = turn.model_copy(update={'text': '', 'code': None})
        await self._ledger.append(session_id, turn)

@asynccontextmanager
async def forgetful_archive(path):
    async with kill_campaign_archive(path) as archive:
        yield dataclasses.replace(archive, ledger=Forgetful(archive.ledger))

kill_campaign_archive, kill_campaign.open_archive = kill_campaign.open_archive, forgetful_archive
tally = kill_campaign.campaign(3, pathlib.Path(sys.argv[1]))
print(tally.wrong['lost'], tally.acknowledged)
"""

pytestmark = pytest.mark.slow


def in_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter: the campaign forks, which a test run with threads must not."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": ":".join([str(ROOT), *ROOTS, *sys.path]), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_hundred_kills_lose_change_and_double_nothing() -> None:
    done = in_python("tests/panel/kill_campaign.py", "--kills", str(KILLS))
    assert done.returncode == 0, done.stdout + done.stderr
    counted = done.stdout.partition(": ")
    assert counted[0].startswith(f"{KILLS} kills, ")
    assert counted[2].strip() == (
        "0 lost, 0 questions changed, 0 asked twice, 0 scorecards rewritten, 0 unfinished, 0 unpaid"
    )


def test_a_ledger_that_forgets_is_found_out(tmp_path: Path) -> None:
    done = in_python("-c", FORGETFUL, str(tmp_path))
    assert done.returncode == 0, done.stderr
    lost, acknowledged = map(int, done.stdout.split())
    assert 0 < lost < acknowledged
