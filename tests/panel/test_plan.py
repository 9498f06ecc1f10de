"""What an onsite will be, drawn from a request, the bank and a seed."""

import pytest
from tests.panel.onsites import BANK

from interview_panel import Length, OnsiteRequest, RoundKind
from interview_panel.errors import RequestError
from interview_panel.plan import REHEARSAL, Applicant, ModelNames, OnsitePlan, plan_onsite

EVERY = [
    OnsiteRequest(role=role, company=company, length=length, seed=seed)
    for role in BANK.roles
    for company in BANK.companies
    for length in Length
    for seed in range(3)
]


def test_the_same_request_and_seed_give_the_same_plan() -> None:
    assert [plan_onsite(r, BANK) for r in EVERY] == [plan_onsite(r, BANK) for r in EVERY]


def test_other_seeds_give_other_plans() -> None:
    drawn = {
        (part.interviewer, part.questions)
        for seed in range(10)
        for part in plan_onsite(OnsiteRequest(seed=seed), BANK).rounds
    }
    assert len(drawn) > 20


def test_a_plan_survives_as_json() -> None:
    drawn = plan_onsite(OnsiteRequest(candidate=Applicant(name="Zoë", school="TU Graz")), BANK)
    assert OnsitePlan.model_validate_json(drawn.model_dump_json()) == drawn
    assert drawn.bank_sha256 == BANK.sha256


def test_every_round_has_its_budgets_and_an_interviewer_of_its_kind() -> None:
    for request in EVERY:
        spec = BANK.length(request.length)
        for part in plan_onsite(request, BANK).rounds:
            assert part.turns == spec.turns[part.kind]
            assert len(part.questions) == spec.questions[part.kind] == len(set(part.questions))
            assert {BANK.questions[name].round for name in part.questions} == {part.kind}
            assert BANK.people[part.interviewer].seat == part.kind


def test_a_round_never_opens_with_a_follow_up_question() -> None:
    opening = {part.questions[0] for request in EVERY for part in plan_onsite(request, BANK).rounds}
    assert not any(BANK.questions[name].follow_up for name in opening)


def test_a_data_test_is_in_every_loop_with_more_than_one_design_question() -> None:
    for request in EVERY:
        rounds = plan_onsite(request, BANK).rounds
        (design,) = [part for part in rounds if part.kind is RoundKind.SYSTEM_DESIGN]
        families = [BANK.questions[name].family for name in design.questions]
        assert len(design.questions) == 1 or "data_test" in families, request


def test_the_minutes_are_the_lengths_share_of_the_documented_ones() -> None:
    full = plan_onsite(OnsiteRequest(length=Length.FULL), BANK).rounds
    drill = plan_onsite(OnsiteRequest(length=Length.DRILL), BANK).rounds
    assert [part.minutes for part in full] == [37.5, 75.0, 60.0, 45.0]
    assert [part.minutes * 4 for part in drill] == [part.minutes for part in full]


def test_own_questions_are_asked_and_only_their_rounds_held() -> None:
    drawn = plan_onsite(OnsiteRequest(questions=("Q19", "Q58", "Q14")), BANK)
    assert [(part.kind.value, part.questions) for part in drawn.rounds] == [
        ("system_design", ("Q19", "Q14")),
        ("behavioral", ("Q58",)),
    ]


def test_a_round_without_an_own_question_is_drawn() -> None:
    request = OnsiteRequest(questions=("Q19",), rounds=(RoundKind.RECRUITER, RoundKind.SYSTEM_DESIGN))
    recruiter, design = plan_onsite(request, BANK).rounds
    assert design.questions == ("Q19",)
    assert {BANK.questions[name].round for name in recruiter.questions} == {RoundKind.RECRUITER}


@pytest.mark.parametrize("kind", list(RoundKind))
def test_one_round_can_be_held_alone(kind: RoundKind) -> None:
    assert [part.kind for part in plan_onsite(OnsiteRequest(rounds=(kind,)), BANK).rounds] == [kind]


