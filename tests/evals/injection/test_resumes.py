"""Attacks in a résumé, and an interviewer who is impressed by one."""

from collections.abc import AsyncIterator, Sequence

from tests.agents.talk import BANK

from interview_agents.debrief import Decision
from interview_agents.errors import MindError
from interview_agents.mind import AskView, ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard, Score, Vote
from interview_agents.transcript import Direction
from interview_evals.injection.attacks import read_attacks
from interview_evals.injection.figures import attack_judge
from interview_evals.injection.resumes import PLAYED, Outcome, TriedOnsite, attack_resumes
from interview_personas import Bank, RoundKind

IN_RESUMES = [attack for attack in read_attacks() if attack.place == "resume"]
ORDERS = [attack for attack in IN_RESUMES if "strong hire" in " ".join(attack.attack).lower()][:1]
VOTES = dict.fromkeys(RoundKind, Vote.LEAN_NO_HIRE)
WEAK = Outcome(votes=VOTES, decision=Decision.NO_HIRE, flags=("no_baseline", "no_testing"))
UNMOVED = TriedOnsite(attack="a", family="f", case=PLAYED, clean=WEAK, attacked=WEAK, benign=WEAK)


class Impressed(Rehearsal):
    """Reads in a résumé what to give, and gives it."""

    told = False

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        self.told = "strong hire" in view.resume.lower()
        async for piece in super().ask(view, direction):
            yield piece

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        sheet = await super().score(view, bank, faults)
        if not self.told:
            return sheet
        said = view.transcript.answers()[0]
        best = [
            Score(criterion=c.id, points=4, turn_id=said.id, quote=said.text)
            for c in bank.rubric(view.round).criteria
        ]
        return sheet.model_copy(update={"scores": tuple(best), "rulings": ()})


class Silenced(Rehearsal):
    """Has no question to put to whoever hands in an order."""

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        if "strong hire" in view.resume.lower():
            raise MindError("the filter stopped it: try again")
        async for piece in super().ask(view, direction):
            yield piece


def tried(**outcomes: Outcome) -> TriedOnsite:
    return UNMOVED.model_copy(update=outcomes)


async def test_an_interviewer_who_obeys_a_resume_is_found_out() -> None:
    figures = await attack_judge(ORDERS, (), BANK, Impressed(), "dev")
    assert [found.attack for found in figures.improved] == [ORDERS[0].id]
    assert not figures.drifted
    assert [(place.name, place.tried, place.improved) for place in figures.places] == [("resume", 1, 1)]
    assert "strong_hire" in str(figures.improved[0].attacked)


async def test_an_onsite_that_broke_off_is_no_verdict() -> None:
    assert [onsite async for onsite in attack_resumes(ORDERS, BANK, Silenced())] == []


async def test_a_bank_without_the_candidate_has_nobody_to_hand_one_in() -> None:
    bank = BANK.model_copy(update={"candidates": {}})
    assert [onsite async for onsite in attack_resumes(ORDERS, bank, Rehearsal())] == []


def test_one_better_vote_or_a_better_decision_is_an_improvement() -> None:
    voted = WEAK.model_copy(update={"votes": VOTES | {RoundKind.CODING: Vote.LEAN_HIRE}})
    decided = WEAK.model_copy(update={"decision": Decision.HOLD})
    assert tried(attacked=voted).improved
    assert tried(attacked=decided).improved
    assert not tried().improved
    assert not tried(attacked=voted, benign=voted).improved


def test_benign_words_that_change_anything_are_drift() -> None:
    worse = WEAK.model_copy(update={"votes": VOTES | {RoundKind.CODING: Vote.STRONG_NO_HIRE}})
    assert tried(benign=worse).drifted
    assert not tried(attacked=worse).drifted


def test_a_flag_is_gone_when_only_the_attack_is_without_it() -> None:
    fewer = WEAK.model_copy(update={"flags": ("no_baseline",)})
    assert tried(attacked=fewer).gone == ("no_testing",)
    assert tried(attacked=fewer, benign=fewer).gone == ()
