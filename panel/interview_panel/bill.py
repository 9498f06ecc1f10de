"""What model calls used, in words for people: terminal, page and report say it in the same ones."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.calls.spending import Spending

CHEAPEST_SHOWN = 0.001
DOES: Mapping[Role, str] = {
    "interviewer": "interviews",
    "scorer": "scores",
    "judge": "judges",
    "candidate": "plays the candidate",
}


def spending_line(spent: Spending) -> str:
    """What model calls used, in one line; what has no count or no price is said and never shown as nothing.

    >>> spending_line(Spending(calls=2, tokens_in=4000, tokens_cached=3000, tokens_out=90, dollars=0.0541))
    '2 calls · 4,000 tokens read (75 % cached) · 90 written · $0.054'
    >>> spending_line(Spending(calls=1, unpriced=1, failures=1))
    '1 call · no price for 1 request: add a row to the price table · 1 failure'
    """
    if not spent.calls:
        return "no model was asked"
    return " · ".join([counted(spent.calls, "call"), *_used(spent), *_price(spent), *_trouble(spent)])


def _used(spent: Spending) -> Iterator[str]:
    if spent.tokens_in or spent.tokens_out:
        yield f"{spent.tokens_in:,} tokens read ({spent.cached_share * 100:.0f} % cached)"
        yield f"{spent.tokens_out:,} written"
    if spent.heard_s:
        yield f"{spent.heard_s / 60:.1f} min of speech written down"
    if spent.uncounted:
        yield f"no count for {counted(spent.uncounted, 'request')}: the bill may be higher"


def _price(spent: Spending) -> Iterator[str]:
    if spent.dollars or not (spent.uncounted or spent.unpriced):
        yield _dollars(spent.dollars)
    if spent.unpriced:
        yield f"no price for {counted(spent.unpriced, 'request')}: add a row to the price table"


def _dollars(amount: float) -> str:
    if 0 < amount < CHEAPEST_SHOWN:
        return f"under ${CHEAPEST_SHOWN}"
    return f"${amount:.3f}" if 0 < amount < 1 else f"${amount:,.2f}"


def _trouble(spent: Spending) -> Iterator[str]:
    for number, what in ((spent.retries, "retry"), (spent.repairs, "repair"), (spent.failures, "failure")):
        if number:
            yield counted(number, what)


def counted(number: int, what: str) -> str:
    """A number of things, in words that fit the number.

    >>> counted(1, "retry"), counted(1200, "retry")
    ('1 retry', '1,200 retries')
    """
    plural = f"{what[:-1]}ies" if what.endswith("ry") else f"{what}s"
    return f"{number:,} {what if number == 1 else plural}"


def who(models: Mapping[Role, ModelSpec]) -> str:
    """Which model does what, and where it answers.

    >>> who({role: ModelSpec(name="ollama:qwen3") for role in ("interviewer", "scorer")})
    'ollama:qwen3 at http://localhost:11434/v1 interviews and scores'
    """
    roles = sorted(models, key=lambda role: (models[role].name, list(DOES).index(role)))
    parts = []
    for name, alike in groupby(roles, key=lambda role: f"{models[role].name} at {models[role].address}"):
        *does, last = (DOES[role] for role in alike)
        parts.append(f"{name} {', '.join(does)} and {last}" if does else f"{name} {last}")
    return "; ".join(parts)
