"""One logical call as it is asked for: a turn, a scorecard or a committee."""

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import BaseMessage


@dataclass(frozen=True)
class Call:
    """What is sent, and what it is called in errors, logs and recordings."""

    id: str
    """``interviewer/coding-03#1``, ``judge/committee#1``."""
    messages: Sequence[BaseMessage]
    """The conversation, oldest first."""
    session: str = ""
    """Whose; keeps one session's prompts together in the provider's cache."""
    shared: int = 0
    """Characters the first message begins with in other calls of the role too; the cache may keep them."""
