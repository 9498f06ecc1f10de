"""What the pytest plugin does, imported when a test needs it."""

import asyncio
import os
from pathlib import Path

from interview_evals.cassettes.minds import RecordedMind
from interview_evals.cassettes.tape import Mode, mode_asked
from interview_evals.comparing.baseline import baseline_for
from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.verdicts import exit_code
from interview_evals.recording.asking import recorder_for
from interview_evals.reports.summary import summary
from interview_evals.suites.minds import on_tape, thinking_for
from interview_evals.suites.running import Job, run_suite
from interview_evals.suites.runs import Run
from interview_evals.suites.suite import MindPlan, Suite
from interview_personas import load_bank

BASELINES = "baselines"
"""Beside a suite's file."""


def compared_with(suite: Suite, plan: MindPlan, home: Path, given: str | None) -> tuple[Run, Comparison]:
    """A run of a suite with one of its minds, and what it comes to beside its baseline.

    Args:
        suite: what is run.
        plan: who is measured.
        home: folder of the suite's file; baselines stand in one below it.
        given: what is done with requests; as the environment says when left out.
    """
    mode = _mode(given)
    replays = mode is Mode.REPLAY or not plan.recordings
    thinking = thinking_for(suite, plan, home) if replays else on_tape(suite, recorder_for(plan, home, mode))
    run = asyncio.run(run_suite(Job(suite, plan, home), thinking, load_bank()))
    return run, Comparison.of(run, baseline_for(run, home / BASELINES))


def trouble(suite: Suite, plan: MindPlan, home: Path, given: str | None) -> str:
    """Why a suite is no pass: what changed in a prompt, and the cases that moved; empty when it is one."""
    run, compared = compared_with(suite, plan, home, given)
    return "\n".join([*run.misses, summary([compared])]) if exit_code([compared.verdict]) else ""


def mind_of_a_test(model: str, folder: Path, given: str | None) -> RecordedMind:
    """A model's mind that answers from a folder, or fills it."""
    return recorder_for(MindPlan(id="test", model=model, recordings="."), folder, _mode(given))


def _mode(given: str | None) -> Mode:
    return mode_asked(Mode(given) if given else None, os.environ)
