"""A spoken answer of a session: its words, its bill, and who does it when nobody is named."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import respx
from tests.agents.sounds import spoken
from tests.agents.wire import URL, USING, failure
from tests.panel.onsites import BANK, SCREEN
from tests.panel.threads import stand

from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.transcriptions import Transcriptions
from interview_agents.errors import KeyRefusedError, NothingHeardError
from interview_panel import PanelContext
from interview_panel.errors import UnknownSessionError, VoiceOffError
from interview_panel.runner import Runner

WAV = spoken(2.4)


@pytest.fixture
def line() -> Iterator[respx.Route]:
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        yield router.post("/audio/transcriptions").respond(json={"text": "Um, I'd look at the labels."})


@pytest.fixture
def house(path: Path | None, line: Sequence[object]) -> Iterator[Runner]:  # noqa: ARG001 - mocked before
    typist = Transcriptions(ModelSpec(name="openai:whisper", base_url=URL))
    with Runner(path, PanelContext(bank=BANK, transcriber=typist)) as runner:
        yield runner


def _asked(runner: Runner) -> tuple[str, str]:
    session_id = runner.start(SCREEN)
    question = stand(runner.follow(session_id)).question
    assert question
    return session_id, question.turn_id


def test_a_recording_becomes_words_and_the_session_pays_for_them(house: Runner) -> None:
    session_id, turn_id = _asked(house)
    said = house.hear(session_id, turn_id, WAV).result()
    assert said.text == "Um, I'd look at the labels."
    assert said.delivery.fillers_at_least == 1
    spent = house.spent(session_id)
    assert (spent.calls, spent.unpriced) == (1, 1)
    assert spent.heard_s == pytest.approx(3.6, abs=0.01)


def test_nothing_is_sent_or_stored_but_the_bill(house: Runner) -> None:
    session_id, turn_id = _asked(house)
    before = house.transcripts(session_id)
    house.hear(session_id, turn_id, WAV).result()
    assert house.transcripts(session_id) == before


def test_terms_of_the_bank_go_with_it(house: Runner, line: respx.Route) -> None:
    session_id, turn_id = _asked(house)
    house.hear(session_id, turn_id, WAV).result()
    assert b"McNemar" in line.calls.last.request.content


def test_a_failed_call_is_on_the_bill_too(house: Runner, line: respx.Route) -> None:
    line.mock(return_value=failure(401, "invalid_api_key"))
    session_id, turn_id = _asked(house)
    with pytest.raises(KeyRefusedError):
        house.hear(session_id, turn_id, WAV).result()
    spent = house.spent(session_id)
    assert (spent.calls, spent.failures, spent.heard_s) == (1, 1, 0.0)


def test_a_recording_without_speech_costs_nothing(house: Runner, line: respx.Route) -> None:
    session_id, turn_id = _asked(house)
    with pytest.raises(NothingHeardError):
        house.hear(session_id, turn_id, spoken(0.0)).result()
    assert not line.called
    assert not house.spent(session_id).calls


def test_a_session_that_is_not_here_is_said_to_be_unknown(house: Runner) -> None:
    with pytest.raises(UnknownSessionError):
        house.hear("nobody", "coding-01", WAV).result()


def test_without_a_transcriber_it_is_said_what_to_do() -> None:
    with Runner(context=PanelContext(bank=BANK)) as runner:
        session_id, turn_id = _asked(runner)
        with pytest.raises(VoiceOffError, match="INTERVIEW_PANEL_TRANSCRIBER"):
            runner.hear(session_id, turn_id, WAV).result()


def test_several_recordings_are_written_down_at_once(house: Runner) -> None:
    session_id, turn_id = _asked(house)
    coming = [house.hear(session_id, turn_id, WAV) for _ in range(3)]
    assert {one.result().text for one in coming} == {"Um, I'd look at the labels."}
    assert house.spent(session_id).calls == 3
