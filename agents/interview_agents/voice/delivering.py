"""How an answer was delivered, from its recording and its words: counted, never scored."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from interview_agents.delivery import Delivery
from interview_agents.errors import NothingHeardError
from interview_agents.text import folded, words
from interview_agents.voice.recording import Recording
from interview_agents.voice.rules import Listening, rules


class Span(NamedTuple):
    """A stretch of a recording, in frames."""

    start: int
    end: int


def delivery_of(recording: Recording, text: str) -> Delivery:
    """What can be counted in a spoken answer.

    Args:
        recording: what was said.
        text: the same in words, as they were recognized.

    Raises:
        NothingHeardError: nobody speaks in the recording.
    """
    rule = rules().listening
    talk = _joined(phrases(recording.levels_db), rule.long_pause_s / rule.frame_s)
    spoken_s = sum(span.end - span.start for span in talk) * rule.frame_s
    pace = len(words(text)) * 60 / spoken_s
    return Delivery(
        spoken_s=round(spoken_s, 1),
        words_per_minute=round(min(pace, rule.fastest_wpm), 1),
        long_pauses=len(talk) - 1,
        fillers_at_least=fillers(text),
    )


def phrases(levels_db: Sequence[float]) -> list[Span]:
    """Where somebody speaks, without the clicks.

    Raises:
        NothingHeardError: nowhere.
    """
    rule = rules().listening
    least = _least(levels_db, rule)
    loud = (Span(place, place + 1) for place, level in enumerate(levels_db) if level >= least)
    longest_click = rule.click_s / rule.frame_s
    spans = [
        span
        for span in _joined(loud, rule.word_gap_s / rule.frame_s)
        if span.end - span.start > longest_click
    ]
    if not spans:
        raise NothingHeardError("nobody was heard: check the microphone, and record again")
    return spans


def fillers(text: str) -> int:
    """Fillers that were written down.

    >>> fillers("Um, I would, like, log it. I like trees, you know, and um ...")
    4
    """
    return len(_filler().findall(folded(text)))


def _least(levels_db: Sequence[float], rule: Listening) -> float:
    """How loud speech is at least, in this room and by this voice."""
    by_level = sorted(levels_db)
    room, voice = by_level[len(by_level) // 10], by_level[-1 - len(by_level) // 20]
    return max(rule.quiet_db, min(room + rule.over_room_db, voice - rule.under_voice_db))


def _joined(spans: Iterable[Span], gap: float) -> list[Span]:
    """Spans with those put together that are less than a gap apart."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end < gap:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


@cache
def _filler() -> re.Pattern[str]:
    known = rules().fillers
    anywhere, apart = ("|".join(map(re.escape, kind)) for kind in (known.anywhere, known.apart))
    return re.compile(rf"\b(?:{anywhere})\b|(?:(?<=,\s)|(?<=[.?!]\s)|^)(?:{apart})(?=,)", re.MULTILINE)