def test_a_wanted_interviewer_and_chair_are_taken() -> None:
    person, chair = BANK.interviewers_of(RoundKind.CODING)[-1], BANK.chairs()[-1]
    request = OnsiteRequest(interviewers={RoundKind.CODING: person.id}, chair=chair.id)
    drawn = plan_onsite(request, BANK)
    assert drawn.rounds[1].interviewer == person.id
    assert drawn.chair == chair.id


RECRUITER = BANK.interviewers_of(RoundKind.RECRUITER)[0].id


@pytest.mark.parametrize(
    ("request_", "what", "instead"),
    [
        (OnsiteRequest(role="plumber"), "role 'plumber'", list(BANK.roles)),
        (OnsiteRequest(company="acme"), "company 'acme'", list(BANK.companies)),
        (OnsiteRequest(questions=("Q99",)), "question 'Q99'", list(BANK.questions)),
        (OnsiteRequest(chair="nobody"), "chair 'nobody'", [chair.id for chair in BANK.chairs()]),
        (OnsiteRequest(chair=RECRUITER), f"chair '{RECRUITER}'", [chair.id for chair in BANK.chairs()]),
        (
            OnsiteRequest(interviewers={RoundKind.CODING: RECRUITER}),
            f"coding interviewer '{RECRUITER}'",
            [person.id for person in BANK.interviewers_of(RoundKind.CODING)],
        ),
    ],
)
def test_what_the_bank_does_not_have_is_named_with_what_it_has(
    request_: OnsiteRequest, what: str, instead: list[str]
) -> None:
    with pytest.raises(RequestError, match=f"there is no {what}: choose one of") as caught:
        plan_onsite(request_, BANK)
    assert str(caught.value).endswith(", ".join(instead))


def test_a_role_without_questions_is_refused() -> None:
    only_for_others = {
        name: question.model_copy(update={"roles": ("data_scientist",)})
        for name, question in BANK.questions.items()
    }
    with pytest.raises(RequestError, match="no recruiter question for ml_engineer: choose another role"):
        plan_onsite(OnsiteRequest(), BANK.model_copy(update={"questions": only_for_others}))


def test_a_round_asked_for_twice_is_held_once() -> None:
    drawn = plan_onsite(OnsiteRequest(rounds=(RoundKind.CODING, RoundKind.CODING)), BANK)
    assert [part.kind for part in drawn.rounds] == [RoundKind.CODING]


def test_an_own_question_of_a_round_that_is_not_held_is_refused() -> None:
    with pytest.raises(RequestError, match="Q14: not of a round that is held"):
        plan_onsite(OnsiteRequest(rounds=(RoundKind.RECRUITER,), questions=("Q14",)), BANK)


def test_the_names_of_the_models_ride_in_the_plan_and_hold_no_key() -> None:
    names = ModelNames(interviewer="openai", judge="ollama:a", base_url="http://127.0.0.1:9/v1")
    drawn = plan_onsite(OnsiteRequest(models=names), BANK)
    assert OnsitePlan.model_validate_json(drawn.model_dump_json()).models == names
    assert set(ModelNames.model_fields) == {"interviewer", "scorer", "judge", "candidate", "base_url"}


@pytest.mark.parametrize(
    ("names", "by_a_model", "decided"),
    [
        (ModelNames(), False, False),
        (ModelNames(candidate="openai"), False, False),
        (ModelNames(interviewer=REHEARSAL), False, True),
        (ModelNames(interviewer="openai"), True, True),
        (ModelNames(scorer="openai"), True, True),
    ],
)
def test_names_say_whether_a_model_holds_the_onsite_and_whether_that_is_settled(
    names: ModelNames, *, by_a_model: bool, decided: bool
) -> None:
    assert (bool(names), names.decided) == (by_a_model, decided)


def test_coach_mode_rides_in_the_plan_and_one_drawn_before_there_was_any_has_none() -> None:
    drawn = plan_onsite(OnsiteRequest(coach=True), BANK)
    assert drawn.coach
    before = drawn.model_dump(mode="json", exclude={"coach"})
    assert not OnsitePlan.model_validate(before).coach


def test_coach_mode_changes_nothing_else_of_a_plan() -> None:
    drawn = [plan_onsite(OnsiteRequest(seed=3, coach=coach), BANK) for coach in (True, False)]
    assert len({plan.model_dump_json(exclude={"coach"}) for plan in drawn}) == 1
