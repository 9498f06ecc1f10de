"""What is private about a question, and what the candidate may know by now."""

import re
from collections.abc import Iterator
from functools import lru_cache

from interview_agents.mind import AskView
from interview_agents.model_mind.leaks import stems
from interview_agents.record import record_of
from interview_agents.transcript import Direction
from interview_personas import Question

TELLING = 3
"""Words a part of a hidden test needs to tell anything: everyone says "empty list"."""
FIRST_SENTENCE = re.compile(r"^.*?\.(?=\s|$)", re.DOTALL)


@lru_cache(maxsize=256)
def private_of(question: Question) -> tuple[str, ...]:
    """Texts of a question that the candidate must not read, whole or in parts."""
    texts = [text for point in question.points for text in (point.what, point.says, *point.hints)]
    if question.coding:
        tests = [part for test in question.coding.hidden for part in (test.name, test.args, test.expect)]
        texts += [question.coding.reference, *(part for part in tests if len(stems(part)) >= TELLING)]
    return tuple(texts)


def public_texts(view: AskView, direction: Direction) -> Iterator[str]:
    """Texts the candidate knows, or is due to hear with this direction.

    A point is due once a direction has gone for it, and known once an answer has reached
    it. Who an interviewer is, the first sentence of their brief, is what they introduce
    themselves with.
    """
    yield from (view.persona.name, view.persona.title, view.persona.about)
    yield from (view.resume, view.job_description)
    yield from FIRST_SENTENCE.findall(view.persona.brief)
    record = record_of(view.transcript)
    for question in _questions(view):
        due = {*record.reached.get(question.id, ()), *record.probed.get(question.id, ())}
        due |= {direction.point_id, *direction.reached} if direction.question_id == question.id else set()
        yield from (point.what for point in question.points if point.id in due)
        yield from _known_of(question)
    for turn in view.transcript.turns:
        yield turn.content
        yield turn.direction.text if turn.direction else ""
    yield from (direction.text, direction.quote or "")


def _known_of(question: Question) -> Iterator[str]:
    yield question.title
    yield question.ask
    yield from question.challenges
    for point in question.points:
        yield from point.probes
    for fact in question.facts:
        yield from (fact.ask, fact.answer)
    if question.coding:
        yield question.coding.statement
        yield question.coding.starter
        for test in question.coding.visible:
            yield from (test.name, test.args, test.expect)


def _questions(view: AskView) -> tuple[Question, ...]:
    return (*view.earlier, view.question)
