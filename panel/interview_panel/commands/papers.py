"""Options for what a candidate hands in, and what is said of it before the onsite."""

from pathlib import Path
from typing import Annotated

import typer

from interview_panel.plan import MOST_CHARACTERS, Applicant, ModelNames
from interview_panel.reading import Paper, ReadingError, read_file

UNREAD = "The rehearsal does not read the résumé or the job description; a model's interviewers do."


def _paper(path: str) -> Paper:
    """The file's text; a file that cannot be read is wrong input."""
    try:
        paper = read_file(Path(path))
    except ReadingError as error:
        raise typer.BadParameter(f"{path}: {error}") from error
    if paper.cut:
        typer.echo(f"{path}: only the first {MOST_CHARACTERS:,} characters are read", err=True)
    return paper


ResumeOption = Annotated[
    Paper | None,
    typer.Option(
        "--resume",
        metavar="FILE",
        parser=_paper,
        help="PDF, .docx or text for the interviewers; scorers never see it.",
    ),
]
JobOption = Annotated[
    Paper | None, typer.Option("--job", metavar="FILE", parser=_paper, help="Job description, likewise.")
]


def with_papers(applicant: Applicant, resume: Paper | None, job: Paper | None) -> Applicant:
    """The applicant with what was handed in."""
    papers = {"resume": resume, "job_description": job}
    return applicant.model_copy(update={name: paper.text for name, paper in papers.items() if paper})


def unread(applicant: Applicant, names: ModelNames) -> str:
    """That nobody will read what was handed in, when that is so; else nothing."""
    return UNREAD if not names and (applicant.resume or applicant.job_description) else ""
