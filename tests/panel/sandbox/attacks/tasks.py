"""The tasks that the attack programs pretend to solve."""

import json
import secrets

from interview_agents.code_run import CodeRun
from interview_panel.sandbox import default_limits
from interview_personas import CodingTask, CodingTest

LIMITS = default_limits().model_copy(update={"wall_s": 1.0, "run_s": 5.0, "cpu_s": 4, "memory_mb": 256})
"""Small enough that a program that hangs costs a second."""
SENTENCE = 500
UPPER = "def solve(word):\n    return word.upper()\n"
"""The honest solution of ``shout``."""

Pairs = list[tuple[object, object]]


def _task(reference: str, visible: Pairs, hidden: Pairs, tolerance: float = 0.0) -> CodingTask:
    return CodingTask(
        statement="Solve it.",
        entry="solve",
        starter="def solve(given):\n    ...\n",
        reference=reference,
        time="O(n)",
        space="O(n)",
        tolerance=tolerance,
        visible=_tests("visible", visible),
        hidden=_tests("hidden", hidden),
    )


def _tests(kind: str, pairs: Pairs) -> tuple[CodingTest, ...]:
    return tuple(
        CodingTest(name=f"{kind} {at}", args=json.dumps([given]), expect=json.dumps(expected))
        for at, (given, expected) in enumerate(pairs, start=1)
    )


def shout() -> tuple[CodingTask, tuple[str, ...]]:
    """A task whose hidden tests nobody can know, and what they hold: inputs and answers."""
    words = [f"hidden {secrets.token_hex(4)}" for _ in range(3)]
    visible: Pairs = [(word, word.upper()) for word in ("first", "second", "third")]
    hidden: Pairs = [(word, word.upper()) for word in words]
    return _task(UPPER, visible, hidden), (*words, *(word.upper() for word in words))


RUNS = _task(
    "def solve(text): ...",
    [
        ("aab", [["a", 2], ["b", 1]]),
        ("", []),
        ("xyz", [["x", 1], ["y", 1], ["z", 1]]),
        ("zzzz", [["z", 4]]),
    ],
    [
        ("bccaaa", [["b", 1], ["c", 2], ["a", 3]]),
        ("aabaa", [["a", 2], ["b", 1], ["a", 2]]),
        ("  \n\n", [[" ", 2], ["\n", 2]]),
        ("q" * 300 + "r", [["q", 300], ["r", 1]]),
    ],
)
"""How often each letter stands in a row."""
HALVES = _task(
    "def solve(number): ...",
    [(1, 0.5), (3, 1.5)],
    [(5, 2.5), (-7, -3.5), (10**9 + 1, 500000000.5), (0, 0.0)],
    tolerance=1e-6,
)
"""Half of a number."""
ONES = _task(
    "def solve(values): ...",
    [([4], 1), ([2, 2], 1)],
    [([7, 7, 7], 1), (["a"], 1), ([None], 1), ([[1]], 1)],
)
"""How many different values there are: always one here."""
BITS = _task(
    "def solve(number): ...",
    [(2, [1, 0]), (3, [1, 1])],
    [(4, [1, 0, 0]), (5, [1, 0, 1]), (1, [1]), (0, [0])],
)
"""The binary digits of a number."""
TASKS = {"runs": RUNS, "halves": HALVES, "ones": ONES, "bits": BITS}


def silent(run: CodeRun) -> list[str]:
    """Verdicts of a run that do not tell the candidate what happened."""
    if run.problem:
        return []
    tests = [f"{v.name}: {v.outcome}" for v in run.verdicts if not v.passed and not v.message.strip()]
    return tests or ([] if run.verdicts else ["no verdict and no problem"])


def garbled(run: CodeRun) -> list[str]:
    """Words for the candidate that are long, or that a terminal would obey."""
    told = [run.problem, *(verdict.message for verdict in run.verdicts)]
    return [text[:200] for text in told if len(text) > SENTENCE or not "".join(text.split()).isprintable()]
