"""What a flag's reader is trained and measured on, and what is held out together."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_agents.signals.readers import Side
from interview_evals.readers.snippets import Snippet

FOLDS = 5
ODDS = 2
"""Answers without what is read for, to each with it, when precision is measured: one to the same
question that is fine, and one about something else."""
EVERY = 3
"""Of the answers about other flags every third is read against: all of them read no better on the
dev half of the labelled rounds, and take five times as long."""

NEAR: dict[str, tuple[str, ...]] = {
    "accuracy_only": ("offline_metrics_only",),
    "defensive": ("no_honest_failure", "no_collaboration", "unexplained_choice"),
    "ignores_constraints": ("no_tradeoffs", "ignores_scale", "overengineers"),
    "ignores_data_quality": ("no_labeling_discussion", "model_before_data", "ignores_ethics"),
    "ignores_deployment_mlops": ("no_monitoring_or_fallback", "no_drift_plan", "offline_metrics_only"),
    "ignores_ethics": ("ignores_data_quality", "no_labeling_discussion"),
    "ignores_scale": ("ignores_constraints", "no_tradeoffs"),
    "model_before_data": (
        "overengineers",
        "no_tradeoffs",
        "ignores_constraints",
        "ignores_data_quality",
        "no_labeling_discussion",
    ),
    "no_clarifying_questions": ("model_before_data",),
    "no_collaboration": ("defensive", "no_honest_failure"),
    "no_drift_plan": ("no_monitoring_or_fallback", "ignores_deployment_mlops"),
    "no_honest_failure": ("vague_story", "defensive"),
    "no_labeling_discussion": (
        "ignores_data_quality",
        "model_before_data",
        "no_clarifying_questions",
        "ignores_ethics",
        "temporal_leakage_unaddressed",
    ),
    "no_monitoring_or_fallback": ("no_drift_plan", "ignores_deployment_mlops", "overengineers"),
    "no_tradeoffs": (
        "unexplained_choice",
        "ignores_constraints",
        "ignores_scale",
        "tool_centric",
        "overengineers",
        "memorised_definition",
    ),
    "offline_metrics_only": ("ignores_deployment_mlops", "accuracy_only"),
    "overengineers": ("model_before_data", "ignores_constraints"),
    "shallow_behavioral": ("unexplained_choice", "vague_story"),
    "temporal_leakage_unaddressed": ("no_labeling_discussion", "ignores_data_quality"),
    "unexplained_choice": ("shallow_behavioral", "no_tradeoffs", "tool_centric"),
    "vague_story": ("shallow_behavioral", "no_honest_failure"),
}
"""Flags whose answers often have the same thing without being labelled for it: nobody said whether
a strong answer on drift also has a fallback. Those answers are neither trained nor measured on."""


@dataclass(frozen=True)
class Sample:
    """One flag's part of the corpus; the lists run along ``kept``."""

    kept: list[int]
    """Positions in the corpus."""
    positive: list[bool]
    """Whether the answer has what the reader reads for."""
    own: list[bool]
    """Whether the label is about this flag."""
    weight: list[float]
    """How much an answer counts when precision is measured."""
    stress: list[float]
    """How much an answer counts when the reader is trained; each side counts one."""


def sample(snippets: Sequence[Snippet], flag: str, side: Side) -> Sample:
    """A flag's own answers and everybody else's, without those nobody labelled for it."""
    near = NEAR.get(flag, ())
    kept = [
        position
        for position, s in enumerate(snippets)
        if s.flag == flag or (position % EVERY == 0 and not (s.flag in near and s.label == side))
    ]
    own = [snippets[i].flag == flag for i in kept]
    positive = [mine and snippets[i].label == side for i, mine in zip(kept, own, strict=True)]
    shares = _shares(positive, own, side)
    met = _shares(positive, own, "flag")
    return Sample(
        kept=kept,
        positive=positive,
        own=own,
        weight=[
            1.0 if yes else ODDS * positive.count(True) * share
            for yes, share in zip(positive, met, strict=True)
        ],
        stress=[
            1 / positive.count(True) if yes else share for yes, share in zip(positive, shares, strict=True)
        ],
    )


def _shares(positive: Sequence[bool], own: Sequence[bool], side: Side) -> list[float]:
    """How much of all negatives each one is.

    A reader of the flag is asked only about answers that its opportunity invited: half of its
    negatives' weight is on the strong answers to the same questions. A reader of what stands
    against it reads every answer of the round, and all count alike.
    """
    mine = own.count(True) - positive.count(True)
    others = own.count(False)
    if side == "strong" or not others:
        return [1 / (mine + others)] * len(own)
    return [0.5 / mine if ours else 0.5 / others for ours in own]


def by_question(snippets: Sequence[Snippet]) -> list[int]:
    """A fold for each snippet; all answers to one author's question share it.

    Questions are dealt flag by flag, so that every fold has about as many of each.
    """
    first: dict[tuple[str, str], tuple[str, str, str]] = {}
    for s in snippets:
        first.setdefault((s.author, s.q), (s.flag, s.author, s.q))
    dealt = {key: i % FOLDS for i, key in enumerate(sorted(first, key=lambda key: first[key]))}
    return [dealt[s.author, s.q] for s in snippets]


def by_author(snippets: Sequence[Snippet]) -> list[int]:
    """A fold for each snippet: its author's, who is a stranger to the reader. Several authors share one."""
    authors = sorted({s.author for s in snippets})
    return [authors.index(s.author) % FOLDS for s in snippets]
