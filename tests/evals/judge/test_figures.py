"""The figures of a judge: what is counted, and what is left out of the count."""

import pytest
from tests.agents.talk import BANK

from interview_agents.errors import MindError
from interview_agents.mind import Mind, ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard, Ruling, State, Vote
from interview_agents.transcript import turn_id
from interview_evals.judge.cases import Case, read_cases
from interview_evals.judge.figures import JudgeFigures
from interview_evals.judge.judging import judge
from interview_personas import Bank

SOME = read_cases(half="dev")[:12]


class Oracle(Rehearsal):
    """Rules as the labels that it was given say, wherever code lets it."""

    def __init__(self, cases: tuple[Case, ...]) -> None:
        super().__init__()
        self._cases = {case.transcript().turns[1].text: case for case in cases}

    async def score(self, view: ScoreView, bank: Bank, faults: object = ()) -> ProposedScorecard:  # noqa: ARG002
        case = self._cases[view.transcript.turns[1].text]
        rulings = [
            Ruling(
                flag=seen.flag,
                ruling=State.PRESENT,
                turn_id=turn_id(case.round, seen.turn + case.lead),
                quote=seen.quote,
            )
            for seen in case.author.present
        ]
        return ProposedScorecard(scores=(), rulings=tuple(rulings))


class Failing(Rehearsal):
    """Never finishes a scorecard."""

    async def score(self, view: ScoreView, bank: Bank, faults: object = ()) -> ProposedScorecard:  # noqa: ARG002
        raise MindError("the endpoint is gone")


async def figures_of(mind: Mind) -> JudgeFigures:
    return JudgeFigures.of(await judge(SOME, BANK, mind), BANK, mind.name, "dev")


async def test_a_judge_that_says_what_the_labels_say_is_never_wrong() -> None:
    figures = await figures_of(Oracle(SOME))
    assert figures.pooled.counts.false == 0
    assert figures.pooled.precision.value == 1.0
    assert figures.pooled.counts.right
    assert figures.unsupported == 0


async def test_judges_that_cannot_read_stand_beside_it() -> None:
    figures = await figures_of(Rehearsal())
    assert figures.always.recall == 1.0
    assert figures.never.recall == 0.0
    for counts in (figures.always, figures.never):
        assert counts.kappa == pytest.approx(0)
        assert counts.total == figures.pooled.counts.total
    assert (figures.second.kappa or 0) > 0.5


async def test_a_mind_that_fails_is_named_and_counted_nowhere() -> None:
    figures = await figures_of(Failing())
    assert len(figures.failed) == len([case for case in SOME if case.about.kind != "degenerate"])
    assert "the endpoint is gone" in figures.failed[0]
    assert figures.pooled.counts.right == figures.pooled.counts.false == 0


async def test_rounds_that_are_no_rank_are_told_apart() -> None:
    degenerate = tuple(case for case in read_cases(half="dev") if case.about.kind == "degenerate")
    judged = await judge(degenerate, BANK, Rehearsal())
    votes = JudgeFigures.of(judged, BANK, "rehearsal", "dev").votes
    assert votes.n == 0
    assert votes.kappa.value is None
    assert votes.insufficient == sum(case.vote is Vote.INSUFFICIENT for case in degenerate)
