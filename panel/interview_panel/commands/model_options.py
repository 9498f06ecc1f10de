"""Options that name models, and what follows from them."""

from typing import Annotated

import typer
from pydantic import SecretStr

from interview_panel.context import PanelContext
from interview_panel.minds import OPENAI, names_in
from interview_panel.plan import REHEARSAL, ModelNames
from interview_panel.secret import lasting_secret
from interview_panel.settings import Settings
from interview_personas import Bank

MODELS = "Models"
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Who interviews, scores and judges: openai:NAME, ollama:NAME, vllm:NAME, lmstudio:NAME, "
        "llamacpp:NAME; openai alone for what we recommend in each role; rehearsal for no model.",
        rich_help_panel=MODELS,
    ),
]
ScorerModelOption = Annotated[
    str | None, typer.Option("--scorer-model", help="Another model for scorecards.", rich_help_panel=MODELS)
]
JudgeModelOption = Annotated[
    str | None, typer.Option("--judge-model", help="Another model for the committee.", rich_help_panel=MODELS)
]
CandidateModelOption = Annotated[
    str | None,
    typer.Option(
        "--candidate-model",
        help="A model that plays the candidate; the rehearsal does if left out.",
        rich_help_panel=MODELS,
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option("--base-url", help="Where models named openai:NAME answer.", rich_help_panel=MODELS),
]
ApiKeyOption = Annotated[
    str | None,
    typer.Option(
        "--api-key",
        help="Key for models named openai:NAME. Others on this machine can read a command line: "
        "OPENAI_API_KEY in the environment or in .env is better.",
        rich_help_panel=MODELS,
    ),
]


def names_with(
    *,
    model: str | None = None,
    scorer_model: str | None = None,
    judge_model: str | None = None,
    candidate_model: str | None = None,
    base_url: str | None = None,
    api_key: str | None = None,
) -> ModelNames:
    """The models of the command line, and the settings' where it names none.

    Raises:
        typer.BadParameter: flags that contradict one another, or that nothing would read.
    """
    if model == REHEARSAL and (scorer_model or judge_model):
        raise typer.BadParameter(
            "--model rehearsal asks no model: leave out --scorer-model and --judge-model"
        )
    flags = {
        "model": model,
        "scorer_model": scorer_model,
        "judge_model": judge_model,
        "candidate_model": candidate_model,
        "base_url": base_url,
    }
    names = names_in(Settings().model_copy(update={name: value for name, value in flags.items() if value}))
    refuse_unread(names, base_url, api_key)
    return names


def refuse_unread(names: ModelNames, base_url: str | None, api_key: str | None) -> None:
    """Check that --base-url and --api-key, where they are given, are read for one of the models.

    Raises:
        typer.BadParameter: they are not.
    """
    asked = (names.interviewer, names.scorer, names.judge, names.candidate)
    if (base_url or api_key) and not any(name.partition(":")[0] == OPENAI for name in asked):
        raise typer.BadParameter(
            "--base-url and --api-key are read for models named openai:NAME only; whatever server stands "
            "at an address of its own or wants a key, name its model so: --model openai:NAME"
        )


def refuse_what_cannot_work(names: ModelNames, context: PanelContext) -> None:
    """Check every model before anything is begun or asked.

    Raises:
        ModelSpecError: one is named or set up so that it cannot work.
    """
    for spec in context.the_models(names).values():
        spec.refuse_what_cannot_work(context.the_prices())


def context_for(
    names: ModelNames, bank: Bank | None = None, base_url: str | None = None, api_key: str | None = None
) -> PanelContext:
    """A context with everything that an onsite with these models needs.

    Args:
        names: who thinks.
        bank: what is asked from.
        base_url: from the command line; who gives one means the key of the settings for it.
        api_key: from the command line.

    Raises:
        StoreError: the secret of the data home cannot be used.
    """
    settings = Settings()
    own_key = settings.api_key if base_url else None
    return PanelContext(
        bank=bank,
        base_url=base_url or "",
        api_key=SecretStr(api_key) if api_key else own_key,
        secret=lasting_secret(settings.home) if names or names.candidate else None,
    )
