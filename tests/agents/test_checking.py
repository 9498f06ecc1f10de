"""What stands of a proposal, and what is dropped and counted."""

from collections.abc import Callable

import pytest
from tests.agents.talk import BANK, CODING, DESIGN, absent, asked, present, proposal, said, talk

from interview_agents.blinding import blinded
from interview_agents.checking import Checked
from interview_agents.scorecard import ProposedScorecard, Ruling, Score, State, Strength
from interview_agents.scorer import view_of

ROUND = talk(
    DESIGN,
    asked("Hello. How would you rank the results, and how would you measure accuracy?"),
    said("I'd take XGBoost and look at accuracy."),
)
ASKED, TOLD = "system_design-01", "system_design-02"


def checked(proposed: ProposedScorecard) -> Checked:
    blind = blinded(ROUND)
    return Checked(proposed, view_of(blind.transcript, BANK), blind, BANK)


def state_of(result: Checked, flag: str) -> State:
    return next(r.ruling for r in result.rulings if r.flag == flag)


@pytest.mark.parametrize("build", [present, absent])
def test_a_ruling_with_the_candidates_words_stands_and_names_its_opportunity(
    build: Callable[[str, str, str], Ruling],
) -> None:
    result = checked(proposal(build("model_before_data", TOLD, "I'd take XGBoost")))
    (ruling,) = [r for r in result.rulings if r.flag == "model_before_data"]
    assert ruling.ruling is build("x", "", "").ruling
    assert (ruling.quote, ruling.opportunity) == ("I'd take XGBoost", ASKED)
    assert (result.proposed, result.supported, result.dropped) == (1, 1, [])


@pytest.mark.parametrize(
    ("claim", "what", "why"),
    [
        (present("bad_haircut", TOLD, "XGBoost"), "bad_haircut", "no such flag or criterion"),
        (present("silence", TOLD, "XGBoost"), "silence", "no such flag or criterion"),
        (present("model_before_data", ASKED, "Hello"), "model_before_data", "spoken by the interviewer"),
        (
            present("model_before_data", "system_design-77", "XGBoost"),
            "model_before_data",
            "no turn 'system_design-77'",
        ),
        (present("model_before_data", TOLD, "I'd take CatBoost"), "model_before_data", "does not occur"),
        (present("model_before_data", TOLD, "i'd take xgboost"), "model_before_data", "does not occur"),
        (present("model_before_data", TOLD, ""), "model_before_data", "no turn and quote"),
        (present("defensive", TOLD, "I'd take XGBoost"), "defensive", "never given the opportunity"),
        (absent("defensive", TOLD, "I'd take XGBoost"), "defensive", "never given the opportunity"),
        (Ruling(flag="model_before_data", ruling=State.ABSENT), "model_before_data", "no turn and quote"),
        (
            Score(criterion="charm", points=4, turn_id=TOLD, quote="XGBoost"),
            "charm",
            "no such flag or criterion",
        ),
        (
            Score(criterion="framing", points=4, turn_id=TOLD, quote="I asked why"),
            "framing",
            "does not occur",
        ),
        (Score(criterion="framing", points=4), "framing", "no turn and quote"),
        (Strength(what="Asks", turn_id=ASKED, quote="Hello"), "Asks", "spoken by the interviewer"),
    ],
)
def test_a_claim_that_does_not_stand_is_dropped_and_counted(
    claim: Ruling | Score | Strength, what: str, why: str
) -> None:
    result = checked(proposal(claim))
    (dropped,) = result.dropped
    assert dropped.what == what
    assert why in dropped.why
    assert (result.proposed, result.supported) == (1, 0)
    assert result.faults == [f"{what}: {dropped.why}"]
    assert all(r.ruling is State.NOT_ASSESSABLE and r.quote is None for r in result.rulings)
    assert all(s.points is None and s.quote is None for s in result.scores)
    assert result.strengths == ()


def test_what_stands_is_kept_beside_what_is_dropped() -> None:
    result = checked(
        proposal(
            present("model_before_data", TOLD, "I'd take XGBoost"),
            present("accuracy_only", TOLD, "accuracy is all"),
            Score(criterion="framing", points=2, turn_id=TOLD, quote="look at accuracy"),
            Strength(what="Brief", turn_id=TOLD, quote="XGBoost"),
        )
    )
    assert (result.proposed, result.supported) == (4, 3)
    assert state_of(result, "model_before_data") is State.PRESENT
    assert state_of(result, "accuracy_only") is State.NOT_ASSESSABLE
    assert [s.what for s in result.strengths] == ["Brief"]


def test_every_flag_and_criterion_of_the_round_is_on_the_sheet_once() -> None:
    result = checked(proposal())
    assert [r.flag for r in result.rulings] == [flag.id for flag in BANK.flags_of(DESIGN)]
    assert [s.criterion for s in result.scores] == [c.id for c in BANK.rubric(DESIGN).criteria]
    assert result.proposed == 0


def test_saying_nothing_of_a_flag_or_criterion_claims_nothing() -> None:
    unruled = Ruling(flag="accuracy_only", ruling=State.NOT_ASSESSABLE, why="not asked")
    result = checked(proposal(unruled, Score(criterion="framing", points=None, why="no signal")))
    assert (result.proposed, result.dropped) == (0, [])
    assert next(r.why for r in result.rulings if r.flag == "accuracy_only") == "not asked"


def test_a_flag_of_another_round_does_not_slip_in() -> None:
    coding = {flag.id for flag in BANK.flags_of(CODING)} - {flag.id for flag in BANK.flags_of(DESIGN)}
    result = checked(proposal(*(present(name, TOLD, "XGBoost") for name in sorted(coding))))
    assert len(result.dropped) == len(coding) > 0
