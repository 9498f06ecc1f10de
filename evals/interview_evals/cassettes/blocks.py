"""YAML as cassettes have it: one way to write each value, and texts of several lines as they are.

What is written reads back as it was, and the same data gives the same bytes; a general writer of
YAML gives neither long lines nor spaces at their ends as a block that a person can read.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

PLAIN = re.compile(r"[A-Za-z][\w./@-]*", re.ASCII)
WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""They would be read as something else than a text."""
UNSHOWN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that YAML does not take as they are, or takes for the end of a line."""
STEP = "  "
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def written(data: Mapping[str, object]) -> str:
    r"""YAML of a mapping.

    Raises:
        TypeError: a value is of no kind that JSON has.

    >>> print(written({"call": "judge", "said": "one\ntwo", "temperature": 0.5}), end="")
    call: judge
    said: |-
      one
      two
    temperature: 0.5
    """
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def read(text: str) -> object:
    """The data of a text in YAML.

    Raises:
        ValueError: it is no YAML.
    """
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error


def _mapping(data: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in data.items():
        head, *rest = _value(value, indent)
        yield f"{indent}{_word(key)}:{head}"
        yield from rest


def _items(values: Sequence[object], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(value, indent + STEP)
            yield f"{indent}- {first.removeprefix(indent + STEP)}"
        else:
            head, *rest = _value(value, indent)
            yield f"{indent}-{head}"
        yield from rest


def _value(value: object, indent: str) -> Iterator[str]:
    """What stands after the colon, and the lines below it."""
    if isinstance(value, str) and "\n" in value.strip("\n") and not UNSHOWN.search(value):
        yield from _block(value, indent + STEP)
    elif isinstance(value, Mapping) and value:
        yield ""
        yield from _mapping(value, indent + STEP)
    elif isinstance(value, list | tuple) and any(not isinstance(item, int) for item in value):
        yield ""
        yield from _items(value, indent + STEP)
    else:
        yield f" {_scalar(value)}"


def _block(text: str, indent: str) -> Iterator[str]:
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    own_indent = str(len(STEP)) if text.lstrip("\n").startswith((" ", "\t")) else ""
    yield f" |{own_indent}{'-' if not ends else '+' if ends > 1 else ''}"
    for line in [*body.split("\n"), *[""] * max(ends - 1, 0)]:
        yield f"{indent}{line}" if line else ""


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, float):
        return _decimal(value)
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, Mapping):
        return "{}"
    raise TypeError(f"{type(value).__name__} has no place in a cassette")


def _word(text: str) -> str:
    if PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _decimal(value: float) -> str:
    """A number that YAML takes for one: it wants a point."""
    if not math.isfinite(value):
        raise TypeError(f"{value} has no place in a cassette")
    digits, e, power = repr(value).partition("e")
    return f"{digits}{'' if '.' in digits else '.0'}{e}{power}"
