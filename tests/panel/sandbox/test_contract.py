"""What every sandbox does with a candidate's code, whichever tier it is."""

import asyncio
import json
import time

import pytest
from tests.panel.sandbox.conftest import LIMITS
from tests.panel.sandbox.tasks import ADD, SUM, Pairs, first, returning, run, task_of

from interview_panel.sandbox import Sandbox
from interview_personas import Question, load_bank

QUESTIONS = [question for question in load_bank().questions.values() if question.coding]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
async def test_a_reference_passes_every_test_of_its_task(sandbox: Sandbox, question: Question) -> None:
    task = question.coding
    assert task is not None
    if task.numpy and sandbox.name == "wasi":
        pytest.skip("there is no numpy for WASI")
    done = await sandbox.run(task, question.id, task.reference, submitted=True)
    assert [(verdict.name, verdict.message) for verdict in done.verdicts if not verdict.passed] == []
    assert (done.total, done.problem, done.tampering) == (len(task.visible) + len(task.hidden), "", ())


async def test_a_run_says_what_was_run_where_and_at_what_cost(sandbox: Sandbox) -> None:
    done = await run(sandbox, ADD, submitted=True)
    assert (done.question_id, done.code, done.submitted, done.tier) == ("Q00", ADD, True, sandbox.name)
    assert (done.passed, done.total, done.hidden_passed, done.hidden_total) == (5, 5, 3, 3)
    assert done.seconds > 0
    assert 1 < done.memory_mb < LIMITS.memory_mb


async def test_a_visible_verdict_shows_the_values_and_a_hidden_one_none(sandbox: Sandbox) -> None:
    code = "def solve(a, b):\n    print('at', a, b)\n    return a * b\n"
    done = await run(sandbox, code, submitted=True)
    shown, hidden = done.verdicts[0], done.verdicts[2]
    assert (shown.args, shown.expected, shown.got, shown.printed) == ("[1, 2]", "3", "2", "at 1 2\n")
    assert shown.message == "Expected 3, got 2."
    assert (hidden.args, hidden.expected, hidden.got, hidden.printed) == ("", "", "", "")
    assert hidden.message == "The answer is not the expected one."


async def test_nothing_a_hidden_test_makes_the_code_say_gets_out(sandbox: Sandbox) -> None:
    code = """
def solve(a, b):
    if a == 5:
        raise ValueError(f"leak {a} {b}")
    if a == -1:
        raise type(f"Leak{b}", (Exception,), {})(a)
    return type(f"Leak{b}", (), {})()
"""
    done = await run(sandbox, code, submitted=True)
    assert [verdict.message for verdict in done.verdicts if verdict.hidden] == [
        "ValueError",
        "an exception of the code's own",
        "The function returned something that has no JSON form.",
    ]


async def test_an_error_names_its_type_its_text_and_the_candidates_line(sandbox: Sandbox) -> None:
    code = "import json\n\ndef solve(a, b):\n    return json.loads('{')\n"
    verdict = await first(sandbox, code)
    assert (verdict.outcome, verdict.line) == ("error", 4)
    assert verdict.message.startswith("Line 4: JSONDecodeError: Expecting property name")


async def test_code_that_does_not_parse_is_a_problem_with_its_line(sandbox: Sandbox) -> None:
    done = await run(sandbox, "x = 1\ndef solve(a, b:\n    pass\n", submitted=True)
    assert done.problem.startswith("The code does not parse: SyntaxError: ")
    assert done.problem_line == 2
    assert {verdict.outcome for verdict in done.verdicts} == {"not_run"}
    assert (done.passed, done.total) == (0, 5)


async def test_code_without_the_function_is_a_problem(sandbox: Sandbox) -> None:
    done = await run(sandbox, "def other(a, b):\n    return a + b\n")
    assert done.problem == "The code defines no function `solve`."


async def test_code_that_fails_when_it_is_loaded_is_a_problem(sandbox: Sandbox) -> None:
    done = await run(sandbox, "values = []\nvalues[0]\n" + ADD)
    assert done.problem == "The code fails when it is loaded: IndexError: list index out of range"
    assert done.problem_line == 2


async def test_code_that_never_loads_is_a_problem(sandbox: Sandbox) -> None:
    done = await run(sandbox, "while True:\n    pass\n" + ADD)
    assert done.problem == "The code was not done after 2 s while it was loaded."


async def test_code_that_leaves_while_it_is_loaded_is_a_problem(sandbox: Sandbox) -> None:
    done = await run(sandbox, "import os\nos._exit(3)\n" + ADD)
    assert done.problem == "The code ended its process while it was loaded."


async def test_code_longer_than_allowed_is_a_problem(sandbox: Sandbox) -> None:
    done = await run(sandbox, ADD + "#" * 200_000)
    assert done.problem == "The code is longer than 64 kB."


