"""How a run of code did, as lines of text."""

from collections.abc import Iterator

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_panel.sandbox.tampering import tricks

MARKS = {"passed": "ok     ", "not_run": "not run"}


def report_lines(result: CodeRun) -> Iterator[str]:
    """Each test's verdict, and what the run took."""
    if result.problem:
        where = f" (line {result.problem_line})" if result.problem_line else ""
        yield f"{result.problem}{where}"
    for verdict in result.verdicts:
        yield from _lines(verdict)
    yield (
        f"{result.passed} of {result.total} passed, {result.seconds:.2f} s, {result.memory_mb:.0f} MB, "
        f"sandbox: {result.tier}"
    )
    for name in result.tampering:
        yield f"remark: the code {tricks()[name].what} ({name})"


def _lines(verdict: CaseVerdict) -> Iterator[str]:
    name = f"{verdict.name} (hidden)" if verdict.hidden else verdict.name
    words = f": {verdict.message}" if verdict.message else ""
    yield f"{MARKS.get(verdict.outcome, 'fails  ')} {name}{words}"
    if verdict.printed and not verdict.passed:
        yield from (f"        | {line}" for line in verdict.printed.splitlines())
