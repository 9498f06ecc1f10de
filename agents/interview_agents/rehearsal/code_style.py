"""The reference solution as different people would hand it in."""

import ast
import builtins
from typing import Literal

from interview_personas import CodingTask

Style = Literal["clean", "untidy", "partial", "none"]


def in_style(task: CodingTask, style: Style, *, tested: bool) -> str:
    """Code for a task: clean, with one-letter names and no comments, or only begun."""
    if style == "partial":
        return task.starter
    code = _untidied(task.reference, task.entry) if style == "untidy" else task.reference.strip() + "\n"
    return code + (_tried_out(task) if tested else "")


def _tried_out(task: CodingTask) -> str:
    test = task.visible[0]
    return f"\n\nassert {task.entry}(*{_literal(test.args)}) == {_literal(test.expect)}\n"


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
