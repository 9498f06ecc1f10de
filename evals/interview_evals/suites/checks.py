"""What is checked of a case: one word for how it came out, and what was said where."""

from enum import StrEnum

from interview_personas import Record

VERSION = 1
"""Raise it when a check means something else than before: no run is compared with one of another version."""


class Outcome(StrEnum):
    """How a check came out."""

    HELD = "held"
    BROKEN = "broken"
    NOT_MEASURED = "not_measured"
    """The mind failed, or what it would have said was not recorded: that is no verdict on it."""


class Check(Record):
    """One thing that should hold of one case."""

    case: str
    """Checks of one case hang together; they are drawn again together."""
    name: str
    """Unique within its case."""
    group: str
    """What it is counted under: a flag, a kind of twin, a family of attacks."""
    outcome: Outcome
    said: str = ""
    """What the mind made of it, in a word or a sentence."""
    wanted: str = ""
    hard: bool = False
    """Whether breaking it once is a regression, whatever chance explains."""
    weight: float = 1.0


def answered(case: str, name: str, failure: str, *, missed: bool) -> Check:
    """Whether the mind gave an answer that can be used; a missing recording says nothing about that.

    It weighs nothing beside what the answers are.
    """
    held = None if missed else not failure
    return check(case, name, held, said=failure, wanted="an answer", hard=True, weight=0)


def check(  # noqa: PLR0913 - all but the first three have a default
    case: str,
    name: str,
    held: bool | None,  # noqa: FBT001 - the one thing there is to say
    *,
    group: str = "",
    said: object = "",
    wanted: object = "",
    hard: bool = False,
    weight: float = 1.0,
) -> Check:
    """A check from whether it held; None where that was not measured."""
    outcome = Outcome.NOT_MEASURED if held is None else Outcome.HELD if held else Outcome.BROKEN
    return Check(
        case=case,
        name=name,
        group=group or name.partition("/")[0],
        outcome=outcome,
        said=str(said),
        wanted=str(wanted),
        hard=hard,
        weight=weight,
    )
