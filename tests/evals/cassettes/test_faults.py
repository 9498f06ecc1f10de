"""Faults made by hand: each is what our calls say it is, in a turn and in a sheet."""

import pytest
from tests.agents.wire import FakeClock

from interview_agents import errors
from interview_agents.mind import AskView
from interview_agents.scorer import view_of
from interview_agents.transcript import Direction
from interview_evals.cassettes.faults import faulty_mind, read_faults
from interview_evals.errors import CassetteError
from interview_evals.judge.cases import Case, read_cases
from interview_evals.prompts.onsite import read_onsite
from interview_personas import Bank, load_bank

TURNS = {
    "rate_limited": errors.RateLimitedError,
    "out_of_credit": errors.QuotaExhaustedError,
    "overloaded": errors.UnreachableError,
    "wrong_key": errors.KeyRefusedError,
    "cut_stream": errors.ModelError,
    "unended_stream": errors.CutOffError,
    "out_of_room": errors.CutOffError,
    "refusal": errors.RefusedError,
    "filtered": errors.FilteredError,
    "silence": errors.MalformedReplyError,
    "broken_json": None,
    "prose": None,
    "page": errors.UnreachableError,
}
"""What a turn of an interviewer's comes to; None where any words are a turn."""
SHEETS = TURNS | {
    "unended_stream": errors.ModelError,
    "broken_json": errors.MalformedReplyError,
    "prose": errors.MalformedReplyError,
}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def case() -> Case:
    return read_cases()[0]


@pytest.fixture(scope="module")
def turn(bank: Bank) -> tuple[AskView, Direction]:
    onsite = read_onsite()
    held = onsite.rounds[0]
    return onsite.view(held, bank), held.exchanges[-1].direction(bank)


def test_every_fault_is_tried_here() -> None:
    assert list(read_faults()) == list(TURNS)


@pytest.mark.parametrize(("name", "error"), TURNS.items())
async def test_a_turn_that_meets_a_fault(
    name: str, error: type[Exception] | None, turn: tuple[AskView, Direction]
) -> None:
    mind = faulty_mind(name, clock=FakeClock())
    if error is None:
        assert [piece async for piece in mind.ask(*turn)]
        return
    with pytest.raises(error):
        _ = [piece async for piece in mind.ask(*turn)]


@pytest.mark.parametrize(("name", "error"), SHEETS.items())
async def test_a_sheet_that_meets_a_fault(name: str, error: type[Exception], case: Case, bank: Bank) -> None:
    mind = faulty_mind(name, clock=FakeClock())
    with pytest.raises(error):
        await mind.score(view_of(case.transcript(), bank), bank)


def test_a_fault_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(CassetteError, match=r"no fault 'flood': choose one of rate_limited, "):
        faulty_mind("flood")
