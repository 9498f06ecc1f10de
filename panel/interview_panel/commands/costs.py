"""What models will use, said before an onsite, and what they used, said after it."""

from collections.abc import Mapping, Sequence

from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.calls.spending import Spending
from interview_panel.bill import spending_line, who
from interview_panel.minds import expected
from interview_panel.plan import OnsitePlan

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
