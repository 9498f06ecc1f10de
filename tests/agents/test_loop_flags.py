"""Each red flag once over the whole loop, and the study plan that follows."""

import pytest
from tests.agents.talk import BANK, BEHAVIORAL, CODING, DESIGN, RECRUITER, absent, card, present

from interview_agents.loop_flags import loop_flags
from interview_agents.scorecard import Ruling, State
from interview_agents.study import study_plan

FLAG = "opinion_not_structure"
UNRULED = Ruling(flag=FLAG, ruling=State.NOT_ASSESSABLE)
SHOWN, CLEAR = present(FLAG, "t-02", "q"), absent(FLAG, "t-04", "r")
KINDS = (RECRUITER, CODING, DESIGN, BEHAVIORAL)


@pytest.mark.parametrize(
    ("rulings", "state", "rounds", "turn"),
    [
        ([SHOWN], State.PRESENT, (RECRUITER,), "t-02"),
        ([CLEAR, SHOWN], State.PRESENT, (CODING,), "t-02"),
        (
            [SHOWN, CLEAR, SHOWN.model_copy(update={"turn_id": "t-06"})],
            State.PRESENT,
            (RECRUITER, DESIGN),
            "t-02",
        ),
        ([UNRULED, CLEAR], State.ABSENT, (CODING,), "t-04"),
        ([UNRULED, UNRULED], State.NOT_ASSESSABLE, (), None),
    ],
)
def test_a_flag_stands_when_it_stands_in_any_round(
    rulings: list[Ruling], state: State, rounds: tuple[str, ...], turn: str | None
) -> None:
    cards = [card(kind, rulings=(ruling,)) for kind, ruling in zip(KINDS, rulings, strict=False)]
    (entry,) = loop_flags(cards, BANK)
    assert (entry.flag, entry.ruling, entry.rounds, entry.turn_id) == (FLAG, state, rounds, turn)


def test_a_flag_that_no_round_ruled_on_is_not_listed() -> None:
    assert loop_flags([card(DESIGN)], BANK) == ()


def test_flags_come_in_catalogue_order_whatever_the_order_of_the_rounds() -> None:
    order = [flag.id for flag in BANK.flags_of(DESIGN)]
    cards = [card(DESIGN, rulings=tuple(present(name, "t", "q") for name in reversed(order)))]
    assert [entry.flag for entry in loop_flags(cards, BANK)] == order


def test_without_flags_the_plan_is_the_documents_own() -> None:
    plan = study_plan([], BANK)
    assert [week.topics for week in plan] == [week.topics for week in BANK.study_plan.weeks]
    assert all(week.first == () for week in plan)


def test_topics_a_flag_calls_for_move_to_the_front_of_their_weeks() -> None:
    plan = study_plan(["model_before_data"], BANK)
    wanted = set(BANK.red_flags["model_before_data"].study)
    for week, before in zip(plan, BANK.study_plan.weeks, strict=True):
        assert set(week.first) == wanted & set(before.topics)
        assert week.topics[: len(week.first)] == week.first
        assert sorted(week.topics) == sorted(before.topics)
    assert any(week.first for week in plan)


def test_a_graver_flag_comes_first_and_the_rest_keep_their_order() -> None:
    week = BANK.study_plan.weeks[0]
    first, *_, last = week.topics
    flag = next(iter(BANK.red_flags.values()))
    light = flag.model_copy(update={"id": "light", "severity": "low", "study": (first,)})
    grave = flag.model_copy(update={"id": "grave", "severity": "crit", "study": (last,)})
    bank = BANK.model_copy(update={"red_flags": {"light": light, "grave": grave}})
    plan = study_plan(["light", "grave"], bank)
    assert plan[0].first == (last, first)
    assert plan[0].topics == (last, first, *week.topics[1:-1])


def test_light_flags_add_up() -> None:
    week = BANK.study_plan.weeks[0]
    flag = next(iter(BANK.red_flags.values()))
    rows = {str(n): flag.model_copy(update={"severity": "med", "study": (week.topics[2],)}) for n in range(2)}
    rows["high"] = flag.model_copy(update={"severity": "high", "study": (week.topics[1],)})
    plan = study_plan([*rows], BANK.model_copy(update={"red_flags": rows}))
    assert plan[0].first == (week.topics[2], week.topics[1])
