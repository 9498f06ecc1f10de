"""The bank: who asks what, judged against what. Data first, a thin reader around it.

Exports are loaded on first use: most of who asks wants one of them.
"""

from interview_personas.lazily import exported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from interview_personas.bank import Bank
    from interview_personas.candidate import CandidateSpec, Planted, Strength
    from interview_personas.company import Company, Role
    from interview_personas.errors import BankError, InterviewError
    from interview_personas.loading import load_bank
    from interview_personas.persona import Persona, Voice
    from interview_personas.question import CodingTask, CodingTest, Fact, Point, Question
    from interview_personas.record import Record
    from interview_personas.red_flag import Opportunity, RedFlag
    from interview_personas.rounds import (
        CodeReactions,
        Length,
        LengthSpec,
        Loop,
        RoundKind,
        RoundSpec,
        Source,
        Step,
    )
    from interview_personas.rubric import Anchors, Criterion, Rubric
    from interview_personas.scoring import Scoring
    from interview_personas.study import Slot, StudyPlan, Template, Topic, Week

__all__ = [
    "Anchors",
    "Bank",
    "BankError",
    "CandidateSpec",
    "CodeReactions",
    "CodingTask",
    "CodingTest",
    "Company",
    "Criterion",
    "Fact",
    "InterviewError",
    "Length",
    "LengthSpec",
    "Loop",
    "Opportunity",
    "Persona",
    "Planted",
    "Point",
    "Question",
    "Record",
    "RedFlag",
    "Role",
    "RoundKind",
    "RoundSpec",
    "Rubric",
    "Scoring",
    "Slot",
    "Source",
    "Step",
    "Strength",
    "StudyPlan",
    "Template",
    "Topic",
    "Voice",
    "Week",
    "load_bank",
]

_HOME = {
    "Anchors": "interview_personas.rubric",
    "Bank": "interview_personas.bank",
    "BankError": "interview_personas.errors",
    "CandidateSpec": "interview_personas.candidate",
    "CodeReactions": "interview_personas.rounds",
    "CodingTask": "interview_personas.question",
    "CodingTest": "interview_personas.question",
    "Company": "interview_personas.company",
    "Criterion": "interview_personas.rubric",
    "Fact": "interview_personas.question",
    "InterviewError": "interview_personas.errors",
    "Length": "interview_personas.rounds",
    "LengthSpec": "interview_personas.rounds",
    "Loop": "interview_personas.rounds",
    "Opportunity": "interview_personas.red_flag",
    "Persona": "interview_personas.persona",
    "Planted": "interview_personas.candidate",
    "Point": "interview_personas.question",
    "Question": "interview_personas.question",
    "Record": "interview_personas.record",
    "RedFlag": "interview_personas.red_flag",
    "Role": "interview_personas.company",
    "RoundKind": "interview_personas.rounds",
    "RoundSpec": "interview_personas.rounds",
    "Rubric": "interview_personas.rubric",
    "Scoring": "interview_personas.scoring",
    "Slot": "interview_personas.study",
    "Source": "interview_personas.rounds",
    "Step": "interview_personas.rounds",
    "Strength": "interview_personas.candidate",
    "StudyPlan": "interview_personas.study",
    "Template": "interview_personas.study",
    "Topic": "interview_personas.study",
    "Voice": "interview_personas.persona",
    "Week": "interview_personas.study",
    "load_bank": "interview_personas.loading",
}

__getattr__, __dir__ = exported(__name__, _HOME)
