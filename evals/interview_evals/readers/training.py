"""Training: one logistic regression a flag, over exactly the features that the rehearsal reads.

The only module that needs scikit-learn. Everything is deterministic: no draw, one thread, a
solver run to the end, and figures rounded before they are measured or written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interview_agents.rehearsal.signals import Reader, Signals
from interview_evals.errors import CorpusError, MissingExtraError
from interview_evals.readers.measures import Judged, Measured, high_of, low_of, measure
from interview_evals.readers.sampling import Kind, Sample, by_author, by_question, reads, sample
from interview_evals.readers.snippets import Snippet, too_few
from interview_personas import Record

try:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    from interview_evals.readers.features import Corpus, featured
except ImportError as error:
    raise MissingExtraError from error

C = 10.0
TINY = 0.02
"""Share of a reader's largest weight under which a weight is dropped: a quarter of them stay, and
nothing is read worse."""
Array = np.ndarray[Any, np.dtype[np.float64]]


class Trained(Record):
    """The readers, and what was measured of each, a way of holding out."""

    signals: Signals
    by_question: Mapping[str, Measured]
    by_author: Mapping[str, Measured]


@dataclass(frozen=True)
class Line:
    """What a regression learns."""

    weights: Array
    bias: float


def train(snippets: Sequence[Snippet], kinds: Mapping[str, Kind]) -> Trained:
    """A reader for every flag that has snippets, in the order of their names.

    Args:
        snippets: the labelled corpus.
        kinds: each flag's kind.

    Raises:
        CorpusError: when a flag has too few snippets or too few authors.
    """
    if faults := list(too_few(snippets)):
        raise CorpusError(faults)
    readers, questions, authors = {}, {}, {}
    with threadpool_limits(1):
        corpus = featured(snippets)
        for flag in sorted({s.flag for s in snippets}):
            readers[flag], questions[flag], authors[flag] = _reader(corpus, flag, kinds[flag])
    return Trained(signals=Signals(idf=corpus.idf, readers=readers), by_question=questions, by_author=authors)


def _reader(corpus: Corpus, flag: str, kind: Kind) -> tuple[Reader, Measured, Measured]:
    chosen = sample(corpus.snippets, flag, kind)
    raw = [_held_out(corpus, chosen, folds) for folds in (by_question, by_author)]
    # Balanced classes push the scores about: this line turns them into what they mean at a round's odds.
    level = _fit(raw[0].reshape(-1, 1), chosen.positive, chosen.weight, c=1.0)
    slope = float(level.weights[0])
    writers = [corpus.snippets[position].author for position in chosen.kept]
    views = [_judged(slope * scores + level.bias, chosen, writers) for scores in raw]
    high = high_of(views)
    figures = [measure(view, high) for view in views]
    line = _pruned(_fit(corpus.answers[chosen.kept], chosen.positive, chosen.stress))
    reader = Reader(
        reads=reads(kind),
        bias=round(slope * line.bias + level.bias, 3),
        weights={
            gram: weight
            for gram, weight in zip(corpus.idf, np.round(slope * line.weights, 3).tolist(), strict=True)
            if weight
        },
        high=high,
        low=low_of(views, high),
        snippets=chosen.own.count(True),
        precision=round(figures[0].precision, 3),
        recall=round(figures[0].recall, 3),
    )
    return reader, figures[0], figures[1]


def _held_out(corpus: Corpus, chosen: Sample, split: Callable[[Sequence[Snippet]], list[int]]) -> Array:
    """Each kept snippet's score by a reader that never saw its fold: that of its best window."""
    folds = np.array(split(corpus.snippets))
    kept, positive, stress = (np.array(part) for part in (chosen.kept, chosen.positive, chosen.stress))
    scores = np.full(len(corpus.snippets), -np.inf)
    for fold in sorted(set(folds.tolist())):
        seen = folds[kept] != fold
        line = _pruned(_fit(corpus.answers[kept[seen]], positive[seen], stress[seen]))
        held = folds[corpus.owner] == fold
        np.maximum.at(scores, corpus.owner[held], corpus.windows[held] @ line.weights + line.bias)
    return np.asarray(scores[kept], dtype=np.float64)


def _fit(features: Any, positive: Any, weight: Any, *, c: float = C) -> Line:  # noqa: ANN401 - no stubs
    # The penalty is against the weights' sum: scaled so that C means the same for any corpus.
    model = LogisticRegression(C=c, tol=1e-7, max_iter=10_000)
    model.fit(features, positive, sample_weight=np.asarray(weight) * len(weight) / np.sum(weight))
    return Line(np.asarray(model.coef_)[0], float(np.asarray(model.intercept_)[0]))


def _pruned(line: Line) -> Line:
    size = np.abs(line.weights)
    return Line(np.where(size < TINY * size.max(), 0.0, line.weights), line.bias)


def _judged(levels: Array, chosen: Sample, authors: Sequence[str]) -> list[Judged]:
    probabilities = (1 / (1 + np.exp(-levels))).tolist()
    rows = zip(probabilities, chosen.positive, chosen.own, chosen.weight, authors, strict=True)
    return [Judged(*row) for row in rows]
