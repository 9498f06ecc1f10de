"""Whether an answer is the expected one: exact types, and floats within a tolerance."""

import math


def same(got: object, expected: object, tolerance: float = 0.0) -> bool:
    """Whether a JSON value is the expected one.

    A bool is never a number. An int stands for a float of its value. A float stands for an int only
    where the task has a tolerance. NaN is NaN's equal here, and an infinity its own.

    >>> same(True, 1), same(2, 2.0), same(2.0, 2), same(2.0, 2, 1e-9), same(0.1 + 0.2, 0.3, 1e-9)
    (False, True, False, True, True)
    """
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(got) == len(expected)
            and all(same(a, b, tolerance) for a, b in zip(got, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and got.keys() == expected.keys()
            and all(same(got[key], value, tolerance) for key, value in expected.items())
        )
    if type(expected) in {int, float}:
        return _same_number(got, expected, tolerance)  # type: ignore[arg-type]  # a number, as just asked
    return type(got) is type(expected) and got == expected


def _same_number(got: object, expected: float, tolerance: float) -> bool:
    if type(got) not in {int, float} or (type(got) is float and type(expected) is int and not tolerance):
        return False
    number: float = got  # type: ignore[assignment]  # a number, as just asked
    if number == expected or (math.isnan(expected) and number != number):  # noqa: PLR0124  # NaN, whatever its size
        return True
    try:
        return abs(number - expected) <= tolerance
    except OverflowError:  # an int that no float can hold is far from any
        return False
