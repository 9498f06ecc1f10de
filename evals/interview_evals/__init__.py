"""Evals: what the readers are trained on, how they are trained, and how well they read.

Training needs the extra ``evals``; everything else runs with the base install.
"""

from interview_evals.errors import CorpusError, EvalError, MissingExtraError
from interview_evals.readers.snippets import Snippet, read_snippets

__all__ = ["CorpusError", "EvalError", "MissingExtraError", "Snippet", "read_snippets"]
