"""A chat model as a caller sees it: how it is named, priced and asked, whoever made it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableLambda

from interview_agents.calls import wire
from interview_agents.calls.call import Call
from interview_agents.calls.models import chat_model, is_ours, without_retries
from interview_agents.calls.prices import Price, PriceTable
from interview_agents.calls.specs import Limits, ModelSpec
from interview_agents.calls.strict_json import strict_schema
from interview_personas import Record

if TYPE_CHECKING:
    import httpx

Options = dict[str, object]
Transports = tuple["httpx.BaseTransport | None", "httpx.AsyncBaseTransport | None"]
EXPLICIT = {"mode": "explicit"}


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
    def of(
        cls, model: ModelSpec | BaseChatModel, table: PriceTable, transports: Transports = (None, None)
    ) -> Self:
        """An endpoint for a spec, or for any chat model.

        Args:
            model: who is asked.
            table: prices and shutdowns.
            transports: what a spec's calls are sent through, those that block and those on a loop; a
                recorder, for instance.

        Raises:
            ModelSpecError: no key where one is needed, or a name that was shut down.
        """
        if isinstance(model, ModelSpec):
            blocking, on_a_loop = transports
            asked = chat_model(model, table=table, transport=blocking, async_transport=on_a_loop)
            return cls(asked, model.name, model.address, model.price(table), model)
        ours = is_ours(model)
        named = str(getattr(model, "model_name", None) or getattr(model, "model", None) or "")
        name = f"{'openai' if ours else type(model).__name__}:{named}".removesuffix(":")
        base = getattr(model, "openai_api_base", None)
        row = table.models.get(name) or (table.of(named) if ours and base is None else Price())
        return cls(without_retries(model), name, str(base or name), row)

    @property
    def limits(self) -> Limits:
        """How far one call may go."""
        return self.spec.limits if self.spec else Limits.at(self.address)

    @property
    def says_why_it_ended(self) -> bool:
        """Whether an answer without a reason for its end is a cut one."""
        return is_ours(self.model)

    @property
    def keeps_what_it_is_told(self) -> bool:
        """Whether writing to its prompt cache costs money, and is told where a prefix ends.

        OpenAI's models since gpt-5.6: a prefix is found again only where it was marked.
        """
        return bool(self.spec and self.spec.listed and self.price.cache_write)

    def options(
        self, call: Call, max_tokens: int | None, silence_s: float, *, sheet: bool = False
    ) -> Options:
        """What goes with a request beside the conversation.

        Args:
            call: what is asked.
            max_tokens: the cap; a repair may have raised it.
            silence_s: how long the line may be silent.
            sheet: whether it is a form; nobody goes on from it, so only what is shared is worth keeping.
        """
        options: Options = {"timeout": wire.patience(silence_s)} if is_ours(self.model) else {}
        spec = self.spec
        if spec and call.session and spec.profile.keeps_prompts:
            # a hash: who has a session's id can open the session
            options["prompt_cache_key"] = hashlib.sha256(call.session.encode()).hexdigest()[:32]
        if spec and max_tokens and max_tokens != spec.max_tokens:
            options |= spec.cap(max_tokens)
        if sheet and self.keeps_what_it_is_told:
            options["extra_body"] = {"prompt_cache_options": EXPLICIT}  # openai 2 has no argument for it
        return options

    def marked(self, said: Sequence[BaseMessage], shared: int) -> list[BaseMessage]:
        """A conversation with the end of what other calls share marked, where that is asked for."""
        if not shared or not self.keeps_what_it_is_told:
            return list(said)
        page = said[0].text
        kept: dict[str, object] = {"type": "text", "text": page[:shared], "prompt_cache_breakpoint": EXPLICIT}
        return [SystemMessage([kept, {"type": "text", "text": page[shared:]}]), *said[1:]]

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


def _as_message(answer: object) -> BaseMessage:
    """The raw message with its JSON as text, where a provider put it into a tool call."""
    if not isinstance(answer, dict) or not isinstance(answer.get("raw"), AIMessage):
        return AIMessage("")
    raw: AIMessage = answer["raw"]
    if raw.tool_calls:
        return raw.model_copy(update={"content": json.dumps(raw.tool_calls[0]["args"])})
    return raw
