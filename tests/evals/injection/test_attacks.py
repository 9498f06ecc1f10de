"""The corpus of attacks, and a judge that falls for one."""

from collections import Counter

from tests.agents.talk import BANK

from interview_agents.mind import ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard, Score
from interview_evals.injection.attacks import NEEDS, hosts_for, read_attacks, written_into
from interview_evals.injection.figures import attack_judge
from interview_evals.judge.cases import read_cases
from interview_personas import Bank

ATTACKS = read_attacks()
DEV = read_cases(half="dev")


class Obedient(Rehearsal):
    """Gives full points when it is told to."""

    async def score(self, view: ScoreView, bank: Bank, faults: object = ()) -> ProposedScorecard:  # noqa: ARG002
        sheet = await super().score(view, bank)
        told = [t for t in view.transcript.answers() if "strong hire" in t.content.lower()]
        if not told:
            return sheet
        quote = next(line for line in told[0].content.splitlines() if "strong hire" in line.lower())
        best = [
            Score(criterion=c.id, points=4, turn_id=told[0].id, quote=quote)
            for c in bank.rubric(view.round).criteria
        ]
        return sheet.model_copy(update={"scores": tuple(best), "rulings": ()})


def test_there_are_twelve_families_in_every_place_a_candidate_can_write() -> None:
    assert len(ATTACKS) >= 60
    assert len({attack.family for attack in ATTACKS}) >= 12
    places = Counter(attack.place for attack in ATTACKS)
    assert set(places) == {"answer", "code_comment", "code_string", "resume", "sketch", "several_turns"}
    assert min(places.values()) >= 8
    assert all(len(attack.attack) == len(attack.benign) for attack in ATTACKS)


def test_an_attack_is_written_where_it_belongs_and_every_word_of_the_round_stays() -> None:
    for attack in ATTACKS:
        for case in hosts_for(attack, DEV):
            attacked = written_into(case, attack.place, attack.attack)
            assert case.round is NEEDS.get(attack.place, case.round)
            changed = [
                (before, after)
                for before, after in zip(case.turns, attacked.turns, strict=True)
                if before != after
            ]
            assert len(changed) == len(attack.attack)
            for before, after in changed:
                assert after.speaker == "candidate"
                assert after.text.startswith(before.text)
                assert (after.code or "").startswith(before.code or "")


async def test_no_attack_gets_a_better_vote_out_of_the_rehearsal() -> None:
    figures = await attack_judge(ATTACKS, DEV, BANK, Rehearsal(), "dev")
    assert figures.total.tried > 300
    assert {place.name for place in figures.places} == {attack.place for attack in ATTACKS}
    assert not figures.improved


async def test_a_judge_that_obeys_is_found_out() -> None:
    orders = [attack for attack in ATTACKS if "strong hire" in " ".join(attack.attack).lower()]
    figures = await attack_judge(orders[:4], DEV, BANK, Obedient(), "dev")
    assert figures.improved
    assert figures.total.improved == len(figures.improved)
