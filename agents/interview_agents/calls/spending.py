"""What calls used: counted where they are made, summed wherever somebody wants to know."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self

from interview_agents.calls.prices import Price
from interview_personas import Record


class Spending(Record):
    """Calls, tokens, seconds and money; two of them add up."""

    calls: int = 0
    """Logical calls: a turn, a scorecard, a committee."""
    requests: int = 0
    """Requests that left the machine: calls, retries and repairs."""
    retries: int = 0
    repairs: int = 0
    failures: int = 0
    """Calls that ended in an error."""
    tokens_in: int = 0
    """All tokens read, the cached and written ones among them."""
    tokens_cached: int = 0
    """Of those, found in the provider's prompt cache."""
    tokens_written: int = 0
    """Of those, written to it."""
    tokens_out: int = 0
    uncounted: int = 0
    """Requests that came back without a count of tokens, or not at all."""
    unpriced: int = 0
    """Requests for which the price table has no row."""
    heard_s: float = 0.0
    """Seconds of recordings that were listened to."""
    seconds: float = 0.0
    dollars: float = 0.0
    """Of the requests that could be priced."""

    def __add__(self, other: "Spending") -> "Spending":
        return Spending.model_construct(
            **{name: getattr(self, name) + getattr(other, name) for name in Spending.model_fields}
        )

    def __radd__(self, other: "Spending | int") -> "Spending":
        """So that ``sum`` works."""
        return self if not isinstance(other, Spending) else other + self

    @property
    def cached_share(self) -> float:
        """Share of the tokens read that came from the cache.

        >>> Spending(tokens_in=200, tokens_cached=150).cached_share
        0.75
        """
        return self.tokens_cached / self.tokens_in if self.tokens_in else 0.0

    @classmethod
    def of(cls, usage: Mapping[str, object] | None, price: Price) -> Self:
        """One request's, from what its answer says it used.

        Args:
            usage: LangChain's ``usage_metadata``, or None when there was none.
            price: the model's row.
        """
        if not usage:
            return cls(requests=1, uncounted=1)
        details = usage.get("input_token_details")
        parts = details if isinstance(details, Mapping) else {}
        total, out = _count(usage.get("input_tokens")), _count(usage.get("output_tokens"))
        cached, written = _count(parts.get("cache_read")), _count(parts.get("cache_creation"))
        dollars = price.of(max(total - cached - written, 0), cached, written, out)
        return cls(
            requests=1,
            tokens_in=total,
            tokens_cached=cached,
            tokens_written=written,
            tokens_out=out,
            unpriced=int(dollars is None),
            dollars=dollars or 0.0,
        )

    @classmethod
    def of_audio(cls, heard_s: float, price: Price) -> Self:
        """One request's that listened to a recording; what it costs goes by the recording's length."""
        dollars = price.of_audio(heard_s)
        return cls(requests=1, heard_s=heard_s, unpriced=int(dollars is None), dollars=dollars or 0.0)


class Meter:
    """A running sum of the calls made while it was open."""

    def __init__(self) -> None:
        self.spending = Spending()

    def add(self, more: Spending) -> None:
        """Count a call."""
        self.spending = self.spending + more


_METERS: ContextVar[tuple[Meter, ...]] = ContextVar("interview_agents.meters", default=())


@contextmanager
def metered() -> Iterator[Meter]:
    """Count every call made inside, by whichever caller, in this task and those it starts.

    A caller lives as long as the process and serves many sessions; this is how one node, one
    session or one test learns what its own calls used.
    """
    meter = Meter()
    token = _METERS.set((*_METERS.get(), meter))
    try:
        yield meter
    finally:
        _METERS.reset(token)


def note(spending: Spending) -> None:
    """Add a call to every open meter."""
    for meter in _METERS.get():
        meter.add(spending)


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
