"""Whether a text holds something secret. Nothing that does is written into a cassette."""

import re
from collections.abc import Iterable, Iterator, Mapping

SHORTEST = 8
"""Shorter keys are placeholders, and would be found in words."""
PATTERNS = {
    "an API key": re.compile(r"\b(?:sk|pk|rk|key)-[A-Za-z0-9_-]{16,}"),
    "a bearer token": re.compile(r"\bBearer\s+[A-Za-z0-9._~+/-]{16,}", re.IGNORECASE),
    "an authorization header": re.compile(
        r"\b(?:authorization|set-cookie|x-api-key)\s*:\s*\S{8,}", re.IGNORECASE
    ),
    "a Google key": re.compile(r"\bAIza[A-Za-z0-9_-]{30,}"),
    "an AWS key": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a GitHub token": re.compile(r"\b(?:gh[opsur]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})"),
    "a Hugging Face token": re.compile(r"\bhf_[A-Za-z0-9]{30,}"),
    "a Slack token": re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    "a JSON web token": re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a password in an address": re.compile(r"\bhttps?://[^\s/@:]+:[^\s/@]+@"),
}


def secret_in(value: object, own: Iterable[str] = ()) -> str:
    """What kind of secret a text holds, or any text in a value; empty when none is found.

    Args:
        value: what would be written.
        own: keys that are in use now, whatever they look like.

    >>> secret_in({"said": ["Authorization: Bearer abcdefghijklmnopqrst"]})
    'a bearer token'
    """
    keys = [key for key in own if len(key) >= SHORTEST]
    return next(filter(None, (_secret(text, keys) for text in _texts(value))), "")


def _secret(text: str, keys: list[str]) -> str:
    if any(key in text for key in keys):
        return "the key in use"
    return next((what for what, pattern in PATTERNS.items() if pattern.search(text)), "")


def _texts(value: object) -> Iterator[str]:
    """Every text by itself: put together they would hide where one begins."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from (str(key), *_texts(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
