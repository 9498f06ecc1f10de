"""The snippets as numbers: exactly the features that the rehearsal's readers see."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from interview_agents.signals.readers import Signals, grams, windows
from interview_evals.readers.snippets import Snippet

RARE = 3
"""Snippets a gram must occur in."""


@dataclass(frozen=True)
class Corpus:
    """The snippets as features: whole answers to train on, windows to be read as in an interview."""

    snippets: Sequence[Snippet]
    idf: Mapping[str, float]
    answers: Any
    windows: Any
    owner: Any
    """The snippet that a window is from."""


def featured(snippets: Sequence[Snippet]) -> Corpus:
    """A corpus over one vocabulary; rarity is counted over all of it, without looking at labels."""
    counts = Counter(gram for s in snippets for gram in set(grams(s.answer)))
    total = len(snippets)
    idf = {
        gram: round(math.log((1 + total) / (1 + count)) + 1, 3)
        for gram, count in sorted(counts.items())
        if count >= RARE
    }
    reader, columns = Signals(idf=idf, readers={}), {gram: i for i, gram in enumerate(idf)}
    read = [(i, window) for i, s in enumerate(snippets) for window in windows(s.answer)]
    return Corpus(
        snippets=snippets,
        idf=idf,
        answers=_matrix([reader.vector(s.answer) for s in snippets], columns),
        windows=_matrix([reader.vector(window) for _, window in read], columns),
        owner=np.array([i for i, _ in read]),
    )


def _matrix(vectors: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Any:  # noqa: ANN401 - no stubs
    rows = [i for i, vector in enumerate(vectors) for _ in vector]
    places = [columns[gram] for vector in vectors for gram in vector]
    values = [value for vector in vectors for value in vector.values()]
    return csr_matrix((values, (rows, places)), shape=(len(vectors), len(columns)))
