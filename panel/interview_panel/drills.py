"""Drills: which questions give a red flag its occasion, and what to ask to practise one of either."""

from collections.abc import Mapping
from enum import IntEnum
from random import Random

from interview_personas import Bank, Opportunity, Question, RedFlag, Role, RoundKind

BY_CONDUCT: Mapping[str, frozenset[RoundKind]] = {
    "challenged": frozenset(RoundKind),
    "code_submitted": frozenset({RoundKind.CODING}),
}
"""Opportunities that come with how a round is held: each pushes back once, and coding asks for code."""


class Occasion(IntEnum):
    """How a question gives a red flag its occasion, the surest first."""

    ASKED = 1
    """By being asked."""
    PROBED = 2
    """By a follow-up, when the interviewer comes to it."""
    ROUND = 3
    """By its round, whatever is asked."""


def occasions(question: Question, bank: Bank) -> Mapping[str, Occasion]:
    """The red flags a question can show, each with how; in catalogue order."""
    found = {flag.id: occasion(flag, question, bank) for flag in bank.flags_of(question.round)}
    return {name: how for name, how in found.items() if how is not None}


def occasion(flag: RedFlag, question: Question, bank: Bank) -> Occasion | None:
    """How a question gives a flag its occasion; None when it does not, or its round rules on other flags."""
    if question.round not in flag.rounds:
        return None
    anyway = {name for name in flag.opportunities if _comes_with(question.round, bank.opportunities[name])}
    wanted = set(flag.opportunities) - anyway
    if wanted & set(question.gives):
        return Occasion.ASKED
    if any(wanted & set(point.gives) for point in question.points):
        return Occasion.PROBED
    return Occasion.ROUND if anyway else None


def _comes_with(kind: RoundKind, opportunity: Opportunity) -> bool:
    return kind in opportunity.rounds or kind in BY_CONDUCT.get(opportunity.id, ())


def questions_for(flag: RedFlag, bank: Bank) -> tuple[Question, ...]:
    """The questions to practise a flag with, the surest first; none when the bank has no occasion for it.

    A question of its own comes before one that is only asked inside another.
    """
    found = [(occasion(flag, question, bank), question) for question in bank.questions.values()]
    ranked = [(how, question.follow_up, question) for how, question in found if how is not None]
    return tuple(question for *_, question in sorted(ranked, key=lambda entry: entry[:2]))


def question_for(flag: RedFlag, bank: Bank, role: Role, seed: int) -> Question | None:
    """One of the surest questions to practise a flag with, drawn by the seed: the role's own if it has any.

    None when the bank has no question that gives the flag its occasion.
    """
    fit = questions_for(flag, bank)
    fit = tuple(question for question in fit if role.id in question.roles) or fit
    if not fit:
        return None
    best = (occasion(flag, fit[0], bank), fit[0].follow_up)
    draw = Random(seed)  # noqa: S311 - reproducible choice, not a secret
    return draw.choice([q for q in fit if (occasion(flag, q, bank), q.follow_up) == best])


def asked_for(question: Question, bank: Bank, role: Role, seed: int) -> tuple[str, ...]:
    """Ids of what is asked to drill a question: one that is asked inside another gets an opening first."""
    if not question.follow_up:
        return (question.id,)
    openings = [q for q in bank.questions.values() if q.round is question.round and not q.follow_up]
    fit = [q for q in openings if role.id in q.roles] or openings
    opening = Random(seed).choice(fit)  # noqa: S311 - reproducible choice, not a secret
    return (opening.id, question.id)
