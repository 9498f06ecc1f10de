"""The bank: every data file read once, cross-checked and frozen."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from interview_personas.candidate import CandidateSpec
from interview_personas.company import Company, Role
from interview_personas.crosscheck import contradictions
from interview_personas.errors import BankError
from interview_personas.files import Shelf, read_shelf
from interview_personas.persona import Persona
from interview_personas.question import Question
from interview_personas.record import Record
from interview_personas.red_flag import Opportunity, RedFlag
from interview_personas.rounds import Length, LengthSpec, Loop, RoundKind, RoundSpec
from interview_personas.rubric import Rubric
from interview_personas.scoring import Scoring
from interview_personas.study import StudyPlan, Template

SHIPPED = Path(__file__).parent


class Bank(Record):
    """Everything an onsite is made of, keyed by id."""

    sha256: str
    """Hash of every file read, in path order; part of each debrief's provenance."""
    loop: Loop
    people: Mapping[str, Persona]
    candidates: Mapping[str, CandidateSpec]
    companies: Mapping[str, Company]
    roles: Mapping[str, Role]
    questions: Mapping[str, Question]
    rubrics: Mapping[str, Rubric]
    red_flags: Mapping[str, RedFlag]
    opportunities: Mapping[str, Opportunity]
    templates: Mapping[str, Template]
    study_plan: StudyPlan
    scoring: Scoring

    def round(self, kind: RoundKind) -> RoundSpec:
        """What the documents say about one round."""
        return next(spec for spec in self.loop.rounds if spec.kind is kind)

    def length(self, length: Length) -> LengthSpec:
        """The budgets of one length."""
        return next(spec for spec in self.loop.lengths if spec.id is length)

    def rubric(self, kind: RoundKind) -> Rubric:
        """The sheet one round is scored on."""
        return self.rubrics[kind]

    def flags_of(self, kind: RoundKind) -> tuple[RedFlag, ...]:
        """The red flags one round rules on, in catalogue order."""
        return tuple(flag for flag in self.red_flags.values() if kind in flag.rounds)

    def interviewers_of(self, kind: RoundKind) -> tuple[Persona, ...]:
        """The people who can hold one round, in file order."""
        return tuple(p for p in self.people.values() if p.seat == kind)

    def chairs(self) -> tuple[Persona, ...]:
        """The people who can chair the committee."""
        return tuple(p for p in self.people.values() if p.seat == "committee")


def load_bank(path: Path | None = None) -> Bank:
    """The shipped bank, or one of your own.

    Args:
        path: a folder laid out like the shipped one. With ``extends = true`` in its
            ``bank.toml`` it adds to the shipped bank, and an entry with the same id
            replaces ours; without it, it stands alone.

    Raises:
        BankError: with every fault of every file, not only the first.

    >>> len(load_bank().red_flags)
    57
    """
    return _load(path.resolve() if path else None)


@cache
def _load(path: Path | None) -> Bank:
    shelves = [read_shelf(SHIPPED)] if path is None else _own(path)
    faults = [fault for shelf in shelves for fault in shelf.faults]
    merged = shelves[0]
    for shelf in shelves[1:]:
        merged = merged.overlaid_by(shelf)
    if faults or (faults := merged.missing()):
        raise BankError(faults)
    bank = _bind(merged)
    if faults := contradictions(bank, merged.origins):
        raise BankError(faults)
    return bank


def _own(path: Path) -> list[Shelf]:
    if not path.is_dir():
        raise BankError([f"{path}: bank: there is no such folder: name a folder of TOML files"])
    own = read_shelf(path)
    return [read_shelf(SHIPPED), own] if own.extends else [own]


def _bind(shelf: Shelf) -> Bank:
    digest = hashlib.sha256("".join(shelf.digests).encode()).hexdigest()
    return Bank.model_validate({"sha256": digest, **shelf.single, **shelf.keyed})
