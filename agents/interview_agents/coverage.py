"""Which rubric points an answer reaches, read from the bank's cues, the same for every mind."""

from itertools import pairwise

from interview_agents.speech import DISMISSAL
from interview_agents.text import folded, mentions, sentences
from interview_agents.transcript import Turn
from interview_personas import Point, Question


def reached(question: Question, answer: Turn) -> tuple[str, ...]:
    """Ids of the question's points that one answer covers, in the question's order."""
    text = spoken_for(answer)
    return tuple(point.id for point in question.points if covers(point, text))


def spoken_for(answer: Turn) -> str:
    """An answer folded for matching, without sentences that wave a topic away."""
    kept = [s for s in map(folded, sentences(answer.content)) if not DISMISSAL.search(s)]
    return "\n".join(kept)


def covers(point: Point, text: str) -> bool:
    """Whether folded text matches as many cue groups as the point needs."""
    return groups_hit(point, text) >= (point.needs or len(point.cues))


def groups_hit(point: Point, text: str) -> int:
    """How many of a point's cue groups folded text matches."""
    return sum(mentions(text, group) for group in point.cues)


def sentence_for(point: Point, answer: Turn) -> str:
    """The sentence of an answer that says most about a point, or two in a row where they say more."""
    parts = sentences(answer.content)
    pairs = [_span(answer.content, first, second) for first, second in pairwise(parts)]
    return max([*parts, *pairs], key=lambda s: groups_hit(point, folded(s)), default=answer.content)


def _span(text: str, first: str, last: str) -> str:
    """The text from one sentence to another, verbatim."""
    start = text.index(first)
    return text[start : text.index(last, start + len(first)) + len(last)]
