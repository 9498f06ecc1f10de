"""What models take: said before an onsite, while it goes on, and in the debrief."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.calls.spending import Spending
from interview_panel.bill import spending_line, who
from interview_panel.context import PanelContext
from interview_panel.errors import UnknownSessionError
from interview_panel.minds import expected
from interview_panel.plan import ModelNames, OnsitePlan
from interview_panel.run import Run
from interview_ui.house import House
from interview_ui.shown import defused

FIGURES = 2
"""Significant figures of an estimate; more would look as if it were known."""
COUNT_S = 1.0
"""How often the bill is looked up while somebody is thinking."""


@dataclass(frozen=True)
class Outlook:
    """Which models an onsite asks, and what that is expected to take."""

    models: Mapping[Role, ModelSpec]
    expected: Spending
    table: PriceTable

    @classmethod
    def of(cls, plan: OnsitePlan, names: ModelNames, context: PanelContext) -> "Outlook":
        """What to expect of an onsite.

        Raises:
            ModelSpecError: a name is not of a known kind, or the price table cannot be read.
        """
        models, table = context.the_models(names), context.the_prices()
        return cls(models, expected(plan, models, table), table)

    @property
    def in_words(self) -> str:
        """Calls, tokens and price, as round as a guess should be."""
        return f"about {spending_line(rounded(self.expected))}"

    @property
    def fine_print(self) -> str:
        """Which model does what, and how old the prices are."""
        return f"{who(self.models)}. Prices of {self.table.as_of}, {self.table.currency}."

    @property
    def unpriced(self) -> tuple[str, ...]:
        """Models the price table does not know."""
        names = (spec.name for spec in self.models.values() if not spec.price(self.table).known)
        return tuple(dict.fromkeys(names))


def show_estimate(outlook: Outlook) -> None:
    """Calls, tokens and price before anything is asked."""
    st.markdown(f"**Expected: {defused(outlook.in_words)}**")
    missing = f" No price is known for {', '.join(outlook.unpriced)}." if outlook.unpriced else ""
    st.caption(
        f"{defused(outlook.fine_print + missing)} What is really used depends on how much you say, "
        "and is shown as you go."
    )


def rounded(spent: Spending) -> Spending:
    """An estimate without the figures that nobody can know.

    >>> rounded(Spending(tokens_in=312_345, tokens_out=487)).tokens_in
    310000
    """
    tokens = ("tokens_in", "tokens_cached", "tokens_out")
    return spent.model_copy(update={name: _rounded(getattr(spent, name)) for name in tokens})


def _rounded(number: int) -> int:
    return round(number, min(0, FIGURES - len(str(number))))


def show_used(house: House, session_id: str, run: Run) -> None:
    """What was used so far; nothing as long as no model was asked."""
    if run.standing is None:
        _counting(house, session_id)
    else:
        _used(run.standing.spent)


@st.fragment(run_every=COUNT_S)
def _counting(house: House, session_id: str) -> None:
    try:
        _used(house.runner.spent(session_id))
    except UnknownSessionError:
        st.rerun()  # deleted in another tab: the page says so


def _used(spent: Spending) -> None:
    if spent.calls:
        st.caption(f"Used so far: {defused(spending_line(spent))}")


def bill(spent: Spending, outlook: Outlook | None) -> str:
    """What an onsite really used, beside what was expected of it, and which model did what; in Markdown.

    Args:
        spent: what was used.
        outlook: None when it cannot be looked up any more; without models, only what was spoken was paid for.
    """
    lines = [f"- Used: {defused(spending_line(spent))}"]
    if outlook and outlook.models:
        lines += [f"- Expected: {defused(outlook.in_words)}", f"- Models: {defused(outlook.fine_print)}"]
    return "\n".join(lines)
