"""When an answer is the expected one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_panel.sandbox.comparing import same

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
def test_a_value_is_itself(value: object) -> None:
    assert same(value, value)


@given(VALUES, VALUES)
def test_a_value_of_another_python_is_not_taken_for_it(one: object, other: object) -> None:
    if same(one, other):
        assert one == other or repr(one) == repr(other)


@pytest.mark.parametrize(
    ("got", "expected", "tolerance", "verdict"),
    [
        (1.05, 1.0, 0.1, True),
        (1.05, 1.0, 0.01, False),
        (True, 1, 0.0, False),
        (True, 1.0, 0.5, False),
        (1, True, 0.0, False),
        (0, False, 0.0, False),
        (0, None, 0.0, False),
        (2, 2.0, 0.0, True),
        (2.0, 2, 0.0, False),
        (2.0, 2, 1e-9, True),
        (3, 2, 1e-9, False),
        (math.nan, math.nan, 0.0, True),
        (math.nan, 1.0, math.inf, False),
        (math.inf, math.inf, 0.0, True),
        (-math.inf, math.inf, 1e9, False),
        (10**400, 1.0, 1e9, False),
        (10**400, 10**400, 0.0, True),
        ([1], [1, 2], 0.0, False),
        ({"a": 1}, {"a": 1, "b": 1}, 0.0, False),
        ({"a": 1}, [["a", 1]], 0.0, False),
        ("1", 1, 0.0, False),
        ([[1.0]], [[1.0 + 1e-12]], 1e-9, True),
    ],
)
def test_types_and_tolerance(got: object, expected: object, tolerance: float, *, verdict: bool) -> None:
    assert same(got, expected, tolerance) is verdict
