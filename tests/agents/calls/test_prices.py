"""The shipped price table: what it says must be possible, and what it recommends must be there."""

import pytest

from interview_agents.calls.prices import Price, price_table
from interview_agents.calls.specs import ROLES, default_spec

TABLE = price_table()
PRICED = {name: row for name, row in TABLE.models.items() if row.known}
WRITE = 1.25
"""Times the input, for all models that charge for it."""


@pytest.mark.parametrize("name", PRICED)
def test_what_was_read_before_costs_less_and_what_is_written_costs_more(name: str) -> None:
    row = PRICED[name]
    assert row.input is not None
    assert row.cached is not None
    assert row.output is not None
    assert 0 < row.cached < row.input < row.output
    assert row.cache_write in (None, pytest.approx(WRITE * row.input))


def test_models_since_gpt_5_6_charge_for_writing_and_those_before_do_not() -> None:
    charging = {name for name, row in PRICED.items() if row.cache_write is not None}
    assert charging == {name for name in PRICED if name.startswith(("gpt-5.6", "gpt-6"))}


def test_every_recommended_replacement_is_priced_and_stays() -> None:
    named = {row.instead for row in TABLE.models.values() if row.instead}
    assert {
        name for name in named if not (TABLE.of(name).known or TABLE.of(name).minute) or TABLE.end_of(name)
    } == set()


def test_a_row_says_a_price_or_an_end() -> None:
    assert [name for name, row in TABLE.models.items() if row == Price()] == []


def test_what_we_ask_ourselves_is_priced_and_stays() -> None:
    names = {default_spec(role).model for role in ROLES}
    assert {name for name in names if name in PRICED and not TABLE.end_of(name)} == names
