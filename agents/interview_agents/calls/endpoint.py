"""A chat model as a caller sees it: how it is named, priced and asked, whoever made it."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableLambda
from langsmith.utils import tracing_is_enabled

from interview_agents.calls import wire
from interview_agents.calls.models import chat_model, is_ours, without_retries
from interview_agents.calls.prices import Price, PriceTable
from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.strict_json import strict_schema
from interview_personas import Record

Options = dict[str, object]
ROLES = {"human": "user", "ai": "assistant", "system": "system"}
PLAIN = (HumanMessage, AIMessage, SystemMessage)
REASONER = re.compile(r"o\d")
"""OpenAI's o-series calls the system something else; langchain-openai knows."""


@dataclass(frozen=True)
class Endpoint:
    """One model behind one address."""

    model: BaseChatModel
    name: str
    address: str
    """Callers with the same one share a circuit."""
    price: Price
    spec: ModelSpec | None = None
    """None for a model that the user made."""

    @classmethod
    def of(cls, model: ModelSpec | BaseChatModel, table: PriceTable) -> Self:
        """An endpoint for a spec, or for any chat model.

        Raises:
            ModelSpecError: no key where one is needed, or a name that was shut down.
        """
        if isinstance(model, ModelSpec):
            asked = chat_model(model, table=table)
            return cls(asked, model.name, model.endpoint, model.price(table), model)
        ours = is_ours(model)
        named = str(getattr(model, "model_name", None) or getattr(model, "model", None) or "")
        name = f"{'openai' if ours else type(model).__name__}:{named}".removesuffix(":")
        base = getattr(model, "openai_api_base", None)
        row = table.models.get(name) or (table.of(named) if ours and base is None else Price())
        return cls(without_retries(model), name, str(base or name), row)

    @property
    def says_why_it_ended(self) -> bool:
        """Whether an answer without a reason for its end is a cut one."""
        return is_ours(self.model)

    def options(self, session: str, max_tokens: int | None = None, silence_s: float | None = None) -> Options:
        """What goes with a request beside the conversation.

        Args:
            session: whose prompts should lie together in the provider's cache.
            max_tokens: the cap, when a repair raised it.
            silence_s: how long the line may be silent while a whole answer is written.
        """
        options: Options = {}
        spec = self.spec
        if spec and session and spec.profile.keeps_prompts:
            # a hash: who has a session's id can open the session
            options["prompt_cache_key"] = hashlib.sha256(session.encode()).hexdigest()[:32]
        if spec and max_tokens and max_tokens != spec.max_tokens:
            options |= spec.cap(max_tokens)
        if silence_s and is_ours(self.model):
            options["timeout"] = wire.patience(silence_s)
        return options

    def lightened(
        self, messages: Sequence[BaseMessage], options: Options
    ) -> tuple[list[BaseMessage], Options]:
        """The same request for half the work, where it is a plain conversation.

        The SDK walks every message through its type hints, 0.1 ms each, again on every turn; what
        stands in ``extra_body`` goes out as it is. The bytes sent are the same (a test compares
        them). A trace would not see the conversation, so with tracing on it is sent the long way.
        """
        spec = self.spec
        if spec is None or spec.use_responses_api or REASONER.match(spec.model) or tracing_is_enabled():
            return list(messages), options
        plain = [
            {"content": message.content, "role": ROLES[message.type]}
            for message in messages
            if type(message) in PLAIN and isinstance(message.content, str) and not _more(message)
        ]
        if len(plain) < len(messages):
            return list(messages), options
        body = {**spec.extra_body(), **_mapping(options.get("extra_body")), "messages": plain}
        return [HumanMessage("")], {**options, "extra_body": body}

    def sheets(self, kind: type[Record]) -> Runnable[LanguageModelInput, BaseMessage]:
        """The model, asked for strict JSON of a schema; it answers with a message."""
        schema = strict_schema(kind)
        if is_ours(self.model):
            wanted = {"name": kind.__name__, "strict": True, "schema": schema}
            return self.model.bind(response_format={"type": "json_schema", "json_schema": wanted})
        try:
            asked = self.model.with_structured_output({"title": kind.__name__, **schema}, include_raw=True)
        except NotImplementedError:
            return self.model
        return asked | RunnableLambda(_as_message)


def _more(message: BaseMessage) -> bool:
    """Whether a message holds more than its text."""
    return bool(message.name or message.additional_kwargs or getattr(message, "tool_calls", None))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _as_message(answer: object) -> BaseMessage:
    """The raw message with its JSON as text, where a provider put it into a tool call."""
    if not isinstance(answer, dict) or not isinstance(answer.get("raw"), AIMessage):
        return AIMessage("")
    raw: AIMessage = answer["raw"]
    if raw.tool_calls:
        return raw.model_copy(update={"content": json.dumps(raw.tool_calls[0]["args"])})
    return raw
