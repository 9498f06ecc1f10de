"""``interview-panel run``: an onsite in the terminal."""

from typing import Annotated

import typer

from interview_panel.commands.costs import expectation
from interview_panel.commands.model_options import (
    ApiKeyOption,
    BaseUrlOption,
    JudgeModelOption,
    ModelOption,
    ScorerModelOption,
    context_for,
    names_with,
    refuse_what_cannot_work,
)
from interview_panel.commands.options import (
    BankOption,
    CoachOption,
    CompanyOption,
    LengthOption,
    QuestionOption,
    RoleOption,
    RoundOption,
    SeedOption,
    bank_at,
    request_for,
)
from interview_panel.commands.papers import JobOption, ResumeOption, unread, with_papers
from interview_panel.commands.terminal import converse, note
from interview_panel.context import PanelContext
from interview_panel.plan import OnsiteRequest, plan_onsite
from interview_panel.runner import Runner
from interview_panel.settings import Settings
from interview_personas import Length


def run(
    name: Annotated[str, typer.Option("--name", help="Your name; scorers never see it.")] = "",
    resume: ResumeOption = None,
    job: JobOption = None,
    role: RoleOption = "ml_engineer",
    company: CompanyOption = "generic",
    length: LengthOption = Length.SHORT,
    rounds: RoundOption = None,
    questions: QuestionOption = None,
    seed: SeedOption = 0,
    coach: CoachOption = False,
    bank: BankOption = None,
    model: ModelOption = None,
    scorer_model: ScorerModelOption = None,
    judge_model: JudgeModelOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Hold an onsite in the terminal. Every answer is safe as it is sent; Ctrl-C loses nothing."""
    names = names_with(
        model=model, scorer_model=scorer_model, judge_model=judge_model, base_url=base_url, api_key=api_key
    )
    asked = request_for(name, role, company, length, rounds, questions, seed)
    applicant = with_papers(asked.candidate, resume, job)
    request = asked.model_copy(update={"models": names, "coach": coach, "candidate": applicant})
    context = context_for(names, bank_at(bank), base_url, api_key)
    refuse_what_cannot_work(names, context)
    note(unread(applicant, names))
    note(_expected(request, context))
    with Runner(Settings().place, context) as runner:
        converse(runner, runner.start(request))


def _expected(request: OnsiteRequest, context: PanelContext) -> str:
    plan = plan_onsite(request, context.the_bank())
    return expectation([(plan, context.the_models(request.models))], context.the_prices())
