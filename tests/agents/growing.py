"""Whether one request goes on where the last one ended, as a provider's prompt cache sees it."""

import json
from collections.abc import Sequence

from langchain_core.messages import BaseMessage, convert_to_openai_messages


def on_the_wire(messages: Sequence[BaseMessage]) -> str:
    """The messages as they stand in a request's body, without the list's end."""
    return json.dumps(convert_to_openai_messages(list(messages)), ensure_ascii=False).removesuffix("]")


def assert_goes_on(before: str, after: str) -> None:
    """Fail, naming the first line that differs, unless one wire text begins with the other."""
    if after.startswith(before):
        return
    old, new = before.replace("\\n", "\n").splitlines(), after.replace("\\n", "\n").splitlines()
    at = next(
        (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)),
    )
    was, now = (lines[at] if at < len(lines) else "(nothing)" for lines in (old, new))
    raise AssertionError(
        f"the prompt's beginning changed from one turn to the next, so no prompt cache finds it.\n"
        f"First differing line, {at + 1}:\n  was: {was}\n  now: {now}\n"
        f"Move what changes within a round behind everything that does not."
    )
