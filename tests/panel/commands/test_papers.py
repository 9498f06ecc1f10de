"""What is handed in on the command line: read before anything begins, or refused as wrong input."""

from pathlib import Path

import pytest
from tests.panel.commands.cli import call
from tests.panel.commands.server import HERE, PLAYED, SPOKEN, Server, kind_of
from tests.panel.reading.documents import pdf, says

from interview_panel.commands.papers import UNREAD
from interview_panel.errors import MissingExtraError
from interview_panel.reading import parsing
from interview_panel.runner import Runner
from interview_panel.settings import Settings

ALONE = ("simulate", "--candidate", "silent_blank", "--length", "drill", "--round", "recruiter")


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf(says("Built a ranker named quokkaberry.")))
    return path


@pytest.fixture
def job(tmp_path: Path) -> Path:
    path = tmp_path / "job.md"
    path.write_text("We look for somebody who likes wombatnuts.")
    return path


def test_interviewers_read_both_and_scorers_neither(server: Server, resume: Path, job: Path) -> None:
    call(*PLAYED, *HERE, "--resume", resume, "--job", job, "--json")
    for request in server.requests:
        asked = request.content.decode()
        spoken = kind_of(request) == SPOKEN
        assert ("quokkaberry" in asked, "wombatnuts" in asked) == (spoken, spoken)


def test_the_onsite_in_the_terminal_takes_both(resume: Path, job: Path) -> None:
    result = call(
        "run", "--name", "Imani", "--resume", resume, "--job", job, "--length", "drill", stdin="/quit\n"
    )
    assert UNREAD in " ".join(result.output.split())
    with Runner(Settings().sessions_file) as runner:
        candidate = runner.sessions()[0].request.candidate
    assert candidate.name == "Imani"
    assert candidate.resume == "Built a ranker named quokkaberry."
    assert candidate.job_description == "We look for somebody who likes wombatnuts."


def test_the_rehearsal_says_that_it_does_not_read_them(job: Path) -> None:
    assert UNREAD in call(*ALONE, "--job", job).stderr
    assert UNREAD not in call(*ALONE).stderr


@pytest.mark.parametrize("command", [("run",), ALONE])
@pytest.mark.parametrize("option", ["--resume", "--job"])
def test_what_cannot_be_read_is_wrong_input(tmp_path: Path, command: tuple[str, ...], option: str) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"\x89PNG\x00")
    for name, why in (("cv.pdf", "is no PDF"), ("none", "check the path")):
        result = call(*command, option, tmp_path / name)
        assert result.exit_code == 2
        assert why in " ".join(result.stderr.replace("│", " ").split())
        assert not result.stdout


def test_what_is_cut_is_said(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("A word. " * 10_000)
    assert (
        "cv.txt: only the first 40,000 characters are read"
        in call(*ALONE, "--resume", tmp_path / "cv.txt").stderr
    )


def test_without_a_parser_nothing_begins(resume: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parsing.PARSERS, "PDF", "a_package_that_is_not_there")
    with pytest.raises(MissingExtraError, match=r"interview-panel\[resume\]"):
        call(*ALONE, "--resume", resume)
