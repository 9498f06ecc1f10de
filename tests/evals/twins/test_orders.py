"""A judge and a committee are read the same evidence in another order."""

from collections.abc import Sequence

from tests.agents.talk import BANK

from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.errors import MindError
from interview_agents.mind import ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard
from interview_evals.judge.cases import read_cases
from interview_evals.judge.judging import Judged, judge
from interview_evals.twins.data import TwinData
from interview_evals.twins.figures import compare
from interview_evals.twins.making import Change
from interview_evals.twins.orders import (
    banks_of,
    onsites_of,
    orders,
    other_flag_orders,
    other_scorecard_orders,
)
from interview_personas import Bank, RoundKind

DEV = read_cases(half="dev")
FEW = tuple(case for kind in RoundKind for case in [c for c in DEV if c.round is kind][:2])
BARE = TwinData(identities=(), manners=(), spelling={}, paraphrases=(), stronger=())


class Tired(Rehearsal):
    """Rules on the first flags that it is asked for, and on no others."""

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        sheet = await super().score(view, bank, faults)
        first = {flag.id for flag in bank.flags_of(view.round)[:12]}
        kept = tuple(ruling for ruling in sheet.rulings if ruling.flag in first)
        return sheet.model_copy(update={"rulings": kept})


class Speechless(Rehearsal):
    """A committee that never comes to words where the recruiter is not read first."""

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        if packet.scorecards[0].round is not RoundKind.RECRUITER:
            raise MindError("nobody speaks: try again")
        return await super().deliberate(packet, bank, faults)


async def rounds(mind: Rehearsal) -> tuple[Judged, ...]:
    return await judge(FEW, BANK, mind)


def test_a_bank_in_another_order_holds_the_same_flags() -> None:
    found = dict(banks_of(BANK))
    assert list(found) == ["reversed", "shuffled"]
    for bank in found.values():
        assert bank.red_flags == BANK.red_flags
        assert list(bank.red_flags) != list(BANK.red_flags)
    assert list(found["reversed"].red_flags) == list(BANK.red_flags)[::-1]


async def test_the_order_of_the_flags_changes_no_vote_and_no_flag_of_the_rehearsals() -> None:
    pairs = [pair async for pair in other_flag_orders(await rounds(Rehearsal()), BANK, Rehearsal())]
    assert len(pairs) == 2 * len(FEW)
    assert not [pair for pair in pairs if pair.flipped or pair.reflagged]


async def test_a_judge_that_tires_over_a_long_list_of_flags_is_found_out() -> None:
    pairs = [pair async for pair in other_flag_orders(await rounds(Tired()), BANK, Tired())]
    assert any(pair.reflagged for pair in pairs)


async def test_an_onsite_has_a_round_of_each_kind_and_no_round_is_in_two() -> None:
    onsites = list(onsites_of(await rounds(Rehearsal())))
    assert len(onsites) == 2
    for onsite in onsites:
        assert [judged.case.round for judged in onsite] == list(RoundKind)
    used = [judged.case.id for onsite in onsites for judged in onsite]
    assert len(used) == len(set(used))


async def test_a_round_that_nobody_scored_is_in_no_onsite() -> None:
    first, *rest = await rounds(Rehearsal())
    assert len(list(onsites_of([Judged(first.case, first.due, None, "it failed"), *rest]))) == 1


async def test_the_order_of_the_scorecards_changes_no_decision_and_no_flag_over_the_loop() -> None:
    judged = await rounds(Rehearsal())
    pairs = [pair async for pair in other_scorecard_orders(judged, BANK, Rehearsal())]
    assert [pair.variant for pair in pairs] == ["reversed", "shuffled"] * 2
    assert not [pair for pair in pairs if pair.flipped or pair.reflagged or pair.shift]


async def test_a_committee_that_does_not_come_to_words_has_no_opinion_to_change() -> None:
    judged = await rounds(Rehearsal())
    pairs = [pair async for pair in other_scorecard_orders(judged, BANK, Speechless())]
    assert {pair.variant for pair in pairs} <= {"shuffled"}


async def test_both_orders_are_counted_beside_the_other_twins() -> None:
    figures = await compare(FEW, BARE, BANK, Tired(), "dev")
    found = {kind.change: kind for kind in figures.changes}
    assert found[Change.FLAG_ORDER].pairs == 2 * len(FEW)
    assert found[Change.FLAG_ORDER].flags_changed > 0
    assert found[Change.SCORECARD_ORDER].pairs == 4
    assert found[Change.SCORECARD_ORDER].flips == 0


def test_a_shuffle_is_neither_the_order_given_nor_that_backwards() -> None:
    for seed in map(str, range(50)):
        found = orders((1, 2, 3), seed)
        assert found == orders((1, 2, 3), seed)
        assert found["reversed"] == (3, 2, 1)
        assert sorted(found["shuffled"]) == [1, 2, 3]
        assert found["shuffled"] not in {(1, 2, 3), (3, 2, 1)}
