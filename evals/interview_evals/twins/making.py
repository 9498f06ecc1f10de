"""Twins of a labelled round, each changed in one way."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from interview_agents.text import sentences
from interview_agents.transcript import Speaker
from interview_agents.transcript_file import FileTurn
from interview_evals.judge.cases import Case
from interview_evals.twins.data import TwinData
from interview_personas import Record

CODED = re.compile(r"\w+")


class Change(StrEnum):
    """How a twin differs."""

    IDENTITY = "identity"
    SPELLING = "spelling"
    PADDING = "padding"
    POLITENESS = "politeness"
    BUZZWORDS = "buzzwords"
    PARAPHRASE = "paraphrase"
    STRONGER = "stronger"
    """The red flag is made plainer: it must be there."""
    WITHOUT = "without"
    """The sentences that show the red flag are gone: it must be gone."""
    FLAG_ORDER = "flag_order"
    """The same words, ruled on by the bank's red flags in another order."""
    SCORECARD_ORDER = "scorecard_order"
    """The same rounds, read by the committee in another order."""


DIRECTIONAL = frozenset({Change.STRONGER, Change.WITHOUT})


class Twin(Record):
    """A round and what was changed in it."""

    change: Change
    variant: str
    """Which of several: an identity, a manner, a flag."""
    case: Case


def twins_of(case: Case, data: TwinData) -> Iterator[Twin]:
    """Every twin of a round that the data has the words for."""
    for identity in data.identities:
        yield _twin(Change.IDENTITY, identity.id, case, _first(case, identity.says))
    for manner in (manner for manner in data.manners if manner.half == case.half):
        around = [f"{manner.before} {text} {manner.after}".strip() for text in _answers(case)]
        yield _twin(Change(manner.kind), manner.id, case, around)
    spelt = [_respelt(text, data.spelling) for text in _answers(case)]
    if spelt != _answers(case):
        yield _twin(Change.SPELLING, "american", case, spelt)
    for paraphrase in data.paraphrases:
        if paraphrase.id == case.id:
            yield _twin(Change.PARAPHRASE, "", case, paraphrase.answers)
    yield from _stronger(case, data)
    yield from _without(case)


def _stronger(case: Case, data: TwinData) -> Iterator[Twin]:
    for stronger in data.stronger:
        if stronger.id == case.id:
            yield _twin(
                Change.STRONGER,
                stronger.flag,
                case,
                [
                    f"{turn.text} {stronger.adds}" if position == stronger.turn else turn.text
                    for position, turn in _candidates(case)
                ],
            )


def _without(case: Case) -> Iterator[Twin]:
    """Each flag that both readers saw, without the sentences they quoted for it."""
    for flag in sorted(case.author.flags & case.second.flags):
        seen = [s for labels in (case.author, case.second) for s in labels.present if s.flag == flag]
        cut = [
            _without_quotes(turn.text, [s.quote for s in seen if s.turn == position])
            for position, turn in _candidates(case)
        ]
        if cut != _answers(case):
            yield _twin(Change.WITHOUT, flag, case, cut)


def _without_quotes(text: str, quotes: Sequence[str]) -> str:
    kept = [part for part in sentences(text) if not any(part in quote or quote in part for quote in quotes)]
    return " ".join(kept) if quotes else text


def _respelt(text: str, spelling: dict[str, str]) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        new = spelling.get(word.lower())
        if new is None:
            return word
        return new.capitalize() if word[0].isupper() else new

    return CODED.sub(other, text)


def _first(case: Case, says: str) -> list[str]:
    answers = _answers(case)
    return [f"{says} {answers[0]}", *answers[1:]]


def _candidates(case: Case) -> list[tuple[int, FileTurn]]:
    return [(n, turn) for n, turn in enumerate(case.turns) if turn.speaker is Speaker.CANDIDATE]


def _answers(case: Case) -> list[str]:
    return [turn.text for _, turn in _candidates(case)]


def _twin(change: Change, variant: str, case: Case, answers: Sequence[str]) -> Twin:
    return Twin(change=change, variant=variant, case=with_answers(case, answers))


def with_answers(case: Case, answers: Sequence[str]) -> Case:
    """A round with other words of the candidate's, one text for each of their turns."""
    rest = iter(answers)
    turns = tuple(
        turn.model_copy(update={"text": next(rest)}) if turn.speaker is Speaker.CANDIDATE else turn
        for turn in case.turns
    )
    return case.model_copy(update={"turns": turns})
