"""Where the onsite goes next."""

import pytest
from tests.panel.onsites import BANK

from interview_agents.transcript import Move
from interview_panel import OnsiteRequest, PanelState, RoundKind
from interview_panel.plan import plan_onsite
from interview_panel.routing import after_round, after_turn, interviewer_now


def at(round_: int, move: str = "", rounds: tuple[RoundKind, ...] = ()) -> PanelState:
    drawn = plan_onsite(OnsiteRequest(rounds=rounds), BANK)
    return {"plan": drawn.model_dump(mode="json"), "cursor": {"round": round_, "move": move}}


@pytest.mark.parametrize(("round_", "kind"), list(enumerate(RoundKind)))
def test_the_rounds_are_held_in_the_plans_order(round_: int, kind: RoundKind) -> None:
    assert interviewer_now(at(round_)) == kind


def test_another_order_is_kept() -> None:
    rounds = (RoundKind.BEHAVIORAL, RoundKind.CODING)
    assert [interviewer_now(at(n, rounds=rounds)) for n in range(2)] == ["behavioral", "coding"]


@pytest.mark.parametrize("move", list(Move))
def test_every_turn_but_the_last_words_waits_for_the_candidate(move: Move) -> None:
    assert after_turn(at(0, move)) == ("close_round" if move is Move.CLOSE else "candidate")


@pytest.mark.parametrize(("held", "following"), [(1, "coding"), (2, "system_design"), (3, "behavioral")])
def test_a_closed_round_is_scored_while_the_next_one_opens(held: int, following: str) -> None:
    assert after_round(at(held)) == ["scorecard", following]


def test_after_the_last_round_there_is_only_its_scorecard() -> None:
    assert after_round(at(4)) == ["scorecard"]
    assert after_round(at(1, rounds=(RoundKind.CODING,))) == ["scorecard"]
