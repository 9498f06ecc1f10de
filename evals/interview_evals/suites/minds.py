"""Who a suite's mind is: the rehearsal as shipped, models played from recordings, or one that is asked."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interview_agents.mind import Mind
from interview_agents.model_mind.prompts import SHIPPED, load_prompts
from interview_agents.rehearsal import Rehearsal
from interview_evals.errors import CorpusError
from interview_evals.suites.suite import MindPlan, Suite
from interview_panel.plan import REHEARSAL

if TYPE_CHECKING:
    from interview_evals.cassettes.minds import RecordedMind


class Thinking(NamedTuple):
    """A mind, and what became of its recordings."""

    mind: Mind
    recording: Callable[[str], AbstractContextManager[object]] = nullcontext
    """What a case's recordings are kept under while it is held."""
    misses: Callable[[], int] = int
    """How many requests had no recording so far."""
    causes: Callable[[], tuple[str, ...]] = tuple
    """Why, by cause."""
    used: Callable[[], tuple[str, ...]] = tuple
    """Recordings that were played or made, within their folder."""


def thinking_for(suite: Suite, plan: MindPlan, home: Path, prompts: Path | None = None) -> Thinking:
    """The mind of a plan, without a network.

    Args:
        suite: what is run.
        plan: who is measured.
        home: folder of the suite's file.
        prompts: folder of prompts of one's own; the shipped ones when left out.

    Raises:
        CorpusError: a model without recordings: it would have to be asked.
        CassetteError: the recordings cannot be read.
    """
    if plan.recordings:
        from interview_evals.cassettes.minds import recorded_mind  # noqa: PLC0415 - the client takes a second

        own = load_prompts(prompts) if prompts else None
        return on_tape(suite, recorded_mind(home / plan.recordings, prompts=own), prompts)
    if plan.model == REHEARSAL:
        return Thinking(Rehearsal())
    raise CorpusError([f"{suite.id}: {plan.id} has no recordings: ask it with --mind {plan.model}"])


def on_tape(suite: Suite, mind: "RecordedMind", prompts: Path | None = None) -> Thinking:
    """A recorded mind in a suite: each case under the suite's name, and its misses by cause."""
    from interview_evals.cassettes.asked import recording_case  # noqa: PLC0415 - the client takes a second
    from interview_evals.cassettes.causes import causes_of  # noqa: PLC0415

    tape = mind.tape
    return Thinking(
        mind,
        recording=lambda case: recording_case(f"{suite.id}/{case}"),
        misses=lambda: len(tape.misses),
        causes=lambda: tuple(
            "\n".join(cause.lines()) for cause in causes_of(tape.misses, prompts or SHIPPED)
        ),
        used=lambda: tuple(sorted(tape.used())),
    )


def plans_of(suite: Suite, name: str) -> tuple[MindPlan, ...]:
    """The minds of a suite that go by a name, all when it is empty; a model's name is one to be asked."""
    if ":" in name:
        return (MindPlan(id=re.sub(r"[^\w.]+", "-", name), model=name),)
    return tuple(plan for plan in suite.minds if name in {"", plan.id})
