"""Which rubric points an answer reaches, read from the bank's cues, the same for every mind."""

from itertools import pairwise

from interview_agents.sketch import labels, sketch_lines
from interview_agents.speech import DISMISSAL
from interview_agents.text import folded, mentions, sentences
from interview_agents.transcript import Turn
from interview_personas import Point, Question


def reached(question: Question, answer: Turn) -> tuple[str, ...]:
    """Ids of the question's points that one answer covers, in the question's order."""
    text = spoken_for(answer)
    return tuple(point.id for point in question.points if covers(point, text))


def spoken_for(answer: Turn) -> str:
    """An answer folded for matching, without what waves a topic away; of a sketch only its labels."""
    parts = (*sentences(answer.told), *labels(answer.sketch))
    return "\n".join(part for part in map(folded, parts) if not DISMISSAL.search(part))


def covers(point: Point, text: str) -> bool:
    """Whether folded text matches as many cue groups as the point needs."""
    return groups_hit(point, text) >= (point.needs or len(point.cues))


def groups_hit(point: Point, text: str) -> int:
    """How many of a point's cue groups folded text matches."""
    return sum(mentions(text, group) for group in point.cues)


def sentence_for(point: Point, answer: Turn) -> str:
    """The sentence of an answer that says most about a point, or two in a row where they say more.

    A line of the sketch is one too.
    """
    parts = sentences(answer.told)
    parts += [_span(answer.told, first, second) for first, second in pairwise(parts)]
    read = {part: part for part in parts}
    read |= {line: " ".join(said) for line, said in sketch_lines(answer.sketch or "")}
    return max(read, key=lambda part: groups_hit(point, folded(read[part])), default=answer.content)


def _span(text: str, first: str, last: str) -> str:
    """The text from one sentence to another, verbatim."""
    start = text.index(first)
    return text[start : text.index(last, start + len(first)) + len(last)]
