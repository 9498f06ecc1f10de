"""Who a suite's mind is: the rehearsal as shipped, models played from recordings, or one that is asked."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from interview_agents.mind import Mind
from interview_agents.rehearsal import Rehearsal
from interview_evals.errors import CorpusError
from interview_evals.suites.suite import MindPlan, Suite
from interview_panel.plan import REHEARSAL


class Thinking(NamedTuple):
    """A mind, and what became of its recordings."""

    mind: Mind
    recording: Callable[[str], AbstractContextManager[object]] = nullcontext
    """What a case's recordings are kept under while it is held."""
    misses: Callable[[], int] = int
    """How many requests had no recording so far."""
    causes: Callable[[], tuple[str, ...]] = tuple
    """Why, by cause."""


def thinking_for(plan: MindPlan, home: Path) -> Thinking:
    """The mind of a plan, without a network.

    Raises:
        CorpusError: a model without recordings: it would have to be asked.
    """
    if plan.model == REHEARSAL:
        return Thinking(Rehearsal())
    raise CorpusError([f"{home}: {plan.id} has no recordings: ask it with --mind {plan.model}"])


def plans_of(suite: Suite, name: str) -> tuple[MindPlan, ...]:
    """The minds of a suite that go by a name, all when it is empty; a model's name is one to be asked."""
    if ":" in name:
        return (MindPlan(id=re.sub(r"[^\w.]+", "-", name), model=name),)
    return tuple(plan for plan in suite.minds if name in {"", plan.id})
