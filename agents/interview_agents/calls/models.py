"""Specs to chat models: the one module that knows langchain-openai."""

import logging
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import BaseChatOpenAI
from pydantic import SecretStr

from interview_agents.calls import wire
from interview_agents.calls.completions import PlainCompletions
from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec

if TYPE_CHECKING:
    import httpx

LOG = logging.getLogger(__name__)


def chat_model(
    spec: ModelSpec,
    *,
    table: PriceTable | None = None,
    transport: "httpx.BaseTransport | None" = None,
    async_transport: "httpx.AsyncBaseTransport | None" = None,
) -> ChatOpenAI:
    """A chat model for a spec, with no retries of its own.

    Args:
        spec: which model, where.
        table: prices and shutdowns; the shipped ones when left out.
        transport: what calls that block are sent through, for instance a recorder.
        async_transport: the same for calls on an event loop; it must be given with the other.

    Raises:
        ModelSpecError: no key where one is needed, or a name that was shut down.
        ValueError: only one transport was given, so half of the calls would miss it.
    """
    if (transport is None) != (async_transport is None):
        raise ValueError("give both transports: with one, the other kind of call goes to the network")
    spec.refuse_what_cannot_work(table)
    model = ChatOpenAI(
        **_arguments(spec),
        http_client=wire.client(transport, spec.limits.timeout_s),
        http_async_client=wire.async_client(async_transport, spec.limits.timeout_s),
    )
    model.async_client = PlainCompletions(model.root_async_client)
    return _warmed(model, spec)


def without_retries(model: BaseChatModel) -> BaseChatModel:
    """The same model, with nothing beneath us that asks again: retries multiply."""
    if not isinstance(model, BaseChatOpenAI) or model.max_retries == 0:
        return model
    root, async_root = (
        side.with_options(max_retries=0) for side in (model.root_client, model.root_async_client)
    )
    return model.model_copy(
        update={
            "max_retries": 0,
            "root_client": root,
            "root_async_client": async_root,
            "client": root.chat.completions,
            "async_client": async_root.chat.completions,
            "stream_usage": True,
        }
    )


def is_ours(model: BaseChatModel) -> bool:
    """Whether a model speaks OpenAI's protocol, so that its answers say why they ended."""
    return isinstance(model, BaseChatOpenAI)


def _arguments(spec: ModelSpec) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "model": spec.model,
        "base_url": spec.endpoint,
        "api_key": spec.api_key or SecretStr(wire.NO_KEY),
        "organization": spec.organization,
        "openai_proxy": None,
        "timeout": wire.patience(spec.limits.timeout_s),
        "max_retries": 0,
        "stream_usage": True,
        "stream_chunk_timeout": None,  # the caller watches the clock, and for less
        "use_responses_api": spec.use_responses_api,
    }
    if spec.use_responses_api:
        arguments["store"] = False  # there the provider keeps what it is told not to
    if spec.reasoning_effort:
        arguments["reasoning_effort"] = spec.reasoning_effort
    return arguments | (spec.cap(spec.max_tokens) if spec.max_tokens else {})


def _warmed(model: ChatOpenAI, spec: ModelSpec) -> ChatOpenAI:
    """The model at the asked temperature, if it takes one."""
    if spec.temperature is None:
        return model
    if (model.profile or {}).get("temperature") is False and spec.reasoning_effort != "none":
        LOG.warning("%s takes no temperature; it is left out", spec.name)
        return model
    return model.model_copy(update={"temperature": spec.temperature})