async def test_code_with_half_characters_is_run_and_kept_as_text(sandbox: Sandbox) -> None:
    done = await run(sandbox, ADD + "# \ud800\n")
    assert (done.passed, done.code) == (2, ADD + "# ?\n")
    assert json.loads(done.model_dump_json())["code"] == ADD + "# ?\n"


async def test_a_loop_costs_its_own_test_and_not_the_next(sandbox: Sandbox) -> None:
    code = "def solve(a, b):\n    while a == 1:\n        pass\n    return a + b\n"
    done = await run(sandbox, code, submitted=True)
    assert [verdict.outcome for verdict in done.verdicts] == ["timeout", *["passed"] * 4]
    assert done.verdicts[0].message == "The code was not done after 2 s in this test."


async def test_what_was_printed_before_a_loop_is_shown(sandbox: Sandbox) -> None:
    verdict = await first(sandbox, "def solve(a, b):\n    print('here')\n    while True:\n        pass\n")
    assert (verdict.outcome, verdict.printed) == ("timeout", "here\n")


async def test_too_much_memory_is_its_own_outcome(sandbox: Sandbox) -> None:
    code = "def solve(a, b):\n    if a == 1:\n        bytes(2 ** 31 - 64)\n    return a + b\n"
    done = await run(sandbox, code)
    assert [verdict.outcome for verdict in done.verdicts] == ["memory", "passed"]
    assert done.verdicts[0].message == "The code needed more than 512 MB of memory."


async def test_leaving_in_a_test_stops_that_test_only(sandbox: Sandbox) -> None:
    code = "import os\n\ndef solve(a, b):\n    if a == 1:\n        os._exit(1)\n    return a + b\n"
    done = await run(sandbox, code)
    assert [verdict.outcome for verdict in done.verdicts] == ["stopped", "passed"]
    assert done.verdicts[0].message == "The code ended its process in this test."


async def test_a_run_ends_when_its_time_is_used_up(sandbox: Sandbox) -> None:
    hasty = type(sandbox)(sandbox.tier, LIMITS.model_copy(update={"wall_s": 0.5, "run_s": 0.6}))
    done = await run(hasty, "def solve(a, b):\n    while True:\n        pass\n", submitted=True)
    outcomes = [verdict.outcome for verdict in done.verdicts]
    assert outcomes[0] == "timeout"
    assert outcomes[-1] == "not_run"
    assert done.verdicts[-1].message == "The run's 0.6 s were used up before."


async def test_code_that_loads_only_at_times_keeps_the_verdicts_it_has(sandbox: Sandbox) -> None:
    code = """
import time

if time.time() > {until}:
    raise RuntimeError("not again")

def solve(a, b):
    while a == 0:
        pass
    return a + b
"""
    slow = type(sandbox)(sandbox.tier, LIMITS.model_copy(update={"wall_s": 5.0}))
    done = await run(slow, code.format(until=time.time() + 4.9), submitted=True)
    assert [verdict.outcome for verdict in done.verdicts] == ["passed", "timeout", *["not_run"] * 3]
    assert done.verdicts[2].message.endswith("RuntimeError: not again")
    assert (done.problem, done.problem_line) == ("", None)


async def test_printing_a_lot_is_cut_and_passes(sandbox: Sandbox) -> None:
    code = "def solve(a, b):\n    for i in range(10_000):\n        print('line', i)\n    return a + b\n"
    verdict = await first(sandbox, code)
    assert verdict.outcome == "passed"
    assert verdict.printed.startswith("line 0\nline 1\n")
    assert len(verdict.printed) == LIMITS.shown_chars


async def test_printed_text_is_no_answer(sandbox: Sandbox) -> None:
    reply = '{"nonce": "", "n": 1, "kind": "answer", "answer": "3"}'
    verdict = await first(sandbox, f"def solve(a, b):\n    print({reply!r})\n    return 0\n")
    assert (verdict.outcome, verdict.printed) == ("wrong", reply + "\n")


async def test_control_characters_do_not_reach_whoever_reads_the_verdict(sandbox: Sandbox) -> None:
    verdict = await first(
        sandbox, "def solve(a, b):\n    print('\\x1b[31mred\\x00\\ud800')\n    return '\\ud800'\n"
    )
    assert verdict.printed == "�[31mred�?\n"
    assert "\ud800" not in verdict.got + verdict.message


async def test_nothing_is_read_from_standard_input(sandbox: Sandbox) -> None:
    verdict = await first(sandbox, "def solve(a, b):\n    return input()\n")
    assert verdict.message.startswith("Line 2: EOFError")


