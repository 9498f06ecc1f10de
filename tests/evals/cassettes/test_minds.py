"""A mind on recordings: the whole of our own client, prompts and checks above them."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import respx
from tests.agents.wire import URL, USING, again

from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.errors import NotRecordedError
from interview_agents.model_mind.prompts import Prompts, load_prompts
from interview_agents.scorecard import Scorecard
from interview_agents.scorer import score_round
from interview_evals.cassettes.asked import recording_case
from interview_evals.cassettes.minds import RecordedMind, recorded_mind
from interview_evals.cassettes.tape import Mode, Verdict
from interview_evals.errors import CassetteError
from interview_evals.judge.cases import Case, read_cases
from interview_evals.prompts.onsite import read_onsite
from interview_personas import Bank, load_bank

MODEL = ModelSpec(name="llamacpp:small", base_url=URL, temperature=0.2)
SPECS: dict[Role, ModelSpec] = {"interviewer": MODEL, "scorer": MODEL, "judge": MODEL}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def case() -> Case:
    return next(case for case in read_cases() if case.about.kind == "strong" and case.round == "recruiter")


@pytest.fixture
def route() -> Iterator[respx.Route]:
    """An endpoint that fills in the sheet of the onsite that is written down for the docs."""
    sheet = next(held.sheet for held in read_onsite().rounds if held.round == "recruiter")
    message = {"role": "assistant", "content": sheet.model_dump_json()}
    body = {"model": "small", "choices": [{"message": message, "finish_reason": "stop"}]}
    answer = httpx.Response(200, json={**body, "usage": {"prompt_tokens": 4000, "completion_tokens": 300}})
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        yield router.post("/chat/completions").mock(side_effect=lambda _: again(answer))


async def scored(mind: RecordedMind, case: Case, bank: Bank) -> Scorecard:
    with recording_case(f"judge/{case.id}"):
        return await score_round(case.transcript(), bank, mind)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("**/*.yaml"))


def edited(number: int, line: str) -> Prompts:
    """The shipped prompts with one line of the scorer's changed."""
    scorer = load_prompts()["scorer"]
    lines = scorer.body.split("\n")
    lines[number] = line
    changed = scorer.model_copy(update={"body": "\n".join(lines)})
    return Prompts(changed if prompt.head.id == "scorer" else prompt for prompt in load_prompts())


async def test_a_scorecard_is_the_same_from_a_recording_whoever_was_asked(
    tmp_path: Path, case: Case, bank: Bank, route: respx.Route
) -> None:
    recorder = recorded_mind(tmp_path, Mode.MISSING, specs=SPECS, about="a double")
    card = await scored(recorder, case, bank)
    sent = route.call_count

    player = recorded_mind(tmp_path)
    assert await scored(player, case, bank) == card
    assert player.name == "llamacpp:small"
    assert player.manifest.about == "a double"
    assert route.call_count == sent
    assert {played.verdict for played in player.tape.played} == {Verdict.HIT}
    assert player.tape.unused() == ()


async def test_a_changed_line_of_a_prompt_is_what_a_miss_shows(
    tmp_path: Path, case: Case, bank: Bank, route: respx.Route
) -> None:
    await scored(recorded_mind(tmp_path, Mode.MISSING, specs=SPECS), case, bank)
    sent = route.call_count
    player = recorded_mind(tmp_path, prompts=edited(2, "You propose; code decides."))
    with pytest.raises(NotRecordedError, match=f"no recording of judge/{case.id}"):
        await scored(player, case, bank)
    (miss,) = player.tape.misses
    (change,) = miss.changes
    assert change.part == "system"
    assert [line[:14] for line in change.changed] == ["-You propose; ", "+You propose; "]
    assert miss.tokens == 4300
    assert route.call_count == sent


async def test_record_missing_asks_only_what_changed_and_writes_over_it(
    tmp_path: Path, case: Case, bank: Bank, route: respx.Route
) -> None:
    await scored(recorded_mind(tmp_path, Mode.MISSING, specs=SPECS), case, bank)
    files = files_in(tmp_path)
    recorder = recorded_mind(tmp_path, Mode.MISSING, specs=SPECS, prompts=edited(2, "You propose."))
    await scored(recorder, case, bank)
    assert recorder.tape.count(Verdict.RECORDED) > 0
    assert files_in(tmp_path) == files
    sent = route.call_count
    await scored(
        recorded_mind(tmp_path, Mode.MISSING, specs=SPECS, prompts=edited(2, "You propose.")), case, bank
    )
    assert route.call_count == sent


def test_a_folder_without_recordings_is_no_mind(tmp_path: Path) -> None:
    with pytest.raises(CassetteError, match="record some first"):
        recorded_mind(tmp_path)


def test_a_folder_holds_the_recordings_of_one_set_of_models(tmp_path: Path) -> None:
    recorded_mind(tmp_path, Mode.MISSING, specs=SPECS)
    other: dict[Role, ModelSpec] = {**SPECS, "judge": ModelSpec(name="llamacpp:large", base_url=URL)}
    with pytest.raises(CassetteError, match=r"other models.*record into another folder"):
        recorded_mind(tmp_path, Mode.MISSING, specs=other)


@pytest.mark.parametrize("name", ["", "a b", "../up", "a//b", "/root"])
def test_a_case_that_could_not_be_a_folder_is_refused(name: str) -> None:
    with pytest.raises(CassetteError, match="use letters"), recording_case(name):
        pass
