"""What came back for one request: its words, why they ended, what they used."""

import re
from collections.abc import Mapping

from langchain_core.messages import BaseMessage

from interview_agents.errors import (
    CutOffError,
    FilteredError,
    MalformedReplyError,
    RefusedError,
    UnreachableError,
)

ENDED = frozenset({"stop", "completed", "end_turn", "stop_sequence", "eos", "STOP"})
CUT = frozenset({"length", "max_tokens", "max_output_tokens", "incomplete", "MAX_TOKENS"})
REFUSAL = re.compile(rb'"refusal"\s*:\s*"[^"]')
"""A field that is not empty; words about one have their quote marks escaped."""
BEGINNING = 4000
SEAM = 64
"""Bytes of the last part that may be the beginning of such a field."""
FILTERED = frozenset({"content_filter", "safety", "SAFETY"})


class Heard:
    """One answer as it arrives, in chunks or whole.

    A text counts only when the endpoint said why it ended: a stream that stops without a word
    looks complete and is not.
    """

    def __init__(self, *, must_end: bool) -> None:
        self.pieces: list[str] = []
        self.usage: Mapping[str, object] | None = None
        self.ended = ""
        self.refusal = ""
        self._must_end = must_end
        self.begins = b""
        """The first bytes that came back."""
        self._seam = b""

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.pieces)

    def take(self, message: BaseMessage) -> str:
        """Enter a message or a chunk of one; what it adds to the words."""
        text = str(message.text)
        if text:
            self.pieces.append(text)
        usage = getattr(message, "usage_metadata", None)
        if usage:
            self.usage = usage
        if message.response_metadata:
            self.ended = _ended(message.response_metadata) or self.ended
        if message.additional_kwargs:
            self.refusal = str(message.additional_kwargs.get("refusal") or "") or self.refusal
        if not isinstance(message.content, str):
            self.refusal = _refusal(message.content) or self.refusal
        return text

    def overheard(self, raw: bytes) -> None:
        """Look at bytes on their way to the SDK: langchain-openai drops a chat stream's refusal."""
        if len(self.begins) < BEGINNING:
            self.begins += raw[:BEGINNING]
        seen = self._seam + raw
        if REFUSAL.search(seen):
            self.refusal = self.refusal or "refused"
        self._seam = seen[-SEAM:]

    def check(self, said: Mapping[str, str]) -> None:
        """Refuse anything but a whole answer.

        Args:
            said: the ``model`` and ``call_id`` to name.

        Raises:
            RefusedError: the model declined.
            FilteredError: the provider's filter stopped it.
            CutOffError: it ran into its limit, or the line was cut.
            MalformedReplyError: it holds no words.
        """
        if self.refusal:
            raise RefusedError("the model declined to answer", **said)
        if self.ended in FILTERED:
            raise FilteredError("the provider's content filter stopped the answer", **said)
        if self.ended in CUT:
            what = "the answer ran into its limit of tokens"
            raise CutOffError(what, partial=self.text, at_limit=True, **said)
        if not self.ended and self._must_end and not self.pieces:
            raise UnreachableError("the line was cut before the first word", **said)
        if not self.ended and self._must_end:
            what = "the line was cut before the answer ended"
            raise CutOffError(what, partial=self.text, at_limit=False, **said)
        if not self.text.strip():
            why = (
                f"it ended with {self.ended!r}"
                if self.ended not in {"", *ENDED}
                else "the model said nothing"
            )
            raise MalformedReplyError([f"an empty answer: {why}"], **said)


def _ended(metadata: Mapping[str, object]) -> str:
    """Why it ended, in whichever protocol; a Responses answer tells the reason apart."""
    details = metadata.get("incomplete_details")
    reason = details.get("reason") if isinstance(details, Mapping) else None
    found = (metadata.get(key) for key in ("finish_reason", "stop_reason", "done_reason", "status"))
    return str(reason or next((value for value in found if value), ""))


def _refusal(content: list[str | dict[str, object]]) -> str:
    for block in content:
        if isinstance(block, dict):
            if block.get("type") == "refusal":
                return str(block.get("refusal") or "refused")
            inner = block.get("value")
            if block.get("type") == "non_standard" and isinstance(inner, dict) and "refusal" in inner:
                return str(inner["refusal"])
    return ""
