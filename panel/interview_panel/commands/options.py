"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from interview_panel.plan import Applicant, OnsiteRequest
from interview_panel.settings import Settings
from interview_personas import Bank, Length, RoundKind, load_bank

RoleOption = Annotated[
    str, typer.Option("--role", help="Role: ml_engineer, data_scientist, applied_ai_analyst, ai_product.")
]
CompanyOption = Annotated[
    str, typer.Option("--company", help="Loop: generic, google, meta, openai_anthropic, finance_ds.")
]
LengthOption = Annotated[Length, typer.Option("--length", help="How much of the documented time.")]
RoundOption = Annotated[
    list[RoundKind] | None, typer.Option("--round", help="Hold this round only; repeat for more.")
]
QuestionOption = Annotated[
    list[str] | None, typer.Option("--question", help="Ask this question (Q14, T3a…); repeat for more.")
]
SeedOption = Annotated[int, typer.Option("--seed", help="Same seed, same onsite.")]
CoachOption = Annotated[
    bool, typer.Option("--coach", help="Feedback after each answer; the debrief says that there was a coach.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
BankOption = Annotated[Path | None, typer.Option("--bank", help="Folder of a bank of your own.")]


def bank_at(path: Path | None) -> Bank:
    """The bank named on the command line, in the settings, or the shipped one."""
    return load_bank(path or Settings().bank)


def request_for(
    name: str,
    role: str,
    company: str,
    length: Length,
    rounds: list[RoundKind] | None,
    questions: list[str] | None,
    seed: int,
) -> OnsiteRequest:
    """The onsite that was asked for."""
    return OnsiteRequest(
        candidate=Applicant(name=name),
        role=role,
        company=company,
        length=length,
        rounds=tuple(rounds or ()),
        questions=tuple(questions or ()),
        seed=seed,
    )
