"""The bank: who asks what, judged against what. Data first, a thin reader around it."""

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
