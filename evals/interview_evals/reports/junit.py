"""JUnit XML, as CI systems read it: a failure for what regressed, an error for what was not measured."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.pairs import Moved
from interview_evals.comparing.verdicts import Verdict
from interview_evals.suites.checks import Check, Outcome
from interview_evals.suites.runs import Run

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MESSAGE = 1024
"""Characters of a message; readers cut longer ones."""
VERDICT = "verdict"


def junit(runs: Sequence[Run], compared: Sequence[Comparison]) -> str:
    """The document. Each suite's first case is its verdict, so that what CI shows red is what exits non-zero.

    A check broken in the baseline too, or within what chance explains, is skipped with its reason.
    """
    root = ET.Element("testsuites", name="interview-panel eval")
    for run, comparison in zip(runs, compared, strict=True):
        _suite(root, run, comparison)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, run: Run, comparison: Comparison) -> None:
    suite = ET.SubElement(root, "testsuite", name=run.id)
    properties = ET.SubElement(suite, "properties")
    for name, figure in run.figures.items():
        ET.SubElement(properties, "property", name=name, value=str(figure.value))
    _verdict(suite, run, comparison)
    by_check = {(moved.case, moved.name): moved for moved in comparison.regressed}
    invariants = {(moved.case, moved.name): moved for moved in comparison.invariants}
    unanswered = {(moved.case, moved.name) for moved in comparison.not_measured}
    for check in run.checks:
        place = (check.case, check.name)
        case = _case(suite, f"{run.id}.{check.case}", check.name)
        if place in invariants:
            _add(case, "failure", _change(invariants[place]))
        elif place in by_check:
            regressed = comparison.verdict is Verdict.REGRESSION
            _add(case, "failure" if regressed else "skipped", _change(by_check[place]))
        elif place in unanswered:
            _add(case, "error", check.said)
        elif check.outcome is not Outcome.HELD:
            _add(case, "skipped", _known(check))
    for tag in ("failure", "error", "skipped"):
        many = len(suite.findall(f"testcase/{tag}"))
        suite.set({"failure": "failures", "error": "errors", "skipped": "skipped"}[tag], str(many))
    suite.set("tests", str(len(suite.findall("testcase"))))


def _verdict(suite: ET.Element, run: Run, comparison: Comparison) -> None:
    case = _case(suite, run.id, VERDICT)
    if comparison.verdict is Verdict.REGRESSION:
        _add(case, "failure", comparison.because)
    elif comparison.verdict is Verdict.NOT_MEASURED:
        _add(case, "error", comparison.because)
    elif comparison.verdict is Verdict.INCONCLUSIVE:
        _add(case, "skipped", comparison.because)


def _case(suite: ET.Element, place: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_clean(place), name=_clean(name))


def _add(case: ET.Element, tag: str, message: str) -> None:
    ET.SubElement(case, tag, message=_clean(message)[:MESSAGE])


def _change(moved: Moved) -> str:
    return f"{moved.before} -> {moved.now}"


def _known(check: Check) -> str:
    return f"not new, or chance explains it: {check.said or check.outcome}; wanted {check.wanted}"


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)
