"""What an onsite will be: drawn once from the request, the bank and the seed."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Annotated, TypeVar

from pydantic import Field, field_validator

from interview_agents import behavioral, coding, recruiter, system_design
from interview_panel.errors import RequestError
from interview_personas import Bank, Company, Length, Persona, Record, Role, RoundKind

Named = TypeVar("Named")
SCHEMA_VERSION = 1
MOST_CHARACTERS = 40_000
REHEARSAL = "rehearsal"
"""The word for no model, where the settings name one."""
CHOOSERS: Mapping[RoundKind, Callable[[Bank, Role, Company, int, Random], tuple[str, ...]]] = {
    RoundKind.RECRUITER: recruiter.choose,
    RoundKind.CODING: coding.choose,
    RoundKind.SYSTEM_DESIGN: system_design.choose,
    RoundKind.BEHAVIORAL: behavioral.choose,
}


class Applicant(Record):
    """Who is interviewed. Scorers and the committee never see any of it."""

    name: Annotated[str, Field(max_length=200)] = ""
    school: Annotated[str, Field(max_length=200)] = ""
    resume: Annotated[str, Field(max_length=MOST_CHARACTERS)] = ""
    job_description: Annotated[str, Field(max_length=MOST_CHARACTERS)] = ""

    def identity(self) -> tuple[str, ...]:
        """What must not reach a scorer."""
        return tuple(part for part in (self.name, self.school) if part)


class ModelNames(Record):
    """Which models hold an onsite, by name and never with a key.

    All empty: what the settings say, and the rehearsal when they say nothing. It is true when
    a model interviews, scores or judges.

    >>> bool(ModelNames()), bool(ModelNames(interviewer="rehearsal")), bool(ModelNames(interviewer="openai"))
    (False, False, True)
    """

    interviewer: str = ""
    """``openai:gpt-6-luna``; ``openai`` for what we recommend; ``rehearsal`` for no model at all."""
    scorer: str = ""
    """The interviewer's when left out."""
    judge: str = ""
    """The interviewer's when left out."""
    candidate: str = ""
    """Who plays a simulated candidate; the rehearsal when left out."""
    base_url: str = ""
    """Where models named ``openai:`` answer, when it is not where the settings say. An onsite goes on
    at the address it was begun at, and the settings' key is sent to the settings' address only."""

    @field_validator("base_url")
    @classmethod
    def _holds_no_login(cls, base_url: str) -> str:
        if "@" in base_url or "?" in base_url:
            raise RequestError("an address that is stored holds no login and no query: leave them out")
        return base_url

    def __bool__(self) -> bool:
        return any(name not in {"", REHEARSAL} for name in (self.interviewer, self.scorer, self.judge))

    @property
    def decided(self) -> bool:
        """Whether they say who holds the onsite, so that the settings are not asked."""
        return bool(self) or self.interviewer == REHEARSAL


class OnsiteRequest(Record):
    """What a caller asks for; the graph's input."""

    candidate: Applicant = Applicant()
    role: str = "ml_engineer"
    company: str = "generic"
    length: Length = Length.SHORT
    rounds: tuple[RoundKind, ...] = ()
    """Rounds to hold; the company's loop when empty. One round makes a drill of it alone."""
    interviewers: Mapping[RoundKind, str] = Field(default_factory=dict)
    """Interviewer ids, for rounds where it matters; the seed draws the others."""
    questions: tuple[str, ...] = ()
    """Questions to ask instead of drawn ones, each in its own round."""
    chair: str = ""
    seed: int = 0
    models: ModelNames = ModelNames()
    """Who thinks in it; kept with the session, which goes on with the same minds."""
    coach: bool = False
    """Whether the candidate is given feedback after each answer. It changes nothing else."""


class PlannedRound(Record):
    """One round to be held."""

    kind: RoundKind
    interviewer: str
    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    turns: int
    """Interviewer turns it may take, the closing words included."""
    minutes: float
    """Minutes it may take."""


class OnsitePlan(Record):
    """The onsite that will be held; part of the graph's state."""

    schema_version: int = SCHEMA_VERSION
    candidate: Applicant
    role: str
    company: str
    length: Length
    chair: str
    seed: int
    bank_sha256: str
    rounds: Annotated[tuple[PlannedRound, ...], Field(min_length=1)]
    models: ModelNames = ModelNames()
    coach: bool = False


def plan_onsite(request: OnsiteRequest, bank: Bank) -> OnsitePlan:
    """The plan of an onsite; the same request, bank and seed give the same plan.

    Raises:
        RequestError: naming what the bank does not have and what it has instead.
    """
    draw = Random(request.seed)  # noqa: S311 - reproducible choice, not a secret
    company = _named("company", request.company, bank.companies)
    role = _named("role", request.role, bank.roles)
    own = [_named("question", name, bank.questions) for name in request.questions]
    asked = request.rounds or tuple(q.round for q in own) or company.rounds
    kinds = tuple(dict.fromkeys(asked))
    if homeless := [question.id for question in own if question.round not in kinds]:
        raise RequestError(
            f"{', '.join(homeless)}: not of a round that is held: hold it too, or leave them out"
        )
    chosen = {kind: tuple(q.id for q in own if q.round is kind) for kind in kinds}
    chairs = {chair.id: chair for chair in bank.chairs()}
    chair = _named("chair", request.chair, chairs) if request.chair else draw.choice(list(chairs.values()))
    return OnsitePlan(
        candidate=request.candidate,
        role=role.id,
        company=company.id,
        length=request.length,
        chair=chair.id,
        seed=request.seed,
        bank_sha256=bank.sha256,
        rounds=tuple(_planned(kind, chosen[kind], request, bank, (role, company), draw) for kind in kinds),
        models=request.models,
        coach=request.coach,
    )


def refuse_other_bank(plan: OnsitePlan, bank: Bank) -> None:
    """Check that a bank has what an onsite was begun with.

    Raises:
        RequestError: naming what it lacks.
    """
    questions = {name for part in plan.rounds for name in part.questions}
    people = {part.interviewer for part in plan.rounds}
    lacking = sorted((questions - set(bank.questions)) | (people - set(bank.people)))
    if lacking:
        names = ", ".join(lacking)
        raise RequestError(f"this bank lacks {names}: go on with the bank the onsite was begun with")


def _planned(
    kind: RoundKind,
    own: tuple[str, ...],
    request: OnsiteRequest,
    bank: Bank,
    style: tuple[Role, Company],
    draw: Random,
) -> PlannedRound:
    spec, length = bank.round(kind), bank.length(request.length)
    questions = own or CHOOSERS[kind](bank, *style, length.questions[kind], draw)
    if not questions:
        raise RequestError(f"the bank has no {kind} question for {style[0].id}: choose another role")
    return PlannedRound(
        kind=kind,
        interviewer=_interviewer(kind, request.interviewers.get(kind), bank, draw).id,
        questions=questions,
        turns=length.turns[kind],
        minutes=(spec.minutes_low + spec.minutes_high) / 2 * length.share_of_minutes,
    )


def _interviewer(kind: RoundKind, wanted: str | None, bank: Bank, draw: Random) -> Persona:
    people = {person.id: person for person in bank.interviewers_of(kind)}
    return _named(f"{kind} interviewer", wanted, people) if wanted else draw.choice(list(people.values()))


def _named(what: str, name: str, known: Mapping[str, Named]) -> Named:
    if name not in known:
        raise RequestError(f"there is no {what} {name!r}: choose one of {', '.join(known)}")
    return known[name]
