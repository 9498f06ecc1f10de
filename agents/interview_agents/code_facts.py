"""What a candidate's code shows by its structure, read with ``ast`` and never run."""

import ast
import io
import tokenize

from interview_personas import Record

SHORT_NAME = 1


class CodeFacts(Record):
    """Structure of one submission."""

    lines: int
    parses: bool
    functions: tuple[str, ...] = ()
    longest_function: int = 0
    docstrings: int = 0
    comments: int = 0
    short_names: tuple[str, ...] = ()
    """One-letter names bound outside loop headers, sorted."""
    named: int = 0
    """Distinct names bound."""
    handles_errors: bool = False
    """Whether input is checked or errors are raised or caught."""
    tests: bool = False
    """Whether the candidate wrote assertions or calls that try their own code."""
    imports: tuple[str, ...] = ()

    @property
    def untidy(self) -> bool:
        """Mostly one-letter names, and not a word of explanation."""
        return (
            self.parses
            and bool(self.short_names)
            and 2 * len(self.short_names) >= self.named
            and not self.docstrings
            and not self.comments
        )


def code_facts(source: str, entry: str | None = None) -> CodeFacts:
    """Facts about a piece of code; code that does not parse has few.

    Args:
        source: what the candidate handed in.
        entry: the function the task asked for; a call of it outside its own definition is a test.
    """
    lines = sum(bool(line.strip()) for line in source.splitlines())
    comments = _comments(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return CodeFacts(lines=lines, parses=False, comments=comments)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    bound = _bound_names(tree)
    return CodeFacts(
        lines=lines,
        parses=True,
        functions=tuple(f.name for f in functions),
        longest_function=max(((f.end_lineno or f.lineno) - f.lineno + 1 for f in functions), default=0),
        docstrings=sum(ast.get_docstring(f) is not None for f in functions),
        comments=comments,
        short_names=tuple(sorted(name for name in bound if len(name) == SHORT_NAME)),
        named=len(bound),
        handles_errors=any(isinstance(n, ast.Raise | ast.Try) for n in ast.walk(tree))
        or any(map(_guards_input, functions)),
        tests=any(isinstance(n, ast.Assert) for n in ast.walk(tree)) or _calls(tree, entry),
        imports=tuple(sorted(_imports(tree))),
    )


def _comments(source: str) -> int:
    """Comments by their tokens, or by how lines start where the code cannot be read."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return sum(line.strip().startswith("#") for line in source.splitlines())
    return sum(token.type == tokenize.COMMENT for token in tokens)


def _bound_names(tree: ast.AST) -> set[str]:
    loops = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.For | ast.comprehension)
        for name in ast.walk(node.target)
    }
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in loops
    }
    arguments = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return (stored | arguments) - {"self", "cls", "_"}


def _guards_input(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return any(isinstance(node, ast.If) for node in body[:2])


def _calls(tree: ast.Module, entry: str | None) -> bool:
    """Whether a function is called anywhere but in its own definition."""
    own = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name == entry
        for node in ast.walk(function)
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in own)
    return any(isinstance(call.func, ast.Name) and call.func.id == entry for call in calls)


def _imports(tree: ast.AST) -> set[str]:
    plain = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return plain | {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
