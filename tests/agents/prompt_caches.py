"""The two documented rules of OpenAI's prompt cache, as arithmetic over what a request sends.

* Before GPT-5.6 (`Steps`): automatic, for prompts of 1,024 tokens and more. What was sent before is
  found in steps of 128 tokens, and finding nothing costs nothing.
* GPT-5.6 and later (`Breakpoints`): a prefix of 1,024 tokens and more is found only where it ends at
  a breakpoint exactly. There is one at the end of the latest message, unless ``prompt_cache_options``
  turns it off, and one at each block that is marked; what lies before the last of them is written,
  at 1.25 times the price of reading it fresh.

Sources: https://developers.openai.com/api/docs/guides/prompt-caching and the openai package's own types.
Lifetimes and routing are left out: a session sends one key, and its requests follow one another
within the shortest lifetime. Nothing here was checked against the live service.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

LEAST = 1024
STEP = 128
READ, WRITTEN, OUT = 0.1, 1.25, 6.0
"""Prices in tokens read fresh: GPT-5's cached input and output, GPT-5.6's cache write."""
TOKEN = re.compile(r"[^\w\r\n]?[^\W\d_]{1,10}|\d{1,2}| ?[^\w\s]+\n*|\s+|_")
"""Within 4 % of o200k_base on each kind of our prompts, without a vocabulary to download."""


def tokens(text: str) -> list[str]:
    """A text's tokens, near enough.

    >>> tokens("Why PR-AUC, and why 0.05?")
    ['Why', ' PR', '-AUC', ',', ' and', ' why', ' ', '0', '.', '05', '?']
    """
    return TOKEN.findall(text)


class Used(NamedTuple):
    """One request's tokens, each counted once, as the provider bills them."""

    fresh: int
    read: int
    written: int
    out: int

    @property
    def read_in(self) -> int:
        """All tokens read, however they are billed."""
        return self.fresh + self.read + self.written

    @property
    def units(self) -> float:
        """What it costs, in tokens read fresh."""
        return self.fresh + READ * self.read + WRITTEN * self.written + OUT * self.out


class Prompt(NamedTuple):
    """A request as its cache sees it."""

    tokens: list[str]
    ends: list[int]
    """Where messages end."""
    marks: list[int]
    """Where it is marked."""
    implicit: bool
    """Whether the end of the latest message is a breakpoint too."""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Prompt":
        """A Chat Completions request; its schema stands before everything else, as it is rendered."""
        schema = body.get("response_format")
        said = tokens(json.dumps(schema, ensure_ascii=False)) if schema else []
        ends, marks = [], []
        for message in body["messages"]:
            said += ["<role>", message["role"], "<text>"]
            for block in blocks(message["content"]):
                said += tokens(block["text"])
                if "prompt_cache_breakpoint" in block:
                    marks.append(len(said))
            ends.append(len(said))
        mode = body.get("prompt_cache_options", {}).get("mode", "implicit")
        return cls(said, ends, marks, mode == "implicit")

    def digests(self, ends: Sequence[int]) -> dict[int, str]:
        """What tells each beginning of it from every other."""
        seen, at, digest = {}, 0, hashlib.sha256()
        for end in ends:
            digest.update("\0".join([*self.tokens[at:end], ""]).encode())
            seen[end], at = digest.hexdigest(), end
        return seen


class Steps:
    """Prompts a provider has seen, before GPT-5.6."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def used(self, prompt: Prompt, out: int) -> Used:
        """What a request costs, now that these were sent before it; and remember it."""
        digests = prompt.digests(range(STEP, len(prompt.tokens) + 1, STEP))
        read = max((end for end, digest in digests.items() if digest in self._known), default=0)
        read = read if read >= LEAST else 0
        self._known.update(digests.values())
        return Used(len(prompt.tokens) - read, read, 0, out)


class Breakpoints:
    """Prompts a provider has seen, from GPT-5.6 on."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def used(self, prompt: Prompt, out: int) -> Used:
        """What a request costs, now that these were sent before it; and remember it."""
        latest = prompt.ends[-1:] if prompt.implicit else []
        digests = prompt.digests(sorted({*prompt.marks, *(prompt.ends if prompt.implicit else ())}))
        read = max((end for end, digest in digests.items() if digest in self._known), default=0)
        written = [end for end in {*prompt.marks, *latest} if end >= LEAST]
        self._known.update(digests[end] for end in written)
        until = max([read, *written])
        return Used(len(prompt.tokens) - until, read, until - read, out)


class Distinct:
    """Counts tokens on lines that no request has sent before: what any layout has to send once."""

    def __init__(self) -> None:
        self._lines: set[str] = set()

    def count(self, body: Mapping[str, Any]) -> int:
        """The new ones of a request."""
        fresh = dict.fromkeys(line for line in _lines(body) if line not in self._lines)
        self._lines.update(fresh)
        return sum(len(tokens(line)) for line in fresh)


def blocks(content: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A message's content as blocks of text."""
    return [{"text": content}] if isinstance(content, str) else content


def _lines(body: Mapping[str, Any]) -> Iterator[str]:
    yield json.dumps(body.get("response_format"), ensure_ascii=False)
    for message in body["messages"]:
        for block in blocks(message["content"]):
            yield from block["text"].splitlines(keepends=True)
