"""Which mind holds an onsite: from names and access to models, or the rehearsal when none is named.

Names are stored with a session; access is not, and comes from the settings of whoever goes on
with it. What a model needs to be asked is imported when the first one is made, because it takes
most of a second.
"""

from collections.abc import Mapping
from functools import cache

from pydantic import Field, SecretStr

from interview_agents.calls.estimating import estimate
from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec, Role, spec_for
from interview_agents.calls.spending import Spending
from interview_agents.errors import ModelSpecError
from interview_agents.mind import Mind
from interview_agents.model_mind.prompts import load_prompts
from interview_agents.rehearsal import Rehearsal
from interview_panel.plan import REHEARSAL, ModelNames, OnsitePlan
from interview_panel.settings import Settings
from interview_personas import Record

HOLDERS: tuple[Role, ...] = ("interviewer", "scorer", "judge")
OPENAI = "openai"
CHARACTERS_A_TOKEN = 4
"""About so many in plain English, whichever tokenizer."""


class Access(Record):
    """Address and key of the models named ``openai:``; never stored."""

    base_url: str = ""
    """OpenAI's own when empty."""
    api_key: SecretStr | None = Field(default=None, repr=False)
    organization: str = ""


def names_in(settings: Settings) -> ModelNames:
    """The models that the settings name; the word for none when they name none."""
    candidate = settings.candidate_model or ""
    if settings.model == REHEARSAL:
        return ModelNames(interviewer=REHEARSAL, candidate=candidate)
    address = settings.base_url or ""
    names = ModelNames(
        interviewer=settings.model or "",
        scorer=settings.scorer_model or "",
        judge=settings.judge_model or "",
        candidate=candidate,
        base_url="" if "@" in address or "?" in address else address,
    )
    return names or ModelNames(interviewer=REHEARSAL, candidate=candidate)


def access_in(settings: Settings) -> Access:
    """How the settings reach models named ``openai:``."""
    return Access(
        base_url=settings.base_url or "",
        api_key=settings.api_key,
        organization=settings.organization or "",
    )


def access_for(names: ModelNames, given: Access, own: Access) -> Access:
    """How an onsite's models are reached: as given, else where it was begun, else as the settings say.

    A key goes with its own address: the settings' is sent nowhere else.

    Args:
        names: the onsite's models.
        given: what whoever goes on with it says.
        own: the settings'.
    """
    where = (given.base_url or names.base_url).rstrip("/")
    if where and where != own.base_url.rstrip("/"):
        return given.model_copy(update={"base_url": where})
    return Access(
        base_url=own.base_url,
        api_key=given.api_key or own.api_key,
        organization=given.organization or own.organization,
    )


def specs_for(names: ModelNames, access: Access) -> dict[Role, ModelSpec]:
    """The models of the roles that have one.

    Raises:
        ModelSpecError: a name is not of a known kind, or a model scores what the rehearsal asks.
    """
    named: dict[Role, str] = {}
    if names:
        _refuse_half_a_rehearsal(names)
        named = {role: getattr(names, role) or names.interviewer for role in HOLDERS}
    if names.candidate not in {"", REHEARSAL}:
        named["candidate"] = names.candidate
    return {role: _spec(role, name, access) for role, name in named.items()}


def mind_for(
    specs: Mapping[Role, ModelSpec], *, table: PriceTable | None = None, secret: bytes | None = None
) -> Mind:
    """The mind that holds an onsite with these models; the rehearsal when nobody interviews.

    Args:
        specs: who is asked, from `specs_for`.
        table: prices and shutdowns; the shipped ones when left out.
        secret: what fences are made from; a lasting one keeps prompts cached over a restart.

    Raises:
        ModelSpecError: no key where one is needed, or a name that was shut down.
    """
    if "interviewer" not in specs:
        return _rehearsal()
    for spec in specs.values():
        spec.refuse_what_cannot_work(table)  # before the client, which takes most of a second to import
    from interview_agents.calls.caller import Caller  # noqa: PLC0415 - see above
    from interview_agents.model_mind.mind import ModelMind  # noqa: PLC0415 - see above

    asked = [specs.get(role, specs["interviewer"]) for role in HOLDERS]
    callers = {spec: Caller(spec, table=table) for spec in dict.fromkeys(asked)}
    return ModelMind(*(callers[spec] for spec in asked), secret=secret)


def expected(plan: OnsitePlan, specs: Mapping[Role, ModelSpec], table: PriceTable | None = None) -> Spending:
    """What an onsite will use if nothing goes wrong."""
    applicant = plan.candidate
    handed_in = {"resume": len(applicant.resume), "job_description": len(applicant.job_description)}
    papers = sum(min(handed_in[name], room) for name, room in room_for_papers().items())
    turns = [planned.turns for planned in plan.rounds]
    return estimate(turns, specs, table, papers=papers // CHARACTERS_A_TOKEN)


def room_for_papers() -> Mapping[str, int]:
    """How many characters of ``resume`` and ``job_description`` a model's interviewers read."""
    return load_prompts()["papers"].head.most


def _refuse_half_a_rehearsal(names: ModelNames) -> None:
    if names.interviewer in {"", REHEARSAL} or REHEARSAL in {names.scorer, names.judge}:
        raise ModelSpecError(
            "the rehearsal holds an onsite whole or not at all: name who interviews with --model or "
            "INTERVIEW_PANEL_MODEL too, or name nobody"
        )


def _spec(role: Role, name: str, access: Access) -> ModelSpec:
    if name.partition(":")[0] != OPENAI:
        return spec_for(role, name)  # a key for OpenAI is nobody else's business
    return spec_for(role, name, **{key: value for key, value in access if value})


@cache
def _rehearsal() -> Rehearsal:
    return Rehearsal()
