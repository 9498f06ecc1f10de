"""What code shows by its structure; it is read and never run."""

from pathlib import Path

import pytest

from interview_agents.code_facts import CodeFacts, code_facts

CLEAN = '''
def mean_delay(delays: list[float]) -> float:
    """The mean of the delays.

    Raises:
        ValueError: when there are none.
    """
    if not delays:
        raise ValueError("no delays")
    total = 0.0
    for delay in delays:
        total += delay
    return total / len(delays)
'''
UNTIDY = "def f(a, b):\n    c = 0\n    for i in a:\n        c += i * b\n    return c\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", {"parses": True, "lines": 0, "functions": ()}),
        ("def f(:", {"parses": False, "lines": 1}),
        ("x = '\x00'", {"parses": False}),
        ("(" * 5000, {"parses": False}),
        ("# why\nx = 1\n\n", {"lines": 2, "comments": 1}),
        ("def f():\n    pass\n\nasync def g():\n    pass\n", {"functions": ("f", "g")}),
        (CLEAN, {"docstrings": 1, "handles_errors": True, "longest_function": 12, "short_names": ()}),
        (UNTIDY, {"short_names": ("a", "b", "c"), "named": 3, "docstrings": 0, "comments": 0}),
        ("for i in range(3):\n    total = i\n", {"short_names": ()}),
        ("squares = [n * n for n in values]\n", {"short_names": ()}),
        ("class A:\n    def go(self):\n        _ = 1\n", {"named": 0}),
        ("import numpy as np\nfrom os import path\n", {"imports": ("numpy", "os")}),
        ("try:\n    x()\nexcept ValueError:\n    pass\n", {"handles_errors": True}),
        ("def f(rows):\n    if not rows:\n        return 0\n    return 1\n", {"handles_errors": True}),
        ("def f(rows):\n    return 1\n", {"handles_errors": False}),
    ],
)
def test_facts_are_read_off_the_structure(source: str, expected: dict[str, object]) -> None:
    facts = code_facts(source)
    assert {name: getattr(facts, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("tail", "tests"),
    [
        ("assert solve([1]) == 1\n", True),
        ("def test_one():\n    assert solve([1]) == 1\n", True),
        ("solve([1])\n", True),
        ("print(solve([1]))\n", True),
        ("if __name__ == '__main__':\n    print(solve([1]))\n", True),
        ("print('done')\n", False),
        ("other([1])\n", False),
        ("", False),
        ("# assert solve([1]) == 1\n", False),
    ],
)
def test_a_call_of_ones_own_code_is_a_test(tail: str, *, tests: bool) -> None:
    assert code_facts(f"def solve(rows):\n    return len(rows)\n\n{tail}", "solve").tests is tests


@pytest.mark.parametrize(
    "tail", ["result = solve([1])\nprint(result)\n", "for c in cases:\n    print(solve(c))\n"]
)
def test_a_call_in_an_assignment_or_a_loop_is_a_test_too(tail: str) -> None:
    assert code_facts(f"def solve(rows):\n    return len(rows)\n\n{tail}", "solve").tests


def test_a_recursive_call_is_no_test() -> None:
    assert not code_facts("def solve(n):\n    return solve(n - 1)\n", "solve").tests


@pytest.mark.parametrize(
    ("source", "untidy"),
    [
        (UNTIDY, True),
        (CLEAN, False),
        ("# adds them up\n" + UNTIDY, False),
        (UNTIDY.replace(":\n", ':\n    """Sum."""\n', 1), False),
        ("def f(rows, width, height, depth, n):\n    return n\n", False),
        ("def f(a, b:", False),
        ("", False),
    ],
)
def test_code_is_untidy_when_names_say_nothing_and_nothing_else_does(source: str, *, untidy: bool) -> None:
    assert code_facts(source).untidy is untidy


def test_a_comment_behind_a_line_of_code_is_a_comment() -> None:
    assert not code_facts("def f(a, b):\n    c = a * b  # area of the field\n    return c\n").untidy


def test_code_is_never_run(tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    facts = code_facts(f"import pathlib\npathlib.Path({str(trace)!r}).touch()\n")
    assert isinstance(facts, CodeFacts)
    assert not trace.exists()
