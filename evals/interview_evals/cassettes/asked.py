"""What a model is asked, without what does not matter for its answer, and under whose name.

A request is found again by all of it that an answer depends on: the model, the conversation, the
schema and every parameter. Not by its address and its headers: a gateway is no other model.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import JsonValue

from interview_agents.calls.wire import CALL_ID
from interview_evals.errors import CassetteError

Api = Literal["chat", "responses"]
PATHS = dict[str, Api]({"/chat/completions": "chat", "/responses": "responses"})
UNREAD = frozenset(
    {
        "metadata",
        "prompt_cache_key",
        "prompt_cache_options",
        "prompt_cache_retention",
        "safety_identifier",
        "service_tier",
        "store",
        "stream_options",
        "user",
    }
)
"""Fields that are for the provider's books and caches; no answer depends on them."""
SCHEMAS = frozenset({"schema", "parameters"})
TEXTS = frozenset({"text", "input_text"})
NAME = re.compile(r"[\w.-]+(/[\w.-]+)*", re.ASCII)
CASE: ContextVar[str] = ContextVar("interview_evals.case", default="unnamed")
Json = dict[str, JsonValue]


@contextmanager
def recording_case(name: str) -> Iterator[None]:
    """Calls that are made inside belong to this case: ``judge/A01``, ``onsite/hanna/2``.

    A logical call's id says which call of an interview it is; this says of which interview.

    Raises:
        CassetteError: the name cannot be a folder's.
    """
    if not NAME.fullmatch(name) or ".." in name:
        raise CassetteError(f"case {name!r}: use letters, digits, points, strokes and slashes")
    before = CASE.set(name)
    try:
        yield
    finally:
        CASE.reset(before)


@dataclass(frozen=True)
class Asked:
    """One request, and which logical call of which case it is for."""

    case: str
    call: str
    """``judge/committee#1``; empty when nobody named it."""
    api: Api
    body: Json
    """What is sent, without what no answer depends on."""

    @classmethod
    def of(cls, path: str, content: bytes) -> "Asked":
        """What goes out now, as the case and the call that are running.

        Raises:
            CassetteError: it is not a request for a conversation.
        """
        for end, api in PATHS.items():
            if path.endswith(end):
                return cls(CASE.get(), CALL_ID.get(), api, canonical(json.loads(content)))
        raise CassetteError(f"{path}: only conversations are recorded ({', '.join(PATHS)})")

    @cached_property
    def key(self) -> str:
        """The same for requests that must be answered alike."""
        text = json.dumps([self.api, self.body], separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def streamed(self) -> bool:
        """Whether the answer is to come in pieces."""
        return self.body.get("stream") is True

    @property
    def name(self) -> str:
        """``judge/A01: scorer/coding#1``, for people."""
        return ": ".join(filter(None, (self.case, self.call)))


def canonical(body: Mapping[str, JsonValue]) -> Json:
    r"""A request's body in the form it is compared and kept in.

    >>> canonical({"user": "u1", "model": "m", "messages": [{"content": "one\r\ntwo"}]})
    {'messages': [{'content': 'one\ntwo'}], 'model': 'm'}
    """
    return {key: _same(body[key]) for key in sorted(body) if key not in UNREAD}


def _same(value: JsonValue, *, as_sent: bool = False) -> JsonValue:
    """A value in the order in which it is compared; a schema's fields are answered in theirs."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, list):
        return _joined(value) or [_same(item, as_sent=as_sent) for item in value]
    if isinstance(value, dict):
        keys = value if as_sent else sorted(value, key=lambda key: (key != "role", key))
        return {key: _same(value[key], as_sent=as_sent or key in SCHEMAS) for key in keys}
    return value


def _joined(parts: list[JsonValue]) -> str:
    """A message's text that was sent in parts, only so that a cache knows where one ends."""
    texts = [_text(part) for part in parts]
    return "".join(text for text in texts if text is not None) if None not in texts else ""


def _text(part: JsonValue) -> str | None:
    text = part.get("text") if isinstance(part, dict) and part.get("type") in TEXTS else None
    return text.replace("\r\n", "\n") if isinstance(text, str) else None
