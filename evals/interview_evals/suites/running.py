"""Running suites: each with each of its minds, two at a time when nothing is asked over a network."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from interview_evals.suites.asked import hold_interviewer
from interview_evals.suites.attacked import hold_injection
from interview_evals.suites.committee import hold_committee
from interview_evals.suites.judged import hold_judge
from interview_evals.suites.minds import Thinking, thinking_for
from interview_evals.suites.onsite import hold_onsite
from interview_evals.suites.runs import Held, Run
from interview_evals.suites.suite import Kind, MindPlan, Setting, Suite
from interview_evals.suites.twinned import hold_twins
from interview_personas import Bank, load_bank

Holder = Callable[[Setting], AsyncIterator[Held]]
HOLDERS: Mapping[Kind, Holder] = {
    "judge": hold_judge,
    "interviewer": hold_interviewer,
    "committee": hold_committee,
    "onsite": hold_onsite,
    "injection": hold_injection,
    "twins": hold_twins,
}


class Job(NamedTuple):
    """A suite to run with one of its minds."""

    suite: Suite
    plan: MindPlan
    home: Path
    """Folder of the suite's file."""
    part: str = ""
    """Hold only cases with this in their id."""
    prompts: Path | None = None
    """Folder of prompts of one's own."""


async def run_suite(job: Job, thinking: Thinking, bank: Bank) -> Run:
    """What a mind does with every case of a suite.

    Raises:
        CorpusError: the suite's data cannot be read.
    """
    setting = Setting(
        job.suite,
        job.home,
        bank,
        thinking.mind,
        job.plan.cases,
        job.part,
        thinking.recording,
        thinking.misses,
    )
    held = [each async for each in HOLDERS[job.suite.kind](setting)]
    run = Run.of(job.suite, job.plan.id, thinking.mind.provenance(bank), held, bank, job.part)
    return run.model_copy(update={"misses": thinking.causes(), "used": thinking.used()})


def run_offline(jobs: Sequence[Job], bank: Path | None, at_once: int) -> list[Run]:
    """Run suites without a network, in their order.

    Args:
        jobs: what to run.
        bank: folder of a bank of one's own.
        at_once: processes; with one, everything happens here.

    Raises:
        CorpusError: a suite's data cannot be read, or a model has no recordings.
    """
    if at_once == 1 or len(jobs) == 1:
        known = load_bank(bank)
        return [_run(job, known) for job in jobs]
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as processes:
        runs = [processes.submit(_run_there, job, bank) for job in jobs]
        return [run.result() for run in runs]


def _run(job: Job, bank: Bank) -> Run:
    return asyncio.run(run_suite(job, thinking_for(job.suite, job.plan, job.home, job.prompts), bank))


def _run_there(job: Job, bank: Path | None) -> Run:
    return _run(job, load_bank(bank))
