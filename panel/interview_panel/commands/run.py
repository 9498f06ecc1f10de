"""``interview-panel run``: an onsite in the terminal."""

from typing import Annotated

import typer

from interview_panel.commands.options import (
    BankOption,
    CompanyOption,
    LengthOption,
    QuestionOption,
    RoleOption,
    RoundOption,
    SeedOption,
    bank_at,
    context_for,
    request_for,
)
from interview_panel.commands.terminal import converse
from interview_panel.runner import Runner
from interview_panel.settings import Settings
from interview_personas import Length


def run(
    name: Annotated[str, typer.Option("--name", help="Your name; scorers never see it.")] = "",
    role: RoleOption = "ml_engineer",
    company: CompanyOption = "generic",
    length: LengthOption = Length.SHORT,
    rounds: RoundOption = None,
    questions: QuestionOption = None,
    seed: SeedOption = 0,
    bank: BankOption = None,
) -> None:
    """Hold an onsite in the terminal. Every answer is safe as it is sent; Ctrl-C loses nothing."""
    request = request_for(name, role, company, length, rounds, questions, seed)
    with Runner(Settings().sessions_file, context_for(bank_at(bank))) as runner:
        converse(runner, runner.start(request))
