"""Reports of a run: one page, a summary and JUnit XML, whatever was said in it."""

from xml.etree import ElementTree as ET

import pytest
from tests.agents.talk import BANK
from tests.evals.suites.small import rounds_in, run

from interview_evals.comparing.baseline import Baseline, Kept
from interview_evals.comparing.comparison import Comparison
from interview_evals.judge.cases import Case
from interview_evals.reports.junit import junit
from interview_evals.reports.page import page
from interview_evals.reports.summary import summary
from interview_evals.suites.checks import Outcome
from interview_evals.suites.judged import JudgedRound
from interview_evals.suites.runs import Run

BAD = '</script><img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Comparison]:
    """A run of two rounds, beside a baseline in which a broken vote had held."""
    found = run("judge", rounds=str(rounds_in(tmp_path_factory.mktemp("few"), 2)))
    broken = next(each for each in found.checks if each.outcome is Outcome.BROKEN)
    baseline = Baseline.of(found)
    baseline.checks[broken.case][broken.name] = Kept(outcome=Outcome.HELD, said="as it should")
    return found, Comparison.of(found, baseline)


def test_the_page_needs_nothing_else_and_marks_what_was_quoted(told: tuple[Run, Comparison]) -> None:
    html = page([told[0]], [told[1]])
    assert "<mark>" in html
    assert "<del>as it should</del>" in html
    for loaded in ("http:", "https:", "src=", "@import", "url("):
        assert loaded not in html


def test_what_was_said_is_text_and_never_markup(told: tuple[Run, Comparison]) -> None:
    first = told[0].held[0]
    assert isinstance(first, JudgedRound)
    turns = [turn.model_copy(update={"text": BAD}) for turn in first.case.turns]
    case = Case.model_validate({**first.case.model_dump(), "turns": [turn.model_dump() for turn in turns]})
    odd = told[0].model_copy(update={"held": (first.model_copy(update={"case": case}),)}).scored(BANK)
    html, comparison = page([odd], [told[1]]), Comparison.of(odd, None)
    assert BAD not in html
    assert "&lt;/script&gt;" in html
    assert BAD not in summary([comparison])
    ET.fromstring(junit([odd], [comparison]).encode())  # noqa: S314 - our own


def test_the_summary_begins_with_the_verdict_and_names_what_moved(told: tuple[Run, Comparison]) -> None:
    lines = summary([told[1]]).split("\n")
    assert lines[0].startswith("**Evals")
    assert any(told[1].regressed[0].case in line and "as it should" in line for line in lines)


def test_junit_is_red_exactly_where_the_command_fails(told: tuple[Run, Comparison]) -> None:
    found, comparison = told
    for verdict, tag in (("regression", "failure"), ("not measured", "error"), ("inconclusive", "skipped")):
        changed = Comparison.model_validate({**comparison.model_dump(), "verdict": verdict})
        root = ET.fromstring(junit([found], [changed]).encode())  # noqa: S314 - our own
        first = root.find("testsuite/testcase")
        assert first is not None
        assert first.get("name") == "verdict"
        assert [child.tag for child in first] == [tag]
        assert bool(root.findall(".//failure")) is (verdict == "regression")
        suite = root.find("testsuite")
        assert suite is not None
        assert suite.get("tests") == str(len(found.checks) + 1)
