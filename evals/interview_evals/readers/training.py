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


class Example(Record):
    """A labelled answer, as a reader read it that had never seen it."""

    id: str
    answer: str
    label: str
    probability: float


class Tested(Record):
    """What was measured of a reader on answers it had not seen."""

    by_question: Measured
    by_author: Measured
    best: Example
    """What it reads for, read the surest."""
    worst: Example
    """The answer to its flag's questions that it is furthest wrong about."""


class Trained(Record):
    """The readers, and what was measured of each."""

    signals: Signals
    tested: Mapping[Side, Mapping[str, Tested]]


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
    with threadpool_limits(1):
        corpus = featured(snippets)
        tested = {
            side: {flag: _tested(corpus, flag, side, cuts.of(_kind(flag, bank), side)) for flag in flags}
            for side in SIDES
        }
        signals = fitted(corpus, bank, cuts)
    readers = {
        side: {flag: _with_figures(reader, tested[side][flag]) for flag, reader in of_side.items()}
        for side, of_side in signals.readers.items()
    }
    signals = signals.model_copy(update={"readers": readers})
    if answers:
        covering = train_covering(answers, bank, signals, cuts.covered)
        signals = signals.model_copy(update={"covering": covering})
    return Trained(signals=signals, tested=tested)


def fitted(corpus: Corpus, bank: Bank, cuts: Cuts) -> Signals:
    """The readers alone, without a measure of them."""
    flags = sorted({s.flag for s in corpus.snippets})
    readers = {
        side: {
            flag: _reader(corpus, flag, side, (cuts.of(_kind(flag, bank), side), cuts.unlike))
            for flag in flags
        }
        for side in SIDES
    }
    return Signals(idf=corpus.idf, readers=readers)


def _kind(flag: str, bank: Bank) -> Kind:
    """What kind a flag is; answers that say nothing are a kind of commission."""
    return bank.red_flags[flag].kind if flag in bank.red_flags else "commission"


def _reader(corpus: Corpus, flag: str, side: Side, cuts: tuple[float, float]) -> Reader:
    chosen = sample(corpus.snippets, flag, side)
    line = _pruned(_fit(corpus.answers[chosen.kept], chosen.positive, chosen.stress))
    weights = zip(corpus.idf, np.round(line.weights, 3).tolist(), strict=True)
    return Reader(
        bias=round(line.bias, 3),
        weights={gram: weight for gram, weight in weights if weight},
        high=cuts[0],
        low=cuts[1],
        snippets=chosen.own.count(True),
        precision=0.0,
        recall=0.0,
    )


def _with_figures(reader: Reader, tested: Tested) -> Reader:
    views = (tested.by_question, tested.by_author)
    return reader.model_copy(
        update={
            "precision": round(views[0].precision, 3),
            "recall": round(views[0].recall, 3),
            "hints": min(view.precision for view in views) < PROVEN,
        }
    )


def _tested(corpus: Corpus, flag: str, side: Side, high: float) -> Tested:
    chosen = sample(corpus.snippets, flag, side)
    views = [_judged(_held_out(corpus, chosen, folds), chosen) for folds in (by_question, by_author)]
    read = [
        (judged.probability, judged.positive, corpus.snippets[position])
        for position, judged in zip(chosen.kept, views[0], strict=True)
        if judged.own
    ]
    surest, _, best = max((entry for entry in read if entry[1]), key=lambda entry: entry[0])
    wrong = max(read, key=lambda entry: 1 - entry[0] if entry[1] else entry[0])
    return Tested(
        by_question=measure(views[0], high),
        by_author=measure(views[1], high),
        best=_example(best, surest),
        worst=_example(wrong[2], wrong[0]),
    )


def _example(snippet: Snippet, probability: float) -> Example:
    return Example(
        id=snippet.id, answer=snippet.answer, label=snippet.label, probability=round(probability, 3)
    )


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
