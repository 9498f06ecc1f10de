"""Bytes of an answer to what is kept of it, and back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from interview_evals.cassettes import chat, responses
from interview_evals.cassettes.answer import Answer, UnkeepableError
from interview_evals.cassettes.asked import Api, Asked

EVENTS = "text/event-stream"
JSON = "application/json"
DATA = "data:"
DONE = "[DONE]"


class Form(Protocol):
    """How an API words its answers; `chat` and `responses` are two."""

    def kept(self, body: Mapping[str, object]) -> Answer:
        """What is kept of a whole answer."""
        ...

    def joined(self, events: Sequence[Mapping[str, object]]) -> Answer:
        """What is kept of a stream's events."""
        ...

    def body_of(self, answer: Answer) -> Mapping[str, object]:
        """The whole answer as it came."""
        ...

    def events_of(self, answer: Answer) -> Iterable[Mapping[str, object]]:
        """The stream's events as they came."""
        ...


class Reply(NamedTuple):
    """What goes over the wire."""

    content_type: str
    content: bytes


def kept_of(asked: Asked, content: bytes) -> Answer:
    """What is kept of an answer that came back.

    Raises:
        UnkeepableError: it is not whole, or not of the API.
    """
    form = _form(asked.api)
    try:
        text = content.decode()
        return form.joined(list(_events(text, asked.api))) if asked.streamed else form.kept(_object(text))
    except (ValueError, LookupError, TypeError) as error:
        raise UnkeepableError(str(error)) from error


def reply_of(asked: Asked, answer: Answer) -> Reply:
    """An answer that was kept, as it came."""
    form = _form(asked.api)
    if asked.streamed:
        return Reply(EVENTS, "".join(_lines(form.events_of(answer), asked.api)).encode())
    return Reply(JSON, json.dumps(form.body_of(answer)).encode())


def _form(api: Api) -> "Form":
    return chat if api == "chat" else responses


def _events(text: str, api: Api) -> Iterator[Mapping[str, object]]:
    """A stream's events; it has ended only when its last line says so."""
    lines = text.split("\n")  # a text may hold what else Python takes for a line's end
    data = [line.removeprefix(DATA).strip() for line in lines if line.startswith(DATA)]
    if api == "chat" and data[-1:] != [DONE]:
        raise UnkeepableError("it did not end")
    for line in data:
        if line != DONE:
            yield _object(line)


def _object(text: str) -> Mapping[str, object]:
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("error"):
        raise UnkeepableError("it is an error" if isinstance(data, dict) else "it is not the API's")
    return data


def _lines(events: Iterable[Mapping[str, object]], api: Api) -> Iterator[str]:
    for event in events:
        if "type" in event:
            yield f"event: {event['type']}\n"
        yield f"data: {json.dumps(event)}\n\n"
    if api == "chat":
        yield f"data: {DONE}\n\n"
