"""What code of an answer showed, as a prompt tells it: counted by us, with no word of the code's own."""

from collections.abc import Iterator

from interview_agents.code_facts import code_facts
from interview_agents.code_run import CodeRun
from interview_agents.transcript import Turn


def code_seen(turn: Turn) -> str:
    """Structure and test results of the code in an answer; empty when there is none.

    Hidden tests are counted and not named. What the code printed or raised is left out: it would
    speak in our voice.
    """
    if not (turn.code and turn.code.strip()):
        return ""
    facts = code_facts(turn.code)
    kept = [f"{facts.lines} lines, {'parses' if facts.parses else 'does not parse'}"]
    kept += [f"longest function {facts.longest_function} lines"] if facts.functions else []
    kept += [f"docstrings {facts.docstrings}, comments {facts.comments}"]
    kept += ["checks its input"] if facts.handles_errors else []
    kept += ["tries itself"] if facts.tests else []
    return "\n".join([f"Code, as counted: {'; '.join(kept)}.", *_tests(turn)])


def _tests(turn: Turn) -> Iterator[str]:
    tries = sum(not run.submitted for run in turn.runs)
    if tries:
        yield f"Run by the candidate before handing it in: {tries} times."
    run = turn.submitted
    if run is None:
        yield "It was not run."
    elif run.problem:
        yield f"It does not run{f', because of line {run.problem_line}' if run.problem_line else ''}."
    else:
        yield f"Tests: {_count(run, hidden=False)} visible pass, {_count(run, hidden=True)} hidden pass."
        failing = [f"“{v.name}” ({v.outcome})" for v in run.verdicts if not v.hidden and not v.passed]
        if failing:
            yield f"Visible tests that do not pass: {', '.join(failing)}."
    if run is not None and run.tampering:
        yield "It works against its tests."


def _count(run: CodeRun, *, hidden: bool) -> str:
    verdicts = [verdict for verdict in run.verdicts if verdict.hidden is hidden]
    return f"{sum(verdict.passed for verdict in verdicts)} of {len(verdicts)}"
