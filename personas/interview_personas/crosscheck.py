"""What a schema cannot check: ids that name nothing, sheets that do not add up."""

import json
from collections.abc import Iterable, Iterator, Mapping

from interview_personas.bank import Bank
from interview_personas.question import Question
from interview_personas.rounds import Length, RoundKind

PER_ROUND = 2
"""Interviewers a round needs, so that a candidate has a choice."""
Fault = tuple[str, str, str]
"""Table, id, sentence."""


def contradictions(bank: Bank, origins: Mapping[str, str]) -> list[str]:
    """Every inconsistency of a bank, each ``file: id: what: what to do``."""
    # The others look rounds and rubrics up, so what is missing there is said first and alone.
    found = [*_rounds(bank), *_lengths(bank)] or [
        fault
        for check in (_rubrics, _questions, _flags, _candidates, _companies, _plan, _people)
        for fault in check(bank)
    ]
    return [f"{origins.get(f'{table}/{name}', table)}: {name}: {sentence}" for table, name, sentence in found]


def _unknown(names: Iterable[str], known: Iterable[str], what: str) -> Iterator[str]:
    have = set(known)
    for name in names:
        if name not in have:
            yield f"{what} {name!r} does not exist: correct it, or add it"


def _rounds(bank: Bank) -> Iterator[Fault]:
    kinds = [spec.kind for spec in bank.loop.rounds]
    for kind in RoundKind:
        if kinds.count(kind) != 1:
            yield "loop", kind, f"described {kinds.count(kind)} times: describe it once"
        if kind not in bank.rubrics:
            yield "rubrics", kind, "has no rubric: add rubrics/<round>.toml"
        if not any(q.round is kind and not q.follow_up for q in bank.questions.values()):
            yield "questions", kind, "has no opening question: add one without follow_up"


def _lengths(bank: Bank) -> Iterator[Fault]:
    lengths = [spec.id for spec in bank.loop.lengths]
    for length in Length:
        if lengths.count(length) != 1:
            yield "loop", length, f"described {lengths.count(length)} times: describe it once"
    for spec in bank.loop.lengths:
        for kind in RoundKind:
            if kind not in spec.questions or kind not in spec.turns:
                yield "loop", spec.id, f"has no questions or turns for {kind}: add them"


def _rubrics(bank: Bank) -> Iterator[Fault]:
    for kind, rubric in bank.rubrics.items():
        total = sum(criterion.weight for criterion in rubric.criteria)
        if abs(total - 1) > 1e-6:  # noqa: PLR2004 - rounding, not a threshold
            yield "rubrics", kind, f"weights sum to {total:g}: make them sum to 1"


def _questions(bank: Bank) -> Iterator[Fault]:
    for question in bank.questions.values():
        for sentence in (*_question_names(bank, question), *_coding(question)):
            yield "questions", question.id, sentence


def _question_names(bank: Bank, question: Question) -> Iterator[str]:
    criteria = [c.id for c in bank.rubrics[question.round].criteria]
    steps = [step.id for step in bank.round(question.round).steps]
    yield from _unknown((p.criterion for p in question.points), criteria, "criterion")
    yield from _unknown((p.step for p in question.points if p.step), steps, "step")
    yield from _unknown(question.roles, bank.roles, "role")
    yield from _unknown(question.companies, bank.companies, "company")
    yield from _unknown(question.gives, bank.opportunities, "opportunity")
    for point in question.points:
        yield from _unknown(point.gives, bank.opportunities, "opportunity")
        yield from _unknown(point.answers, bank.red_flags, "red flag")
        if point.needs and point.needs > len(point.cues):
            yield f"point {point.id!r} needs {point.needs} of {len(point.cues)} cue groups: lower it"
    ids = [point.id for point in question.points]
    yield from (f"point {i!r} stands twice: rename one" for i in sorted(set(ids)) if ids.count(i) > 1)


def _coding(question: Question) -> Iterator[str]:
    if question.coding is None:
        return
    if f"def {question.coding.entry}(" not in question.coding.reference:
        yield f"the reference does not define {question.coding.entry!r}: define it"
    for test in (*question.coding.visible, *question.coding.hidden):
        for part, text in (("args", test.args), ("expect", test.expect)):
            try:
                json.loads(text)
            except json.JSONDecodeError as error:
                yield f"test {test.name!r}: {part} is not JSON ({error}): correct it"


def _flags(bank: Bank) -> Iterator[Fault]:
    topics = [topic.id for topic in bank.study_plan.topics]
    for flag in bank.red_flags.values():
        sentences = [*_unknown(flag.opportunities, bank.opportunities, "opportunity")]
        sentences += _unknown(flag.study, topics, "study topic")
        sentences += _unknown([flag.template], bank.templates, "template")
        for kind, criterion in flag.criterion.items():
            known = [c.id for c in bank.rubrics[kind].criteria]
            sentences += _unknown([criterion], known, f"{kind} criterion")
        missing = set(flag.rounds) - set(flag.criterion)
        sentences += [f"names no criterion for {kind}: add it" for kind in sorted(missing)]
        yield from (("red_flags", flag.id, sentence) for sentence in sentences)


def _candidates(bank: Bank) -> Iterator[Fault]:
    for candidate in bank.candidates.values():
        sentences = [*_unknown([candidate.role], bank.roles, "role")]
        sentences += _unknown((p.flag for p in candidate.planted), bank.red_flags, "red flag")
        sentences += _unknown(candidate.omits, bank.red_flags, "red flag")
        for strength in candidate.strengths:
            known = [c.id for c in bank.rubrics[strength.round].criteria]
            sentences += _unknown([strength.criterion], known, f"{strength.round} criterion")
        yield from (("candidates", candidate.id, sentence) for sentence in sentences)


def _companies(bank: Bank) -> Iterator[Fault]:
    for company in bank.companies.values():
        for sentence in _unknown(company.questions, bank.questions, "question"):
            yield "companies", company.id, sentence


def _plan(bank: Bank) -> Iterator[Fault]:
    topics = [topic.id for topic in bank.study_plan.topics]
    for week in bank.study_plan.weeks:
        for sentence in _unknown(week.topics, topics, "study topic"):
            yield "study_plan", week.weeks, sentence


def _people(bank: Bank) -> Iterator[Fault]:
    for kind in RoundKind:
        count = sum(person.seat == kind for person in bank.people.values())
        if count < PER_ROUND:
            yield "people", kind, f"has {count} interviewers: add at least {PER_ROUND}"
    for person in bank.people.values():
        if person.seat != "committee" and person.voice is None:
            yield "people", person.id, "an interviewer without a voice: add [people.voice]"
