"""Training: two logistic regressions a flag, one a side, over exactly the features that the rehearsal reads.

The only module that needs scikit-learn. Everything is deterministic: no draw, one thread, a
solver run to the end, and figures rounded before they are measured or written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from interview_agents.signals.readers import Reader, Side, Signals
from interview_evals.errors import CorpusError, MissingExtraError
from interview_evals.probes.answers import Covered
from interview_evals.readers.cuts import Cuts, Kind
from interview_evals.readers.measures import PROVEN, Judged, Measured, measure
from interview_evals.readers.sampling import Sample, by_author, by_question, sample
from interview_evals.readers.snippets import Snippet, too_few
from interview_personas import Bank, Record

try:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    from interview_evals.readers.covering import train_covering
    from interview_evals.readers.features import Corpus, featured
except ImportError as error:
    raise MissingExtraError from error

C = 10.0
TINY = 0.02
"""Share of a reader's largest weight under which a weight is dropped: a quarter of them stay, and
nothing is read worse."""
SIDES = get_args(Side)
Array = np.ndarray[Any, np.dtype[np.float64]]


class Trained(Record):
    """The readers, and what was measured of each, a way of holding out."""

    signals: Signals
    by_question: Mapping[Side, Mapping[str, Measured]]
    by_author: Mapping[Side, Mapping[str, Measured]]


@dataclass(frozen=True)
class Line:
    """What a regression learns."""

    weights: Array
    bias: float


def train(snippets: Sequence[Snippet], bank: Bank, cuts: Cuts, answers: Sequence[Covered] = ()) -> Trained:
    """Two readers for every flag that has snippets, in the order of their names; and what tells coverage.

    Args:
        snippets: the labelled corpus.
        bank: each flag's kind; the questions that the answers are to.
        cuts: from where the readers say yes.
        answers: answers labelled with the rubric points they cover; without any, nothing is learned of that.

    Raises:
        CorpusError: when a flag has too few snippets or too few authors.
    """
    if faults := list(too_few(snippets)):
        raise CorpusError(faults)
    flags = sorted({s.flag for s in snippets})
    kinds: dict[str, Kind] = dict.fromkeys(flags, "commission")
    kinds |= {flag: bank.red_flags[flag].kind for flag in flags if flag in bank.red_flags}
    with threadpool_limits(1):
        corpus = featured(snippets)
        found = {
            side: {
                flag: _reader(corpus, flag, side, (cuts.of(kinds[flag], side), cuts.unlike)) for flag in flags
            }
            for side in SIDES
        }
    readers, questions, authors = (
        {side: {flag: parts[nth] for flag, parts in of_side.items()} for side, of_side in found.items()}
        for nth in range(3)
    )
    signals = Signals(idf=corpus.idf, readers=readers)
    if answers:
        covering = train_covering(answers, bank, signals, cuts.covered)
        signals = signals.model_copy(update={"covering": covering})
    return Trained(signals=signals, by_question=questions, by_author=authors)


def _reader(
    corpus: Corpus, flag: str, side: Side, cuts: tuple[float, float]
) -> tuple[Reader, Measured, Measured]:
    high, low = cuts
    chosen = sample(corpus.snippets, flag, side)
    figures = [
        measure(_judged(_held_out(corpus, chosen, folds), chosen), high) for folds in (by_question, by_author)
    ]
    line = _pruned(_fit(corpus.answers[chosen.kept], chosen.positive, chosen.stress))
    reader = Reader(
        bias=round(line.bias, 3),
        weights={
            gram: weight
            for gram, weight in zip(corpus.idf, np.round(line.weights, 3).tolist(), strict=True)
            if weight
        },
        high=high,
        low=low,
        snippets=chosen.own.count(True),
        precision=round(figures[0].precision, 3),
        recall=round(figures[0].recall, 3),
        hints=min(view.precision for view in figures) < PROVEN,
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


def _fit(features: Any, positive: Any, weight: Any) -> Line:  # noqa: ANN401 - no stubs
    # The penalty is against the weights' sum: scaled so that C means the same for any corpus.
    model = LogisticRegression(C=C, tol=1e-7, solver="newton-cg", max_iter=1000)
    model.fit(features, positive, sample_weight=np.asarray(weight) * len(weight) / np.sum(weight))
    return Line(np.asarray(model.coef_)[0], float(np.asarray(model.intercept_)[0]))


def _pruned(line: Line) -> Line:
    size = np.abs(line.weights)
    return Line(np.where(size < TINY * size.max(), 0.0, line.weights), line.bias)


def _judged(levels: Array, chosen: Sample) -> list[Judged]:
    probabilities = (1 / (1 + np.exp(-levels))).tolist()
    rows = zip(probabilities, chosen.positive, chosen.own, chosen.weight, strict=True)
    return [Judged(*row) for row in rows]
