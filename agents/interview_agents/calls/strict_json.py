"""Strict JSON both ways: the schema that goes out, and our own reading of what comes back."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from interview_personas import Record

R = TypeVar("R", bound=Record)
Schema = dict[str, object]
DROPPED = frozenset({"default", "title"})
MOST_FAULTS = 12
"""A repair request names so many faults; the rest usually follow from them."""

REPAIR = (
    "Your answer cannot be used:\n{wrong}\n\n"
    "Answer again with one JSON object of the agreed schema, every field given, and nothing else."
)


class UnreadableError(ValueError):
    """A text is not the JSON that was asked for."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


def strict_schema(kind: type[Record]) -> Schema:
    """A model's JSON schema in the form that strict decoding takes.

    Every field is required, no other key is allowed, and a reference stands alone.
    Field docstrings are descriptions, so they are part of the prompt.
    """
    schema = kind.model_json_schema()
    definitions = schema.get("$defs", {})
    closed = _closed(schema, definitions)
    if not isinstance(closed, dict):
        raise TypeError(f"{kind.__name__} has no object schema")
    return closed


def schema_sha256(kind: type[Record]) -> str:
    """Fingerprint of the schema as it is sent."""
    text = json.dumps(strict_schema(kind), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_strictly(text: str, kind: type[R]) -> R:
    """A record from a model's answer: one JSON object, right types, every field said.

    Nothing is repaired, guessed or filled in: a default where a model said nothing would be
    read as its judgement.

    Raises:
        UnreadableError: with one sentence for each fault, to send back.
    """
    try:
        record = kind.model_validate_json(text.strip(), strict=True)
    except ValidationError as error:
        raise UnreadableError([_sentence(fault) for fault in error.errors()[:MOST_FAULTS]]) from error
    unsaid = list(_unsaid(record, ""))
    if unsaid:
        raise UnreadableError([f"{place}: field required" for place in unsaid[:MOST_FAULTS]])
    return record


def sent_back(text: str, faults: Sequence[str]) -> tuple[BaseMessage, BaseMessage]:
    """The repair request: what was answered, what is wrong with it, and nothing new."""
    wrong = "\n".join(f"- {fault}" for fault in faults)
    return AIMessage(text), HumanMessage(REPAIR.format(wrong=wrong))


def _sentence(fault: ErrorDetails) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]


def _unsaid(value: object, place: str) -> Iterator[str]:
    """Places of fields that were left to their defaults."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            where = f"{place}.{name}" if place else name
            if name not in value.model_fields_set:
                yield where
            else:
                yield from _unsaid(getattr(value, name), where)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _unsaid(item, f"{place}.{index}")


def _closed(node: object, definitions: Mapping[str, object]) -> object:
    if isinstance(node, list):
        return [_closed(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str) and len(node) > 1:
        target = definitions[reference.rpartition("/")[2]]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _closed({**(target if isinstance(target, dict) else {}), **beside}, definitions)
    closed = {key: _parts(key, value, definitions) for key, value in node.items() if key not in DROPPED}
    if node.get("type") == "object":
        if isinstance(node.get("additionalProperties"), dict):
            raise TypeError("a mapping with free keys cannot be asked for strictly: use a list of records")
        closed["required"] = list(node.get("properties", {}))
        closed["additionalProperties"] = False
    return closed


def _parts(key: str, value: object, definitions: Mapping[str, object]) -> object:
    """A property may be called ``title``: names of properties are not keywords."""
    if key in {"properties", "$defs"} and isinstance(value, dict):
        return {name: _closed(part, definitions) for name, part in value.items()}
    return _closed(value, definitions)
