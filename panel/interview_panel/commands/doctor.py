"""``interview-panel doctor``: what works on this machine, one line each, and what to do."""

import importlib.util
import sys
from collections.abc import Callable, Iterator

import typer
from rich.console import Console

from interview_agents.rehearsal import Rehearsal
from interview_panel.runner import Runner
from interview_panel.safety import refuse_permissive_reader
from interview_panel.settings import Settings
from interview_personas import InterviewError, load_bank

out = Console(highlight=False, soft_wrap=True)
Check = tuple[str, Callable[[], str]]


def doctor() -> None:
    """Check Python, bank, sessions' file, checkpoint reader, mind and browser page. Exit 1 if one fails."""
    failed = 0
    for name, check in _checks():
        try:
            out.print(f"ok    {name}: {check()}", markup=False)
        except InterviewError as error:
            failed += 1
            out.print(f"fails {name}: {error}", markup=False, style="red")
    if failed:
        raise typer.Exit(1)


def _checks() -> Iterator[Check]:
    yield "python", lambda: sys.version.split()[0]
    yield "bank", _bank
    yield "sessions", _sessions
    yield "checkpoints", _reader
    yield "mind", lambda: Rehearsal().notice
    yield "browser page", _page


def _bank() -> str:
    bank = load_bank(Settings().bank)
    return f"{len(bank.questions)} questions, {len(bank.red_flags)} red flags, sha256 {bank.sha256[:12]}"


def _sessions() -> str:
    path = Settings().sessions_file
    with Runner(path) as runner:
        return f"{len(runner.sessions())} in {path}"


def _reader() -> str:
    refuse_permissive_reader()
    return "read strictly, a poisoned row runs nothing"


def _page() -> str:
    if importlib.util.find_spec("streamlit") is None:
        return "not installed; `pip install 'interview-panel[ui]'` adds it"
    return "installed"
