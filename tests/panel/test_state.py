"""The reducers: nothing is added twice, nothing sealed is replaced, every charge counts."""

from hypothesis import given
from hypothesis import strategies as st

from interview_agents.calls.spending import Spending
from interview_panel import OnsiteRequest
from interview_panel.state import PanelInput, Plain, appended, sealed, summed

TURNS = st.lists(st.fixed_dictionaries({"id": st.sampled_from("abcdef"), "text": st.text(max_size=3)}))
CARDS = st.dictionaries(
    st.sampled_from(["recruiter", "coding"]), st.fixed_dictionaries({"vote": st.text(max_size=3)})
)


def test_turns_go_to_the_end() -> None:
    assert appended([{"id": "a"}], [{"id": "b"}, {"id": "c"}]) == [{"id": "a"}, {"id": "b"}, {"id": "c"}]


def test_a_turn_that_is_there_keeps_its_words() -> None:
    assert appended([{"id": "a", "text": "said"}], [{"id": "a", "text": "other"}]) == [
        {"id": "a", "text": "said"}
    ]


@given(TURNS, TURNS)
def test_adding_again_changes_nothing(old: list[Plain], new: list[Plain]) -> None:
    once = appended(old, new)
    assert appended(once, new) == once
    assert once[: len(old)] == old


def test_a_new_scorecard_is_added() -> None:
    assert sealed({"recruiter": {"vote": "x"}}, {"coding": {"vote": "y"}}) == {
        "recruiter": {"vote": "x"},
        "coding": {"vote": "y"},
    }


@given(CARDS, CARDS)
def test_a_scorecard_is_never_replaced(old: dict[str, Plain], new: dict[str, Plain]) -> None:
    both = sealed(old, new)
    assert {kind: both[kind] for kind in old} == old
    assert set(both) == {*old, *new}


@given(st.lists(st.builds(Spending, calls=st.integers(0, 9), tokens_in=st.integers(0, 10**6)), max_size=5))
def test_a_bill_is_the_sum_of_its_charges(charges: list[Spending]) -> None:
    bill: Plain = {}
    for charge in charges:
        bill = summed(bill, charge.model_dump(mode="json"))
    assert Spending.model_validate(bill) == sum(charges, Spending())


def test_what_can_be_asked_for_can_be_asked_of_the_graph() -> None:
    assert set(PanelInput.__annotations__) == set(OnsiteRequest.model_fields)
