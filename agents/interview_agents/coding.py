"""The coding interviewer: understand, examples, brute force, optimise, implement, test.

R2 of the documents: "coding, problem-solving, communication", 60 to 90 minutes.
"""

from collections.abc import Iterator
from random import Random

from interview_agents.code_run import CodeRun
from interview_agents.covering import Likely
from interview_agents.interviewer import by_importance, open_points, pool, take
from interview_agents.record import RoundRecord
from interview_agents.text import folded, mentions
from interview_agents.transcript import Reaction
from interview_personas import Bank, CodeReactions, Company, Point, Question, Role, RoundKind

BEFORE_CODE = frozenset({"understand", "examples", "brute_force", "optimize"})
TALK_FIRST = 3
"""Turns of talk about a problem before the code is asked for."""
MOST_FAILURES = 2
"""Failing runs of one problem that are talked about; then the interviewer lets it go."""
FAILURES: frozenset[Reaction] = frozenset(
    {"does_not_run", "fails_visible", "fails_hidden", "raises_hidden", "too_slow"}
)


def choose(bank: Bank, role: Role, company: Company, count: int, draw: Random) -> tuple[str, ...]:
    """One problem of the company's or role's kind, the next of another topic."""
    return take(pool(bank, RoundKind.CODING, role, company, draw), count)


def gaps(question: Question, record: RoundRecord, likely: Likely) -> list[Point]:
    """Before there is code, the steps that come before it; with code, the code first."""
    missing = open_points(question, record)
    before = [p for p in missing if p.step in BEFORE_CODE]
    after = [p for p in missing if p.step not in BEFORE_CODE]
    if record.code_submitted:
        return by_importance(after, likely) + by_importance(before, likely)
    return sorted(before, key=lambda point: (likely.doubts(point), question.points.index(point)))


def wants_code(record: RoundRecord) -> bool:
    """Whether it is time to ask for the code."""
    return not record.code_submitted and record.turns_on_question >= TALK_FIRST


def reaction(record: RoundRecord, lines: CodeReactions) -> tuple[Reaction, str] | None:
    """What to make of the code on the table, and the line for it: failures first, then how it works.

    Args:
        record: the round so far; code was handed in for its current question.
        lines: what the bank has the interviewer say.

    Returns:
        None when nothing is left to be said about this code.
    """
    for kind in _due(record, lines):
        fresh = getattr(lines, kind)[record.reacted[kind] :]
        if fresh:
            return kind, fresh[0].format(**_told(record.run))
    return None


def _due(record: RoundRecord, lines: CodeReactions) -> Iterator[Reaction]:
    failure = _failure(record.run)
    if failure and sum(record.reactions[kind] for kind in FAILURES) < MOST_FAILURES:
        yield failure
    if not record.reactions["walk_through"]:
        yield "walk_through"
    told = any(mentions(folded(text), lines.complexity_cues) for text in record.talk_on_code)
    if not (told or record.reactions["complexity"]):
        yield "complexity"


def _failure(run: CodeRun | None) -> Reaction | None:
    """The worst that a run shows; a visible failure is talked about before a hidden one."""
    if run is None or run.passed == run.total:
        return None
    if run.problem:
        return "does_not_run"
    failing = [verdict for verdict in run.verdicts if not verdict.passed]
    if any(not verdict.hidden for verdict in failing):
        return "fails_visible"
    outcomes = {verdict.outcome for verdict in failing}
    if outcomes & {"timeout", "memory"}:
        return "too_slow"
    return "raises_hidden" if outcomes & {"error", "stopped"} else "fails_hidden"


def _told(run: CodeRun | None) -> dict[str, str]:
    """What a line may name: where the code stops, or the first visible test that fails.

    Never a message of the code's own making: it would speak with the interviewer's voice.
    """
    if run is None:
        return {}
    failing = (verdict.name for verdict in run.verdicts if not verdict.hidden and not verdict.passed)
    where = f"line {run.problem_line}" if run.problem_line else "its start"
    return {"where": where, "name": next(failing, "")}
