"""Every report of a run, beside it."""

import os
from collections.abc import Sequence
from pathlib import Path

from interview_evals.comparing.comparison import Comparison
from interview_evals.reports.junit import junit
from interview_evals.reports.page import page
from interview_evals.reports.summary import summary
from interview_evals.suites.runs import Run

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


def write_reports(runs: Sequence[Run], compared: Sequence[Comparison], folder: Path) -> None:
    """Write ``junit.xml``, ``summary.md`` and ``report.html``; GitHub's step summary too, if it wants one."""
    folder.mkdir(parents=True, exist_ok=True)
    text = summary(compared)
    (folder / "junit.xml").write_text(junit(runs, compared), "utf-8")
    (folder / "summary.md").write_text(text, "utf-8")
    (folder / "report.html").write_text(page(runs, compared), "utf-8")
    if step := os.environ.get(STEP_SUMMARY):
        with Path(step).open("a", encoding="utf-8") as file:
            file.write(text)
