"""``interview-panel doctor``: what works on this machine, one line each, and what to do."""

import asyncio
import importlib.util
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import chain

import typer

from interview_agents.calls.prices import price_table
from interview_agents.calls.specs import Role
from interview_panel.bill import who
from interview_panel.commands.corrected import corrections
from interview_panel.commands.findings import Finding
from interview_panel.commands.model_options import (
    ApiKeyOption,
    BaseUrlOption,
    CandidateModelOption,
    JudgeModelOption,
    ModelOption,
    ScorerModelOption,
    context_for,
    names_with,
)
from interview_panel.context import PanelContext
from interview_panel.own_readers import rehearsal_for
from interview_panel.plan import ModelNames
from interview_panel.reading import missing_readers
from interview_panel.runner import Runner
from interview_panel.safety import refuse_permissive_reader
from interview_panel.sandbox import tier_reports
from interview_panel.settings import Settings
from interview_panel.voice import transcriber_in
from interview_personas import InterviewError, load_bank

LIBRARIES = ("langgraph", "langchain-openai", "openai")
HOW_TO_ASK_MODELS = "To ask a model: --model openai:NAME, ollama:NAME…, or INTERVIEW_PANEL_MODEL."
Check = tuple[str, Callable[[], str]]


def doctor(
    model: ModelOption = None,
    scorer_model: ScorerModelOption = None,
    judge_model: JudgeModelOption = None,
    candidate_model: CandidateModelOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Check this machine, and ask every model that is named two small things. Exit 1 if one fails."""
    names = names_with(
        model=model,
        scorer_model=scorer_model,
        judge_model=judge_model,
        candidate_model=candidate_model,
        base_url=base_url,
        api_key=api_key,
    )
    failed = 0
    apart = [_readers(), _voice(), *corrections()]
    for finding in chain(_machine(), apart, _sandboxes(), _minds(names, base_url, api_key)):
        finding.show()
        failed += finding.state == "fails"
    if failed:
        raise typer.Exit(1)


def _machine() -> Iterator[Finding]:
    for what, check in _checks():
        try:
            yield Finding("ok", what, check())
        except InterviewError as error:
            yield Finding("fails", what, str(error))


def _checks() -> Iterator[Check]:
    yield "python", _python
    yield "bank", _bank
    yield "sessions", _sessions
    yield "checkpoints", _reader
    yield "browser page", _page


def _readers() -> Finding:
    """Which formats of a résumé can be read; text always can."""
    missing = missing_readers()
    if not missing:
        return Finding("ok", "résumés", "PDF, Word and text are read")
    formats = " or ".join(missing)
    return Finding(
        "note", "résumés", f"no {formats} is read; `pip install 'interview-panel[resume]'` adds it"
    )


def _voice() -> Finding:
    """Who writes down what is said aloud; it is named and not asked, because there is nothing to say."""
    settings = Settings()
    try:
        spec = transcriber_in(settings)
        PanelContext().the_transcriber()  # refuses what cannot work
    except InterviewError as error:
        return Finding("fails", "voice", str(error))
    if spec is None:
        how = "INTERVIEW_PANEL_TRANSCRIBER=openai lets them be spoken"
        return Finding("ok", "voice", f"answers are typed; {how}")
    end = price_table(settings.prices).end_of(spec.model) if spec.listed else ""
    return Finding("note" if end else "ok", "voice", end or f"{spec.name} at {spec.address}, not tried")


def _sandboxes() -> Iterator[Finding]:
    """Where handed-in code can be run; one tier is enough, and the strongest is used."""
    reports = asyncio.run(tier_reports())
    for report in reports:
        yield Finding("ok" if report.usable else "note", f"sandbox, {report.tier}", report.why)
    if not any(report.usable for report in reports):
        yield Finding("note", "sandbox", "none: code is not run here, coding rounds go on by reading it")


def _minds(names: ModelNames, base_url: str | None, api_key: str | None) -> Iterator[Finding]:
    """Who thinks, and what works of each model."""
    try:
        context = context_for(names, None, base_url, api_key)
        models, table = context.the_models(names), context.the_prices()
        rehearsal = "" if names else rehearsal_for(Settings()).notice
    except InterviewError as error:
        yield Finding("fails", "mind", str(error))
        return
    if not names:
        yield Finding("ok", "mind", f"{rehearsal} {HOW_TO_ASK_MODELS}")
    if not models:
        return
    from interview_panel.commands.checkup import examined  # noqa: PLC0415 - takes most of a second

    yield Finding("ok", "models", who(models))
    for spec in dict.fromkeys(models.values()):
        roles: list[Role] = [role for role, asked in models.items() if asked == spec]
        for finding in asyncio.run(examined(spec, roles, table)):
            yield finding._replace(what=f"{spec.name}, {finding.what}")


def _python() -> str:
    return ", ".join([sys.version.split()[0], *(f"{name} {version(name)}" for name in LIBRARIES)])


def _bank() -> str:
    bank = load_bank(Settings().bank)
    return f"{len(bank.questions)} questions, {len(bank.red_flags)} red flags, sha256 {bank.sha256[:12]}"


def _sessions() -> str:
    place = Settings().place
    with Runner(place) as runner:
        return f"{len(runner.sessions(None))} in {place}"


def _reader() -> str:
    refuse_permissive_reader()
    return "read strictly, a poisoned row runs nothing"


def _page() -> str:
    if importlib.util.find_spec("streamlit") is None:
        return "not installed; `pip install 'interview-panel[ui]'` adds it"
    return "installed"
