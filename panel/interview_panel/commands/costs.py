"""What models will use, said before an onsite, and what they used, said after it."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.calls.spending import Spending
from interview_panel.bill import spending_line
from interview_panel.minds import expected
from interview_panel.plan import OnsitePlan

DOES: Mapping[Role, str] = {
    "interviewer": "interviews",
    "scorer": "scores",
    "judge": "judges",
    "candidate": "plays the candidate",
}
Models = Mapping[Role, ModelSpec]


def expectation(held: Sequence[tuple[OnsitePlan, Models]], table: PriceTable) -> str:
    """Who is asked and what that will use, for people; empty when no model is asked.

    Args:
        held: each onsite and the models of its roles.
        table: prices.
    """
    models: dict[Role, ModelSpec] = {role: spec for _, specs in held for role, spec in specs.items()}
    if not models:
        return ""
    total = sum((expected(plan, specs, table) for plan, specs in held), Spending())
    onsites = "the onsite" if len(held) == 1 else f"{len(held)} onsites"
    return (
        f"{who(models)}.\n"
        f"Expected for {onsites}: about {spending_line(total)} (prices of {table.as_of}). "
        "What is really used depends on how much is said, and is shown at the end."
    )


def used(spent: Spending) -> str:
    """What was really used, for people; empty when no model was asked."""
    return f"Used: {spending_line(spent)}." if spent.calls else ""


def who(models: Models) -> str:
    """Which model does what, and where it answers.

    >>> who({role: ModelSpec(name="ollama:qwen3") for role in ("interviewer", "scorer")})
    'ollama:qwen3 at http://localhost:11434/v1 interviews and scores'
    """
    roles = sorted(models, key=lambda role: (models[role].name, list(DOES).index(role)))
    parts = []
    for name, alike in groupby(roles, key=lambda role: f"{models[role].name} at {address_of(models[role])}"):
        *does, last = (DOES[role] for role in alike)
        parts.append(f"{name} {', '.join(does)} and {last}" if does else f"{name} {last}")
    return "; ".join(parts)


def address_of(spec: ModelSpec) -> str:
    """Where a model answers, without what an address may hold beside that.

    >>> address_of(ModelSpec(name="openai:any", base_url="https://me:word@models.example:8000/v1?key=1"))
    'https://models.example:8000/v1'
    """
    url = urlsplit(spec.endpoint)
    return url._replace(netloc=url.netloc.rpartition("@")[2], query="", fragment="").geturl()
