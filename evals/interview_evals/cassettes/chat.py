"""Answers of ``/chat/completions``: what is kept of one, and the same again as it came."""

from collections.abc import Iterable, Mapping, Sequence

from interview_evals.cassettes.answer import Answer, UnkeepableError, counted, only

Json = Mapping[str, object]
UNREAD = frozenset({"role", "content", "refusal", "annotations", "reasoning", "reasoning_content"})
HEAD = {"id": "chatcmpl-recorded", "created": 0}


def kept(body: Json) -> Answer:
    """What is kept of a whole answer.

    Raises:
        UnkeepableError: it is none, or has more than words.
    """
    choice = only(body.get("choices"), "answer")
    message = choice.get("message")
    if not isinstance(message, dict):
        raise UnkeepableError("no message")
    return _answer([message], [body], _ended(choice), ())


def joined(events: Sequence[Json]) -> Answer:
    """What is kept of a stream's events.

    Raises:
        UnkeepableError: the stream did not end, or had more than words.
    """
    choices = [only(event["choices"], "answer") for event in events if event.get("choices")]
    deltas = [delta for choice in choices if isinstance(delta := choice.get("delta"), dict)]
    ended = next((_ended(choice) for choice in reversed(choices) if choice.get("finish_reason")), "")
    said = "refusal" if any(delta.get("refusal") for delta in deltas) else "content"
    return _answer(deltas, events, ended, [len(str(delta[said])) for delta in deltas if delta.get(said)])


def body_of(answer: Answer) -> Json:
    """The whole answer as it came."""
    message = {"role": "assistant", "content": answer.text, "refusal": answer.refusal}
    choice = {"index": 0, "message": message, "finish_reason": answer.ended}
    return _head(answer, "chat.completion", [choice]) | _used(answer)


def events_of(answer: Answer) -> Iterable[Json]:
    """The stream's events as they came, without the last line."""
    said = "content" if answer.refusal is None else "refusal"
    deltas = [{"role": "assistant", "content": ""}, *({said: part} for part in answer.parts)]
    for delta in deltas:
        yield _chunk(answer, [{"index": 0, "delta": delta, "finish_reason": None}])
    yield _chunk(answer, [{"index": 0, "delta": {}, "finish_reason": answer.ended}])
    if answer.usage is not None:
        yield _chunk(answer, []) | _used(answer)


def _answer(messages: Sequence[Json], heads: Sequence[Json], ended: str, pieces: Sequence[int]) -> Answer:
    more = {key for message in messages for key, value in message.items() if value} - UNREAD
    if more or not ended:
        raise UnkeepableError(f"it has {', '.join(sorted(more))}" if more else "it did not end")
    return Answer(
        model=next((str(head["model"]) for head in heads if head.get("model")), ""),
        ended=ended,
        usage=next((counted(head["usage"]) for head in reversed(heads) if head.get("usage")), None),
        pieces=tuple(pieces),
        refusal=_words(messages, "refusal"),
        text=_words(messages, "content"),
    )


def _ended(choice: Json) -> str:
    return str(choice.get("finish_reason") or "")


def _words(messages: Sequence[Json], field: str) -> str | None:
    words = [message[field] for message in messages if isinstance(message.get(field), str)]
    return "".join(map(str, words)) if words else None


def _head(answer: Answer, kind: str, choices: list[dict[str, object]]) -> dict[str, object]:
    return {**HEAD, "object": kind, "model": answer.model, "choices": choices}


def _chunk(answer: Answer, choices: list[dict[str, object]]) -> dict[str, object]:
    return _head(answer, "chat.completion.chunk", choices)


def _used(answer: Answer) -> dict[str, object]:
    return {"usage": dict(answer.usage)} if answer.usage is not None else {}
