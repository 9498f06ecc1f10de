"""The bill in words: what is known is said, and what is not is never a nought."""

import pytest
from tests.panel.minds import Counting
from tests.panel.onsites import BANK, SCREEN, play

from interview_agents.calls.spending import Spending
from interview_panel import PanelContext, Session, markdown, memory_archive
from interview_panel.bill import spending_line

ONSITE = Spending(
    calls=21, requests=22, tokens_in=84_210, tokens_cached=74_000, tokens_out=3_120, dollars=0.0541, repairs=1
)


def test_one_line_says_calls_tokens_price_and_repairs() -> None:
    assert spending_line(ONSITE) == (
        "21 calls · 84,210 tokens read (88 % cached) · 3,120 written · $0.054 · 1 repair"
    )


def test_speech_that_was_written_down_is_said_in_minutes() -> None:
    spoken = Spending(calls=2, requests=2, heard_s=84.0, dollars=0.0063)
    assert spending_line(spoken) == "2 calls · 1.4 min of speech written down · $0.006"


def test_where_no_model_was_asked_it_says_so() -> None:
    assert spending_line(Spending()) == "no model was asked"


@pytest.mark.parametrize("requests", [8, 9], ids=["all answered", "one refused"])
def test_requests_without_a_price_are_no_gift(requests: int) -> None:
    line = spending_line(Spending(calls=8, requests=requests, tokens_in=900, tokens_out=80, unpriced=8))
    assert "$" not in line
    assert line.endswith("no price for 8 requests: add a row to the price table")


def test_where_some_have_a_price_both_are_said() -> None:
    line = spending_line(ONSITE + Spending(requests=1, unpriced=1))
    assert "$0.054 · no price for 1 request: add a row to the price table" in line


def test_requests_without_a_count_are_said() -> None:
    line = spending_line(Spending(calls=1, requests=2, uncounted=2, retries=1, failures=1))
    assert line == "1 call · no count for 2 requests: the bill may be higher · 1 retry · 1 failure"


@pytest.mark.parametrize(
    ("dollars", "said"),
    [
        (0.0, "$0.00"),
        (0.0002, "under $0.001"),
        (0.001, "$0.001"),
        (0.25, "$0.250"),
        (1.239, "$1.24"),
        (1234.5, "$1,234.50"),
    ],
)
def test_a_price_is_said_as_finely_as_it_matters(dollars: float, said: str) -> None:
    assert spending_line(Spending(calls=1, requests=1, dollars=dollars)) == f"1 call · {said}"


async def test_the_report_of_an_onsite_with_models_says_what_they_used() -> None:
    mind = Counting(price=Spending(calls=1, requests=1, tokens_in=100, tokens_out=10, unpriced=1))
    debrief = (await play(await Session.start(SCREEN, memory_archive(), PanelContext(mind=mind)))).debrief
    assert debrief is not None
    report = markdown(debrief, BANK)
    assert f"Models: {sum(mind.calls.values())} calls · 600 tokens read" in report
    assert "add a row to the price table" in report


async def test_the_report_of_a_rehearsal_has_no_bill() -> None:
    debrief = (await play(await Session.start(SCREEN, memory_archive()))).debrief
    assert debrief is not None
    assert "Models: " not in markdown(debrief, BANK)
