"""Answers of ``/responses``: what is kept of one, and the same again as it came."""

from collections.abc import Iterable, Mapping, Sequence

from interview_evals.cassettes.answer import Answer, UnkeepableError, counted, only

Json = Mapping[str, object]
ENDS = {"response.completed": "completed", "response.incomplete": "incomplete"}
DELTAS = frozenset({"response.output_text.delta", "response.refusal.delta"})
AT = {"item_id": "msg_recorded", "output_index": 0, "content_index": 0}


def kept(body: Json) -> Answer:
    """What is kept of a whole answer.

    Raises:
        UnkeepableError: it is none, or has more than words.
    """
    return _answer(body, ())


def joined(events: Sequence[Json]) -> Answer:
    """What is kept of a stream's events; the last of them has the whole answer.

    Raises:
        UnkeepableError: the stream did not end, or had more than words.
    """
    last = next((event for event in reversed(events) if event.get("type") in ENDS), None)
    if last is None or not isinstance(last.get("response"), dict):
        raise UnkeepableError("it did not end")
    pieces = [len(str(event["delta"])) for event in events if event.get("type") in DELTAS]
    body: Json = last["response"]  # type: ignore[assignment]  # checked above
    return _answer(body, pieces)


def body_of(answer: Answer) -> Json:
    """The whole answer as it came."""
    status, _, reason = answer.ended.partition(":")
    message = {"type": "message", "id": AT["item_id"], "role": "assistant", "status": "completed"}
    said = [{**message, "content": [_part(answer)]}] if {answer.text, answer.refusal} != {None} else []
    return {
        **_begun(answer),
        "status": status,
        "incomplete_details": {"reason": reason} if reason else None,
        "output": said,
        "usage": dict(answer.usage) if answer.usage is not None else None,
    }


def events_of(answer: Answer) -> Iterable[Json]:
    """The stream's events as they came."""
    part = "output_text" if answer.refusal is None else "refusal"
    item = {
        "type": "message",
        "id": AT["item_id"],
        "role": "assistant",
        "status": "in_progress",
        "content": [],
    }
    empty = {"type": "refusal", "refusal": ""} if answer.refusal is not None else _part(answer) | {"text": ""}
    events: list[dict[str, object]] = [
        {"type": "response.created", "response": _begun(answer)},
        {"type": "response.output_item.added", "output_index": 0, "item": item},
        {"type": "response.content_part.added", **AT, "part": empty},
        *({"type": f"response.{part}.delta", **AT, "delta": words, "logprobs": []} for words in answer.parts),
        {"type": f"response.{answer.ended.partition(':')[0]}", "response": body_of(answer)},
    ]
    for number, event in enumerate(events):
        yield {**event, "sequence_number": number}


def _answer(body: Json, pieces: Sequence[int]) -> Answer:
    if body.get("status") not in ENDS.values() or not isinstance(body.get("output"), list):
        raise UnkeepableError("it did not end")
    items = [item for item in body["output"] if not _is(item, "reasoning")]  # type: ignore[attr-defined]
    part = _only_part(items)
    details = body.get("incomplete_details")
    reason = details.get("reason") if isinstance(details, dict) else None
    return Answer(
        model=str(body.get("model") or ""),
        ended=":".join(filter(None, (str(body["status"]), reason))),
        usage=counted(body.get("usage")),
        pieces=tuple(pieces),
        refusal=str(part["refusal"]) if _is(part, "refusal") else None,
        text=str(part["text"]) if _is(part, "output_text") else None,
    )


def _only_part(items: list[object]) -> Json:
    """The one part of the one message; a cut answer may have none."""
    if not items:
        return {}
    message = only(items, "message")
    if not _is(message, "message"):
        raise UnkeepableError(f"it has a {message.get('type')}")
    part = only(message.get("content"), "text")
    if not (_is(part, "refusal") or _is(part, "output_text")):
        raise UnkeepableError(f"it has a {part.get('type')}")
    return part


def _is(part: object, kind: str) -> bool:
    return isinstance(part, dict) and part.get("type") == kind


def _begun(answer: Answer) -> dict[str, object]:
    return {
        "id": "resp_recorded",
        "object": "response",
        "created_at": 0,
        "model": answer.model,
        "status": "in_progress",
        "incomplete_details": None,
        "error": None,
        "output": [],
        "usage": None,
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": [],
        "metadata": {},
    }


def _part(answer: Answer) -> dict[str, object]:
    if answer.refusal is not None:
        return {"type": "refusal", "refusal": answer.refusal}
    return {"type": "output_text", "text": answer.text or "", "annotations": []}
