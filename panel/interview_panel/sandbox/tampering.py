"""Tricks against the tests, found by reading the code's structure; nothing is run.

What is found is a remark for the debrief. It stops nothing: the walls and the protocol do that. So
a trick that is hidden well enough to be missed gains nothing, and honest code is never accused.
"""

import ast
import threading
import tomllib
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from interview_panel.sandbox.names import LONGEST, Names, text_of
from interview_personas import Record

RUNNERS_OF_TEXT = {"eval", "exec", "compile"}
OPENERS = {"open", "io.open", "os.open", "pathlib.Path"}
WRITERS = {"setattr", "delattr"}
DEEPEST_TEXT = 3

_one_at_a_time = threading.Lock()
"""For what reading changes meanwhile, the filters of warnings, belongs to the whole process."""


class Trick(Record):
    """One row of ``tampering.toml``."""

    what: str
    names: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    assigned: frozenset[str] = frozenset()


@cache
def tricks() -> dict[str, Trick]:
    """Every trick there is a name for."""
    text = files("interview_panel.sandbox").joinpath("tampering.toml").read_text("utf-8")
    return {name: Trick.model_validate(row) for name, row in tomllib.loads(text).items()}


def find_tampering(code: str) -> frozenset[str]:
    r"""Names of the tricks in a piece of code; none for code that does not parse.

    >>> sorted(find_tampering("from os import _exit as bye\ndef f(x): bye(0)"))
    ['process_exit']
    """
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the candidate's backslashes, for one
        return frozenset(_found(code, DEEPEST_TEXT))


def _found(code: str, depth: int) -> Iterator[str]:
    if _slow_to_parse(code):
        return
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    names = Names(tree)
    for node in ast.walk(tree):
        for name in _said(node, names):
            yield from _of("names", name, *_modules(name))
        for name in _written(node, names):
            yield from _of("assigned", name, f"{name.rpartition('.')[0]}.*")
        yield from _of("attributes", _attribute(node))
        if isinstance(node, ast.Call) and node.args:
            yield from _given(names.dotted(node.func), text_of(node.args[0]), depth)
        elif isinstance(node, ast.ClassDef) and any(map(_claims_all_equal, node.body)):
            yield "wildcard_answer"


def _slow_to_parse(code: str) -> bool:
    """Whether a module's name has so many parts that Python's own parser would need seconds."""
    lines = code.replace("\\\n", "").splitlines()
    return any("import" in line and line.count(".") > LONGEST for line in lines)


@cache
def _listed() -> dict[tuple[str, str], str]:
    """The trick that each row's entry belongs to."""
    return {
        (kind, entry): name
        for name, row in tricks().items()
        for kind, entries in (
            ("names", row.names),
            ("attributes", row.attributes),
            ("assigned", row.assigned),
        )
        for entry in entries
    }


def _of(kind: str, *entries: str) -> Iterator[str]:
    yield from (_listed()[kind, entry] for entry in entries if (kind, entry) in _listed())


def _modules(name: str) -> list[str]:
    """A name and all it is in, as entries for whole modules."""
    parts = name.split(".")
    return [f"{'.'.join(parts[:end])}.*" for end in range(1, len(parts) + 1)]


def _said(node: ast.AST, names: Names) -> list[str]:
    """The dotted names that a node uses."""
    if isinstance(node, ast.Import):
        said = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        said = [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        said = [name] if (name := names.dotted(node)) else []
    return [name for name in said if len(name) <= LONGEST]


def _written(node: ast.AST, names: Names) -> list[str]:
    """The dotted name that an assignment, ``del`` or ``setattr`` changes."""
    name: str | None = None
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        name = names.dotted(node)
    elif isinstance(node, ast.Call) and len(node.args) > 1 and names.dotted(node.func) in WRITERS:
        owner = names.dotted(node.args[0])
        name = f"{owner}.{text_of(node.args[1])}" if owner else None
    return [name] if name else []


def _attribute(node: ast.AST) -> str:
    """The attribute that is asked for, by name or by ``getattr``; empty when none is."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        return (text_of(node.args[1]) if len(node.args) > 1 else None) or ""
    return ""


def _given(called: str | None, text: str | None, depth: int) -> Iterator[str]:
    """Tricks in the first argument of a call: text that is run, a path outside."""
    if text is None or called is None:
        return
    called = called.removeprefix("builtins.")
    if called in RUNNERS_OF_TEXT and depth:
        yield from _found(text, depth - 1)
    if called in OPENERS and text.startswith("/"):
        yield "outside_files"


def _claims_all_equal(node: ast.stmt) -> bool:
    """A method ``__eq__`` that does nothing but return True."""
    if not isinstance(node, ast.FunctionDef) or node.name != "__eq__" or len(node.body) != 1:
        return False
    only = node.body[0]
    return isinstance(only, ast.Return) and isinstance(only.value, ast.Constant) and only.value.value is True
