"""The reference solution as different people would hand it in."""

import ast
import builtins
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from interview_personas import CodingTask

Style = Literal["clean", "untidy", "partial", "none"]
Numbers = float | Sequence["Numbers"]
"""Numbers, or lists of them as deep as it gets."""

PLACES = 6
"""Decimals to which a result of floats is compared."""
LOOPS = ("cell", "row", "table", "group")


def in_style(task: CodingTask, style: Style, *, tested: bool) -> str:
    """Code for a task: clean, with one-letter names and no comments, or only begun."""
    if style == "partial":
        return task.starter
    code = _untidied(task.reference, task.entry) if style == "untidy" else task.reference.strip() + "\n"
    return code + (_tried_out(task) if tested else "")


def _tried_out(task: CodingTask) -> str:
    test = task.visible[0]
    call, wanted = f"{task.entry}(*{_literal(test.args)})", json.loads(test.expect)
    depth = _depth(wanted) if task.tolerance else None
    if depth is None or depth > len(LOOPS):
        return f"\n\nassert {call} == {_literal(test.expect)}\n"
    return f"\n\nassert {_rounding(call, depth)} == {_rounded(wanted)}\n"


def _depth(value: object) -> int | None:
    """How deep lists of nothing but numbers are nested; None for anything else."""
    if not isinstance(value, list):
        return 0 if isinstance(value, int | float) else None
    depths = {_depth(part) for part in value}
    (depth,) = depths if len(depths) == 1 else (None,)
    return None if depth is None else depth + 1


def _rounding(call: str, depth: int) -> str:
    """Source that rounds every number of a call's result."""
    sources = [*LOOPS[:depth], call]
    text = f"round({sources[0]}, {PLACES})"
    for name, source in pairwise(sources):
        text = f"[{text} for {name} in {source}]"
    return text


def _rounded(value: Numbers) -> Numbers:
    return [_rounded(part) for part in value] if isinstance(value, Sequence) else round(value, PLACES)


def _literal(text: str) -> str:
    names = {"null": "None", "true": "True", "false": "False"}
    for name, python in names.items():
        text = text.replace(name, python)
    return text.strip()


def _untidied(source: str, entry: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Module) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(_Shortened(tree, entry).visit(tree)) + "\n"


class _Shortened(ast.NodeTransformer):
    """Renames every argument and local to x, y, z and so on."""

    def __init__(self, tree: ast.Module, entry: str) -> None:
        bound = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        bound |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        keep = (
            {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)} | set(dir(builtins)) | {entry}
        )
        short = [letter for letter in "xyzabcdefghjklmnopqrstuvw" if letter not in bound]
        self._names = dict(zip(sorted(bound - keep), short, strict=False))

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(id=self._names.get(node.id, node.id), ctx=node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.copy_location(ast.arg(arg=self._names.get(node.arg, node.arg)), node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        self.generic_visit(node)
        return node
