"""Whole onsites over the wire, through the runner and its file: every call counted, nothing rewritten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import respx
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from tests.agents.provider import ADDRESS
from tests.agents.wire import USAGE, USING, failure
from tests.panel.onsites import BANK, DRILL, FILLER, TWO
from tests.panel.provider import COMMITTEE, SCORECARD, TURN, WITH_MODELS, Provider
from tests.panel.threads import finish, stand

from interview_agents.answer import Answer
from interview_agents.calls.prices import price_table
from interview_agents.calls.specs import Role, default_spec
from interview_agents.debrief import Debrief
from interview_agents.errors import ModelSpecError
from interview_panel import OnsiteRequest, PanelContext, Standing, create_panel, markdown, open_archive
from interview_panel.plan import ModelNames
from interview_panel.runner import Runner

ROLES: dict[str, Role] = {TURN: "interviewer", SCORECARD: "scorer", COMMITTEE: "judge"}
LOCAL = "http://localhost:8080/v1"


@pytest.fixture(params=[ADDRESS])
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    with respx.mock(base_url=request.param, using=USING) as router:
        yield Provider(router)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.sqlite"


def held(path: Path, request: OnsiteRequest) -> tuple[str, Standing]:
    """An onsite brought to its end, or to where it fails."""
    with Runner(path, WITH_MODELS) as runner:
        session_id = runner.start(request)
        return session_id, finish(runner, session_id)


def went_on(path: Path, session_id: str) -> Standing:
    """The same onsite, continued by another runner."""
    with Runner(path, WITH_MODELS) as runner:
        return stand(runner.follow(session_id))


def debrief_of(standing: Standing) -> Debrief:
    assert standing.debrief is not None, standing.problem
    return standing.debrief


def asked_in(debrief: Debrief) -> int:
    """Turns of the interviewers."""
    return sum(len(transcript.questions()) for transcript in debrief.transcripts)


async def sealed_in(path: Path, session_id: str) -> list[str | None]:
    """The scorecards as they stand in the file."""
    async with open_archive(path) as archive:
        return [await archive.ledger.recall(session_id, f"scorecard/{kind}") for kind in TWO.rounds]


def test_an_onsite_takes_its_turns_its_scorecards_and_one_committee(provider: Provider, path: Path) -> None:
    _, standing = held(path, DRILL)
    debrief, spent = debrief_of(standing), standing.spent
    turns, scorecards = asked_in(debrief), len(debrief.scorecards)
    assert spent.calls == spent.requests == turns + scorecards + 1
    assert provider.asked == {TURN: turns, SCORECARD: scorecards, COMMITTEE: 1}
    assert (spent.retries, spent.repairs, spent.failures) == (0, 0, 0)


def test_the_bill_is_what_the_provider_counted_at_its_own_prices(provider: Provider, path: Path) -> None:
    _, standing = held(path, TWO)
    spent = standing.spent
    assert spent == debrief_of(standing).spent
    assert spent.tokens_in == USAGE["input"] * provider.asked.total()
    assert spent.tokens_cached == USAGE["cached"] * provider.asked.total()
    assert spent.tokens_out == USAGE["output"] * provider.asked.total()
    prices = {kind: price_table().of(default_spec(role).model) for kind, role in ROLES.items()}
    each = {
        kind: price.of(USAGE["input"] - USAGE["cached"], USAGE["cached"], 0, USAGE["output"])
        for kind, price in prices.items()
    }
    assert spent.dollars == pytest.approx(sum(provider.asked[kind] * (each[kind] or 0) for kind in ROLES))
    assert (spent.unpriced, spent.uncounted) == (0, 0)


def test_a_sheet_that_had_to_be_sent_back_is_a_repair_on_the_bill(provider: Provider, path: Path) -> None:
    provider.failures[SCORECARD] = [provider.line.written("Strong hire, I think.")]
    _, standing = held(path, TWO)
    debrief, spent = debrief_of(standing), standing.spent
    assert spent.calls == asked_in(debrief) + 2 + 1
    assert (spent.requests, spent.repairs) == (spent.calls + 1, 1)
    assert spent.tokens_in == USAGE["input"] * spent.requests


@pytest.mark.parametrize("why", ["prose", "quota"])
async def test_a_failed_committee_is_paid_and_held_again_over_the_same_sealed_scorecards(
    provider: Provider, path: Path, why: str
) -> None:
    prose = [provider.line.written("We would hire.") for _ in range(2)]
    provider.failures[COMMITTEE] = prose if why == "prose" else [failure(429, "insufficient_quota")]
    session_id, paused = held(path, TWO)
    sealed, before = await sealed_in(path, session_id), provider.asked.copy()
    assert (paused.state, paused.spent.failures) == ("paused", 1)
    assert (before[COMMITTEE], paused.spent.repairs) == ((2, 1) if why == "prose" else (1, 0))
    answered = before.total() if why == "prose" else before.total() - 1
    assert paused.spent.tokens_in == USAGE["input"] * answered, "prose has its price, a refusal none"

    standing = went_on(path, session_id)
    debrief = debrief_of(standing)
    assert [card.model_dump_json() for card in debrief.scorecards] == sealed
    assert await sealed_in(path, session_id) == sealed
    assert provider.asked == before + type(before)({COMMITTEE: 1})
    assert standing.spent == debrief.spent
    assert standing.spent.calls == asked_in(debrief) + 2 + 1 + 1, "the failed one is counted"
    assert standing.spent.tokens_in == paused.spent.tokens_in + USAGE["input"]


@pytest.mark.parametrize("provider", [LOCAL], indirect=True)
def test_a_model_without_a_price_is_said_to_have_none(provider: Provider, path: Path) -> None:
    models = ModelNames(interviewer="llamacpp:tiny")
    _, standing = held(path, TWO.model_copy(update={"models": models}))
    spent = standing.spent
    assert (spent.unpriced, spent.dollars) == (provider.asked.total(), 0.0)
    report = markdown(debrief_of(standing), BANK)
    assert f"no price for {spent.requests} requests" in report


@pytest.mark.parametrize("provider", [LOCAL], indirect=True)
async def test_the_graph_alone_asks_the_models_that_its_input_names(provider: Provider) -> None:
    panel, thread = create_panel(InMemorySaver()), RunnableConfig(configurable={"thread_id": "one"})
    asked = {"rounds": ["recruiter"], "length": "drill", "models": {"interviewer": "llamacpp:tiny"}}
    state = await panel.ainvoke(asked, thread, version="v2")  # type: ignore[call-overload]
    while state.interrupts:
        resume: Command[str] = Command(resume={state.interrupts[0].id: {"text": FILLER, "seconds": 20}})
        state = await panel.ainvoke(resume, thread, version="v2")
    spent = Debrief.model_validate(state.value["debrief"]).spent
    assert spent is not None
    assert spent.calls == provider.asked.total() > provider.asked[TURN] > 0


def test_without_a_key_no_onsite_is_started(path: Path) -> None:
    with Runner(path, PanelContext(model="openai")) as runner:
        with pytest.raises(ModelSpecError, match="key"):
            runner.start(TWO)
        assert list(runner.sessions()) == []


def test_a_session_is_held_with_its_own_key_and_after_a_restart_asks_for_it(
    provider: Provider, path: Path
) -> None:
    request = TWO.model_copy(update={"models": ModelNames(interviewer="openai")})
    with Runner(path, PanelContext()) as runner:
        session_id = runner.start(request, context=WITH_MODELS)
        stand(runner.follow(session_id))
    with Runner(path, PanelContext()) as runner:
        answer = Answer(to="recruiter-01", text=FILLER)
        paused = stand(runner.answer(session_id, answer))
        assert (paused.state, "key" in paused.problem) == ("paused", True)
        assert provider.asked.total() == runner.spent(session_id).calls == 1
        runner.hold_with(session_id, WITH_MODELS)
        assert stand(runner.follow(session_id, again=True)).state == "waiting"
        assert finish(runner, session_id).state == "finished"
    for file in path.parent.glob("s.sqlite*"):
        assert b"sk-test" not in file.read_bytes()
