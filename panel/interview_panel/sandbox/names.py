"""What names in a piece of code stand for, followed through imports and the usual detours."""

import ast

IMPORTERS = {"__import__", "importlib.import_module", "importlib.__import__"}
BUILTINS = {*"__import__ __builtins__ getattr setattr delattr vars open eval exec compile".split()}
"""Names that mean something without an import; any other is the candidate's own."""
DEEPEST, LONGEST = 40, 100
"""What nests deeper or is longer is no name; it could be written to keep us busy."""


class Names:
    """The names of one module; a variable is not taken for a module of the same name.

    >>> tree = ast.parse("import os as o; getattr(o, '_ex' + 'it')")
    >>> Names(tree).dotted(tree.body[-1].value)
    'os._exit'
    """

    def __init__(self, tree: ast.AST) -> None:
        self._known: dict[str, str] = {}
        self._found: dict[ast.AST, str | None] = {}
        for node in ast.walk(tree):
            self._learn(node)
        self._found.clear()

    def dotted(self, node: ast.AST, depth: int = 0) -> str | None:
        """The dotted name that an expression stands for; None when it is nothing known."""
        if node not in self._found and depth < DEEPEST:
            name = self._look(node, depth + 1)
            self._found[node] = name if name is not None and len(name) <= LONGEST else None
        return self._found.get(node)

    def _learn(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                self._known[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                self._known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Assign) and (name := self.dotted(node.value)):
            self._known |= {target.id: name for target in node.targets if isinstance(target, ast.Name)}

    def _look(self, node: ast.AST, depth: int) -> str | None:
        if isinstance(node, ast.Name):
            return self._known.get(node.id) or (node.id if node.id in BUILTINS else None)
        if isinstance(node, ast.Attribute):
            return _joined(self.dotted(node.value, depth), node.attr)
        if isinstance(node, ast.Subscript):
            return _joined(self._owner(node.value, depth), text_of(node.slice))
        if isinstance(node, ast.Call) and node.args:
            return self._called(node, depth)
        return None

    def _called(self, node: ast.Call, depth: int) -> str | None:
        """What ``__import__("os")`` and ``getattr(os, "name")`` give."""
        function = self.dotted(node.func, depth)
        if function in IMPORTERS:
            return text_of(node.args[0])
        if function == "getattr" and len(node.args) > 1:
            return _joined(self.dotted(node.args[0], depth), text_of(node.args[1]))
        return None

    def _owner(self, node: ast.expr, depth: int) -> str | None:
        """Whose dictionary ``os.__dict__``, ``vars(os)``, ``sys.modules`` and ``__builtins__`` are."""
        if isinstance(node, ast.Attribute) and node.attr == "__dict__":
            return self.dotted(node.value, depth)
        if isinstance(node, ast.Call) and node.args and self.dotted(node.func, depth) == "vars":
            return self.dotted(node.args[0], depth)
        name = self.dotted(node, depth)
        return name if name == "__builtins__" else None


def text_of(node: ast.expr, depth: int = 0) -> str | None:
    """A text that is written down, also in parts."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and depth < DEEPEST:
        left, right = text_of(node.left, depth + 1), text_of(node.right, depth + 1)
        return None if left is None or right is None else left + right
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _joined(owner: str | None, part: str | None) -> str | None:
    return f"{owner}.{part}" if owner and part else None
