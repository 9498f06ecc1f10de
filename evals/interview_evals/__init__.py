"""Evals: what the readers are trained on, how they are trained, and how well minds read and ask.

Training needs the extra ``evals``; everything else runs with the base install. Exports are loaded on
first use: pytest imports this package wherever it is installed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_evals.errors import CorpusError, EvalError, MissingExtraError
    from interview_evals.readers.snippets import Snippet, read_snippets

_HOME = {
    "CorpusError": "interview_evals.errors",
    "EvalError": "interview_evals.errors",
    "MissingExtraError": "interview_evals.errors",
    "Snippet": "interview_evals.readers.snippets",
    "read_snippets": "interview_evals.readers.snippets",
}

__all__ = ["CorpusError", "EvalError", "MissingExtraError", "Snippet", "read_snippets"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'interview_evals' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
