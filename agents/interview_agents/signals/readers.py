"""Distilled signals: two small linear readers a red flag, over words and word pairs.

One recognises answers that show the flag, the other answers with what stands against it.

The readers are trained by ``interview-panel eval train`` from the labelled snippets in
``evals/snippets`` and shipped as ``signals.json.gz``. Scoring is a sparse product; nothing
but the standard library is needed. The window that scores best is also the quote.
"""

import gzip
import hashlib
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import PrivateAttr

from interview_agents.errors import ReadersError
from interview_agents.text import says_something, sentences, without_courtesies, words
from interview_agents.transcript import Turn
from interview_personas import Record

SHIPPED = Path(__file__).with_name("signals.json.gz")
KEPT = 2_000
SHORT, STEM = 3, 6
"""Letters from which a word is telling, and that are kept of it."""
COMMON = 2.5
"""Rarity up to which a word tells nothing."""
WINDOW = 4
"""Sentences in a window; 2 and 3 read worse on held cases."""


Side = Literal["flag", "strong"]
"""What a reader recognises: the flag, or what stands against it."""


class Reader(Record):
    """One reader, with what was measured of it by cross-validation on snippets."""

    bias: float
    weights: Mapping[str, float]
    high: float
    """Probability from which it says yes."""
    low: float
    """Probability under which it says no."""
    snippets: int
    precision: float
    recall: float
    hints: bool = False
    """Whether it read too badly to rule by; what it finds is shown as a hint."""


class Reading(Record):
    """The window of a round that a reader finds most like what it reads for."""

    probability: float
    turn_id: str
    window: str
    """Verbatim, from one turn."""


class Covering(Record):
    """What makes it likely that an answer covers a rubric point."""

    weights: Mapping[str, float] = {}
    """By feature."""
    bias: float = 0.0
    doubted: float = 1.0
    """Probability from which a point is not asked for while there are others."""


class Signals(Record):
    """All readers, over one vocabulary."""

    sha256: str = ""
    idf: Mapping[str, float]
    readers: Mapping[Side, Mapping[str, Reader]]
    """A side's readers by flag."""
    covering: Covering = Covering()
    _stems: dict[str, dict[str, float]] = PrivateAttr(default_factory=dict)
    _vectors: dict[str, dict[str, float]] = PrivateAttr(default_factory=dict)
    """A window is read by every flag's reader and vectorised once."""

    def reader(self, flag: str, side: Side) -> Reader | None:
        """The reader of one side of a flag, if there is one."""
        return self.readers.get(side, {}).get(flag)

    def best(self, flag: str, side: Side, answers: Iterable[Turn]) -> Reading | None:
        """The window most like what a reader reads for; None when there is no reader, or no answer."""
        reader = self.reader(flag, side)
        if reader is None:
            return None
        readings = (
            Reading(probability=self.probability(reader, window), turn_id=turn.id, window=window)
            for turn in answers
            for window in windows(turn.text)
        )
        return max(readings, key=lambda reading: reading.probability, default=None)

    def probability(self, reader: Reader, text: str) -> float:
        """How much one text is like what a reader reads for, 0 to 1."""
        vector = self.vector(text)
        total = sum(value * reader.weights.get(gram, 0.0) for gram, value in vector.items())
        return 1 / (1 + math.exp(-(total + reader.bias)))

    def stems(self, text: str) -> dict[str, float]:
        """The text's telling words, cut to their stems and weighed by rarity, of length one."""
        known = self._stems.get(text)
        if known is None:
            rarest = max(self.idf.values(), default=1.0)
            rarity = {word: self.idf.get(word, rarest) for word in words(text) if len(word) >= SHORT}
            raw: dict[str, float] = {}
            for word, rare in rarity.items():
                if rare > COMMON:
                    raw[word[:STEM]] = max(raw.get(word[:STEM], 0.0), rare)
            known = _kept(self._stems, text, _normed(raw))
        return known

    def vector(self, text: str) -> dict[str, float]:
        """The text's features: damped counts times rarity, of length one."""
        known = self._vectors.get(text)
        if known is None:
            counts = Counter(gram for gram in grams(text) if gram in self.idf)
            raw = {gram: (1 + math.log(count)) * self.idf[gram] for gram, count in counts.items()}
            known = _kept(self._vectors, text, _normed(raw))
        return known


def _normed(raw: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {name: value / norm for name, value in raw.items()}


def _kept(known: dict[str, dict[str, float]], text: str, vector: dict[str, float]) -> dict[str, float]:
    if len(known) >= KEPT:
        known.clear()
    known[text] = vector
    return vector


def windows(text: str) -> Iterator[str]:
    """The text and its runs of four sentences, each verbatim; manners are not counted as sentences."""
    spans = [(place, place + len(part)) for place, part in _placed(text) if says_something(part)]
    if not spans:
        yield text
        return
    yield text[spans[0][0] : spans[-1][1]]
    if len(spans) > WINDOW:
        for first in range(len(spans) - WINDOW + 1):
            yield text[spans[first][0] : spans[first + WINDOW - 1][1]]


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """The sentences, and where each begins."""
    at = 0
    for part in sentences(text):
        at = text.index(part, at)
        yield at, part
        at += len(part)


def grams(text: str) -> list[str]:
    """Words and neighbouring word pairs, the readers' features; manners are not read.

    >>> grams("I'd use trees")
    ["i'd", 'use', 'trees', "i'd use", 'use trees']
    """
    said = words(without_courtesies(text))
    return [*said, *(f"{a} {b}" for a, b in pairwise(said))]


@cache
def load_signals(path: Path = SHIPPED) -> Signals:
    """The readers in a file, the shipped ones by default.

    Raises:
        ReadersError: when it is missing, cut short or holds something else.
    """
    try:
        raw = path.read_bytes()
        signals = Signals.model_validate(json.loads(gzip.decompress(raw)))
    except (OSError, EOFError, ValueError, RecursionError, zlib.error) as error:
        raise ReadersError(str(path), type(error).__name__) from error
    return signals.model_copy(update={"sha256": hashlib.sha256(raw).hexdigest()})
