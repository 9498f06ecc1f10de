"""How likely answers cover a rubric point, by how near they come to what the bank says of it.

Cues tell what was surely said, and miss most of free speech: of the points two readers ticked off,
they find less than a third. This tells what need not be asked for. It is trained on answers of which
two readers said what they cover (``evals/coverage``).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interview_agents.coverage import groups_hit, spoken_for
from interview_agents.signals.readers import Signals
from interview_agents.text import sentences, words
from interview_agents.transcript import Turn
from interview_personas import Point, Question

UNKNOWN = 0.2
"""What a point without a reader is taken to read as."""
Features = dict[str, float]


@dataclass(frozen=True)
class Likely:
    """How likely each point of a question is covered already, by its id."""

    by_point: Mapping[str, float]
    doubted: float = 1.0
    """From where a point is not asked for while there are others."""

    def of(self, point: Point) -> float:
        """How likely a point is covered, 0 to 1."""
        return self.by_point.get(point.id, 0.0)

    def doubts(self, point: Point) -> bool:
        """Whether it likely need not be asked for."""
        return self.of(point) >= self.doubted


UNANSWERED = Likely({})
"""What is known before there is an answer."""


def likely_covered(question: Question, answers: Sequence[Turn], signals: Signals) -> Likely:
    """How likely a question's points are covered by any of the answers to it."""
    likely: dict[str, float] = {}
    for answer in answers:
        for point_id, found in features(question, answer, signals).items():
            likely[point_id] = max(likely.get(point_id, 0.0), _probability(found, signals))
    return Likely(likely, signals.covering.doubted)


def features(question: Question, answer: Turn, signals: Signals) -> dict[str, Features]:
    """What is measured of an answer for each of a question's points, by the point's id.

    How near it comes to the point, and by how much nearer than to the question's other points.
    """
    near = {point.id: _nearness(point, answer, signals) for point in question.points}
    mean = {name: sum(part[name] for part in near.values()) / len(near) for name in next(iter(near.values()))}
    length = {"length": len(words(answer.text)) / 100}
    return {
        point_id: part | {f"more_{name}": value - mean[name] for name, value in part.items()} | length
        for point_id, part in near.items()
    }


def _probability(found: Features, signals: Signals) -> float:
    weights = signals.covering.weights
    total = sum(value * weights.get(name, 0.0) for name, value in found.items())
    return 1 / (1 + math.exp(-(total + signals.covering.bias)))


def _nearness(point: Point, answer: Turn, signals: Signals) -> Features:
    whole, parts = signals.stems(answer.told), [signals.stems(part) for part in _parts(answer.told)]
    says, what = signals.stems(point.says), signals.stems(point.what)
    cues = signals.stems(" ".join(cue for group in point.cues for cue in group))
    return {
        "cues": groups_hit(point, spoken_for(answer)) / len(point.cues),
        "cue_words": _nearest(parts, cues),
        "says": _cosine(whole, says),
        "sentence_says": _nearest(parts, says),
        "sentence_what": _nearest(parts, what),
        "reader": _read(point, answer, signals),
    }


def _parts(text: str) -> Iterator[str]:
    """Sentences, and every two in a row."""
    parts = sentences(text)
    yield from parts
    yield from (f"{first} {second}" for first, second in pairwise(parts))


def _read(point: Point, answer: Turn, signals: Signals) -> float:
    """What the readers of what stands against the point's flags make of the answer, in log-odds."""
    read = (signals.best(flag, "strong", [answer]) for flag in point.answers)
    best = max((reading.probability for reading in read if reading), default=UNKNOWN)
    return math.log(best / (1 - best))


def _nearest(parts: Iterable[Mapping[str, float]], other: Mapping[str, float]) -> float:
    return max((_cosine(part, other) for part in parts), default=0.0)


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    return sum(weight * second.get(stem, 0.0) for stem, weight in first.items())
