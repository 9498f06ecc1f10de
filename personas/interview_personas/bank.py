"""The bank: everything an onsite is made of."""

from collections.abc import Mapping

from interview_personas.candidate import CandidateSpec
from interview_personas.company import Company, Role
from interview_personas.persona import Persona
from interview_personas.question import Question
from interview_personas.record import Record
from interview_personas.red_flag import Opportunity, RedFlag
from interview_personas.rounds import Length, LengthSpec, Loop, RoundKind, RoundSpec
from interview_personas.rubric import Rubric
from interview_personas.scoring import Scoring
from interview_personas.study import StudyPlan, Template


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
