"""Training what tells which rubric points an answer covers: one small regression over all points."""

from collections.abc import Iterator, Sequence

from interview_agents.covering import Features, features
from interview_agents.signals.readers import Covering, Signals
from interview_evals.errors import MissingExtraError
from interview_evals.probes.answers import Covered
from interview_personas import Bank

try:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits
except ImportError as error:
    raise MissingExtraError from error

C = 0.1


def train_covering(answers: Sequence[Covered], bank: Bank, signals: Signals, doubted: float) -> Covering:
    """The regression over labelled answers.

    Args:
        answers: the dev half.
        bank: the questions and their points.
        signals: the readers, of which a feature is made.
        doubted: from which probability a point is not asked for.
    """
    rows = [row for covered in answers for row in _rows(covered, bank, signals)]
    names = sorted(rows[0][0])
    values = np.array([[found[name] for name in names] for found, _ in rows])
    spread = values.std(axis=0)
    with threadpool_limits(1):
        model = LogisticRegression(C=C, tol=1e-8, solver="newton-cg", max_iter=1000)
        model.fit((values - values.mean(axis=0)) / spread, [told for _, told in rows])
    weights = np.asarray(model.coef_)[0] / spread
    bias = float(np.asarray(model.intercept_)[0] - (weights * values.mean(axis=0)).sum())
    rounded = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return Covering(weights=rounded, bias=round(bias, 3), doubted=doubted)


def _rows(covered: Covered, bank: Bank, signals: Signals) -> Iterator[tuple[Features, bool]]:
    question = bank.questions[covered.question]
    for point, found in features(question, covered.turn(question), signals).items():
        if (truth := covered.truth(point)) is not None:
            yield found, truth