async def test_arguments_are_fresh_in_every_test(sandbox: Sandbox) -> None:
    again: Pairs = [([[1, 2]], 2)]
    task = task_of(again * 2, again * 3)
    code = "def solve(values):\n    n = len(values)\n    values.clear()\n    return n\n"
    assert (await run(sandbox, code, task, submitted=True)).passed == 5


async def test_honest_habits_work_and_are_not_suspected(sandbox: Sandbox) -> None:
    code = """
import collections, heapq, bisect, itertools, functools, math, re, string, random, statistics, sys
from dataclasses import dataclass, field
from typing import Optional

sys.setrecursionlimit(10_000)

@dataclass(order=True)
class Item:
    rank: int
    name: str = field(compare=False, default="")

@functools.lru_cache(maxsize=None)
def walk(n):
    return 0 if n == 0 else 1 + walk(n - 1)

class Node:
    def __init__(self, value, rest=None):
        self.value, self.rest = value, rest

def solve(a, b):
    heap = [Item(b, "b"), Item(a, "a")]
    heapq.heapify(heap)
    print("least", heapq.heappop(heap).rank, file=sys.stderr)
    assert walk(9) == 9
    counted = collections.Counter("abracadabra")
    return a + b + sum(1 for _ in itertools.islice(counted.items(), 0))

if __name__ == "__main__":
    print(solve(1, 2))
"""
    done = await run(sandbox, code, submitted=True)
    assert (done.passed, done.total, done.problem, done.tampering) == (5, 5, "", ())
    assert done.verdicts[0].printed == "least 1\n"


async def test_remembered_recursion_may_go_deep(sandbox: Sandbox) -> None:
    if sandbox.name == "wasi":
        pytest.skip("the stack for C in that interpreter is too small, and cannot be made larger")
    code = """
import functools, sys

sys.setrecursionlimit(10_000)

@functools.lru_cache(maxsize=None)
def walk(n):
    return 0 if n == 0 else 1 + walk(n - 1)

def solve(a, b):
    return a + b if walk(1_000) == 1_000 else None
"""
    assert (await run(sandbox, code)).passed == 2


@pytest.mark.parametrize(
    ("answer", "expect", "tolerance", "passes"),
    [
        ("(1, [2, (3,)])", [1, [2, [3]]], 0.0, True),
        ("__import__('collections').OrderedDict(a=1)", {"a": 1}, 0.0, True),
        ("True", 1, 0.0, False),
        ("1", True, 0.0, False),
        ("2.0", 2, 0.0, False),
        ("2.0", 2, 1e-9, True),
        ("2", 2.0, 0.0, True),
        ("0.1 + 0.2", 0.3, 1e-9, True),
        ("0.1 + 0.2", 0.3, 0.0, False),
        ("float('nan')", 0.0, 1e9, False),
        ("float('inf')", 1.0, 1e9, False),
        ("10 ** 400", 1.0, 1e9, False),
        ("{1: 2}", {"1": 2}, 0.0, False),
        ("{1, 2}", [1, 2], 0.0, False),
        ("None", 0, 0.0, False),
        ("'3'", 3, 0.0, False),
    ],
)
async def test_an_answer_must_have_the_expected_type_and_value(
    sandbox: Sandbox, answer: str, expect: object, tolerance: float, *, passes: bool
) -> None:
    assert (await returning(sandbox, answer, expect, tolerance=tolerance)).passed is passes


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            "{1, 2}",
            "The function returned a set; an answer is a list, tuple, dict, text, number, bool or None.",
        ),
        ("{1: 2}", "The function returned a dict with a key of type int; an answer's keys are text."),
        (
            "(n for n in 'ab')",
            "The function returned a generator; an answer is a list, tuple, dict, text, number",
        ),
        ("'x' * 10 ** 6", "The function returned an answer of more than 256 kB."),
        ("__import__('functools').reduce(lambda a, _: [a], range(2000), 0)", "more than 100 deep."),
    ],
)
async def test_an_answer_without_a_json_form_is_wrong_and_says_why(
    sandbox: Sandbox, answer: str, message: str
) -> None:
    verdict = await returning(sandbox, answer, 0)
    assert verdict.outcome == "wrong"
    assert message in verdict.message


async def test_a_number_of_a_hundred_thousand_digits_is_an_error_of_that_test(sandbox: Sandbox) -> None:
    verdict = await returning(sandbox, "10 ** 100_000", 0)
    assert verdict.outcome == "error"
    assert "ValueError" in verdict.message


async def test_the_facade_for_scripts_gives_the_same_run(sandbox: Sandbox) -> None:
    done = await asyncio.to_thread(sandbox.run_blocking, SUM, "Q00", ADD, submitted=True)
    assert (done.passed, done.total) == (5, 5)
