"""The mind of a suite while it is recorded."""

import os
from pathlib import Path

from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.model_mind.prompts import load_prompts
from interview_evals.cassettes.minds import RecordedMind, recorded_mind
from interview_evals.cassettes.tape import Mode, mode_asked
from interview_evals.suites.suite import MindPlan
from interview_panel.commands.model_options import context_for, names_with, refuse_what_cannot_work


def recorder_for(
    plan: MindPlan,
    home: Path,
    mode: Mode,
    *,
    prompts: Path | None = None,
    base_url: str | None = None,
    api_key: str | None = None,
) -> RecordedMind:
    """A mind that asks what its mode lets it ask, and keeps the answers.

    Args:
        plan: names the model, and where its recordings are.
        home: the folder that this is said from.
        mode: what is done with a request.
        prompts: folder of prompts of one's own; the shipped ones when left out.
        base_url: where models named ``openai:`` answer, when not where the settings say.
        api_key: for them.

    Raises:
        CassetteError: in CI, or the recordings are of other models.
        ModelSpecError: the model is set up so that it cannot work.
    """
    mode = mode_asked(mode, os.environ)
    specs = None if mode is Mode.REPLAY else _specs(plan.model, base_url, api_key)
    own = load_prompts(prompts) if prompts else None
    return recorded_mind(home / plan.recordings, mode, specs=specs, about=plan.about, prompts=own)


def _specs(model: str, base_url: str | None, api_key: str | None) -> dict[Role, ModelSpec]:
    names = names_with(model=model, base_url=base_url, api_key=api_key)
    context = context_for(names, None, base_url, api_key)
    refuse_what_cannot_work(names, context)
    return context.the_models(names)
