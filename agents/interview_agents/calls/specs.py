"""Which model, where, with which key: named by a string, checked before anything is sent."""

import ipaddress
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from interview_agents.calls.prices import Price, PriceTable, price_table
from interview_agents.errors import ModelSpecError
from interview_personas import Record

Role = Literal["interviewer", "scorer", "judge", "candidate"]
ROLES: tuple[Role, ...] = ("interviewer", "scorer", "judge", "candidate")
Seconds = Annotated[float, Field(gt=0)]


class Profile(Record):
    """A kind of endpoint."""

    title: str
    base_url: str
    needs_key: bool = False
    knows_names: bool = False
    """Whether our table of prices and shutdowns speaks of its models."""
    keeps_prompts: bool = False
    """Whether it takes a ``prompt_cache_key``."""
    caps_with: str = "max_tokens"
    """What it calls the most tokens an answer may have."""
    start: str = ""
    """The command that starts it on this machine."""


class Limits(Record):
    """How far one call may go."""

    timeout_s: Seconds
    """Longest silence on the line."""
    deadline_s: Seconds
    """Longest that it may take, its retries and repair included."""
    requests: Annotated[int, Field(ge=1, le=10)] = 4
    """Most requests for one answer, the first included."""
    max_tokens: Annotated[int, Field(gt=0)] | None = None

    @classmethod
    def at(cls, address: str) -> Self:
        """What fits an address when nothing else is said: a model nearby may read for minutes."""
        return cls.model_validate(model_data()["patience"]["near" if _is_near(address) else "far"])


class Transcribing(Record):
    """Who writes down what is said aloud."""

    name: str
    """Who is asked when only ``openai`` is named."""
    keywords: tuple[str, ...]
    """Models that take terms as keywords; others take them as a prompt."""


class ModelSpec(Record):
    """One model for one role. Nothing of it is written into a checkpoint or a log."""

    name: str
    """``openai:gpt-6-luna``: a profile, a colon, the endpoint's own name for the model."""
    base_url: str | None = None
    """Where it answers; the profile's own address when left out."""
    api_key: SecretStr | None = None
    organization: str | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    """Left out of the request when the model takes none."""
    reasoning_effort: str | None = None
    use_responses_api: bool = False
    timeout_s: Seconds | None = None
    """Longest silence on the line; what fits the address when left out."""
    deadline_s: Seconds | None = None
    """Longest that one call may take; what fits the address when left out."""
    requests: Annotated[int, Field(ge=1, le=10)] = 4
    """Most requests for one answer, the first included."""
    max_tokens: Annotated[int, Field(gt=0)] | None = None

    @field_validator("name")
    @classmethod
    def _is_named(cls, name: str) -> str:
        profile, colon, model = name.partition(":")
        if profile not in profiles() or not colon or not model:
            known = ", ".join(f"{known}:NAME" for known in profiles())
            raise ModelSpecError(f"{name!r} names no model: write one of {known}")
        return name

    @property
    def profile(self) -> Profile:
        """The kind of endpoint."""
        return profiles()[self.name.partition(":")[0]]

    @property
    def model(self) -> str:
        """The endpoint's own name for the model.

        >>> ModelSpec(name="ollama:qwen2.5:7b").model
        'qwen2.5:7b'
        """
        return self.name.partition(":")[2]

    @property
    def endpoint(self) -> str:
        """Where it answers."""
        return (self.base_url or self.profile.base_url).rstrip("/")

    @property
    def address(self) -> str:
        """Where it answers, without what an address may hold beside that.

        >>> ModelSpec(name="openai:any", base_url="https://me:word@models.example:8000/v1?key=1").address
        'https://models.example:8000/v1'
        """
        url = urlsplit(self.endpoint)
        return url._replace(netloc=url.netloc.rpartition("@")[2], query="", fragment="").geturl()

    @property
    def limits(self) -> Limits:
        """How far one call may go.

        >>> ModelSpec(name="ollama:llama3.2").limits.timeout_s
        600.0
        """
        own = {name: getattr(self, name) for name in Limits.model_fields}
        given = {name: value for name, value in own.items() if value is not None}
        return Limits.at(self.endpoint).model_copy(update=given)

    @property
    def listed(self) -> bool:
        """Whether the price table speaks of this model: a proxy may call anything ``gpt-4``."""
        return self.profile.knows_names and self.endpoint == self.profile.base_url

    def refuse_what_cannot_work(self, table: PriceTable | None = None) -> None:
        """Say now what an endpoint would say later, and less clearly.

        Raises:
            ModelSpecError: no key where one is needed, or a name that was shut down.
        """
        table = table or price_table()
        if self.listed and table.gone(self.model):
            raise ModelSpecError(table.end_of(self.model))
        if self.profile.needs_key and self.base_url is None and not self._key:
            raise ModelSpecError(f"{self.name} needs a key: set OPENAI_API_KEY, or give one")

    def price(self, table: PriceTable) -> Price:
        """Its row: under its whole name, which a user's own table may hold, or the provider's."""
        return table.models.get(self.name) or (table.of(self.model) if self.listed else Price())

    def cap(self, max_tokens: int) -> dict[str, object]:
        """The arguments that limit an answer; the field is not called the same everywhere."""
        if self.use_responses_api or self.profile.caps_with == "max_completion_tokens":
            return {"max_completion_tokens": max_tokens}  # langchain-openai renames it where it must
        return {"extra_body": {self.profile.caps_with: max_tokens}}

    @property
    def _key(self) -> str:
        return self.api_key.get_secret_value() if self.api_key else ""


def _is_near(address: str) -> bool:
    """Whether a server runs on this machine or beside it."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal"))


@cache
def profiles() -> dict[str, Profile]:
    """The kinds of endpoint we have presets for, by the word before the colon."""
    return {name: Profile.model_validate(row) for name, row in model_data()["profiles"].items()}


def default_spec(role: Role) -> ModelSpec:
    """What is asked in a role when no model is named.

    >>> default_spec("judge").name
    'openai:gpt-6.1-terra'
    """
    return ModelSpec.model_validate(model_data()["defaults"][role])


def spec_for(role: Role, name: str, **values: object) -> ModelSpec:
    """The spec of a role from a name and what else is set; values that are None do not count.

    Args:
        role: who will be asked.
        name: ``openai:gpt-6-luna``, or ``openai`` alone for what we ask in that role; named in full,
            that is asked in the same way.
        values: fields of `ModelSpec`.

    >>> spec_for("judge", "openai").name
    'openai:gpt-6.1-terra'
    """
    default = default_spec(role)
    chosen = default if name in {"openai", default.name} else ModelSpec(name=name)
    given = {key: value for key, value in values.items() if value is not None}
    return ModelSpec.model_validate({**dict(chosen), **given})


@cache
def transcribing() -> Transcribing:
    """What ``models.toml`` says of it."""
    return Transcribing.model_validate(model_data()["transcribing"])


def transcriber_spec(name: str, **values: object) -> ModelSpec:
    """Who writes down what is said aloud, from a name and what else is set; None does not count.

    Args:
        name: ``openai:gpt-transcribe``, or ``openai`` alone for what we ask.
        values: fields of `ModelSpec`.

    >>> transcriber_spec("openai").name
    'openai:gpt-transcribe'
    """
    chosen = transcribing().name if name == "openai" else name
    given = {key: value for key, value in values.items() if value is not None}
    return ModelSpec.model_validate({"name": chosen, **given})


@cache
def model_data() -> dict[str, dict[str, dict[str, object]]]:
    """The tables of ``models.toml``."""
    source = files("interview_agents.calls").joinpath("models.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
