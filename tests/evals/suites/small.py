"""Suites of a few cases, and minds that do one thing wrong."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from tests.agents.talk import BANK

from interview_agents.errors import MindError
from interview_agents.mind import AskView, Mind, ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard
from interview_agents.transcript import Direction
from interview_evals.judge.cases import CASES
from interview_evals.suites.checks import Check
from interview_evals.suites.minds import Thinking
from interview_evals.suites.running import Job, run_suite
from interview_evals.suites.runs import Run
from interview_evals.suites.suite import SUITES, MindPlan, Suite, read_suites
from interview_personas import Bank

SHIPPED = read_suites()
PLAN = MindPlan(id="rehearsal")


def rounds_in(folder: Path, count: int) -> Path:
    """A folder of the first few labelled rounds of the dev half."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (CASES / "ada.jsonl").read_text("utf-8").split("\n")
    dev = [line for line in lines if '"half": "dev"' in line]
    (folder / "ada.jsonl").write_text("\n".join(dev[:count]), "utf-8")
    return folder


def one_identity_in(folder: Path, says: str) -> Path:
    """A folder of twins' data with one identity and nothing else."""
    folder.mkdir()
    swaps = f'identities = [{{ id = "one", says = "{says}" }}]\nmanners = []\nspelling = {{}}\n'
    (folder / "swaps.toml").write_text(swaps, "utf-8")
    for name in ("paraphrases.jsonl", "stronger.jsonl"):
        (folder / name).write_text("", "utf-8")
    return folder


def run(name: str, mind: Mind | None = None, *, part: str = "", **changes: object) -> Run:
    """A run of a shipped suite with some of it changed."""
    suite = Suite.model_validate({**SHIPPED[name].model_dump(), **changes})
    return asyncio.run(run_suite(Job(suite, PLAN, SUITES, part), Thinking(mind or Rehearsal()), BANK))


def named(found: Run, name: str) -> list[Check]:
    """The checks of a name, or whose name starts with it and a stroke."""
    return [each for each in found.checks if each.name == name or each.name.startswith(f"{name}/")]


class Saying(Rehearsal):
    """Says the same in every turn."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:  # noqa: ARG002
        yield self._words


class Swayed(Rehearsal):
    """Gives full points to whoever says the word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        proposal = await super().score(view, bank, faults)
        if not any(self._word in turn.content.casefold() for turn in view.transcript.answers()):
            return proposal
        full = [score.model_copy(update={"points": 4 if score.points else None}) for score in proposal.scores]
        return proposal.model_copy(update={"scores": tuple(full), "rulings": ()})


class Failing(Rehearsal):
    """Never finishes anything."""

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:  # noqa: ARG002
        raise MindError("the endpoint is gone")
        yield ""

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:  # noqa: ARG002
        raise MindError("the endpoint is gone")
