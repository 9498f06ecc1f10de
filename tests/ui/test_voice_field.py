"""Answering aloud: into the field, never sent by itself, and what is said when there are no words."""

import pytest
from tests.agents.sounds import quiet, spoken, wav
from tests.ui.hearing import SAID, Ears
from tests.ui.tab import Tab, finished, started

from interview_agents.transcript import Turn
from interview_personas import RoundKind
from interview_ui.house import the_house

WAV = spoken(2.4)


def _record(tab: Tab, recording: bytes = WAV) -> Tab:
    """Record an answer."""
    tab.page.audio_input[0].upload("recording.wav", recording).run()
    return tab


def _speak(tab: Tab, ears: Ears) -> Tab:
    """Record an answer and wait until it is written down."""
    before = tab.written("Your answer")
    _record(tab)
    for _ in range(200):
        if tab.written("Your answer") != before:
            return tab
        tab.page.run()
    raise AssertionError(f"nothing was written down; {len(ears.forms)} recordings were sent")


def _last_answer(tab: Tab) -> Turn:
    [transcript] = the_house().runner.transcripts(tab.session)
    return transcript.answers()[-1]


def test_what_was_said_stands_in_the_field_and_is_not_sent(ears: Ears) -> None:
    tab = started(RoundKind.BEHAVIORAL)
    _speak(tab, ears)
    assert tab.written("Your answer") == SAID
    [transcript] = the_house().runner.transcripts(tab.session)
    assert not transcript.answers()
    assert len(ears.forms) == 1
    assert b"NDCG" in ears.forms[0]


def test_an_answer_that_was_edited_is_sent_with_how_it_was_spoken(ears: Ears) -> None:
    tab = _speak(started(RoundKind.BEHAVIORAL), ears)
    assert "at least 1 filler. Not scored." in tab.words
    tab.answer("I would look at the labels first, and then at the rest of it.")
    answer = _last_answer(tab)
    assert answer.text.startswith("I would look")
    assert answer.delivery is not None
    assert answer.delivery.fillers_at_least == 1
    assert answer.delivery.words_per_minute == pytest.approx(175, abs=10)
    assert "at least 1 filler." in tab.words


def test_the_next_answer_is_a_typed_one_again(ears: Ears) -> None:
    tab = _speak(started(RoundKind.BEHAVIORAL), ears).press("Send").settle()
    assert "Not scored." not in tab.words
    tab.answer("We measured recall at a fixed precision on last month's data, and compared it.")
    assert _last_answer(tab).delivery is None


def test_what_is_said_comes_behind_what_was_typed_and_parts_add_up(ears: Ears) -> None:
    tab = started(RoundKind.BEHAVIORAL).write("Your answer", "First the plan.")
    _speak(tab, ears)
    assert tab.written("Your answer") == f"First the plan.\n{SAID}"
    _speak(tab, ears)
    assert tab.written("Your answer") == f"First the plan.\n{SAID}\n{SAID}"
    assert "Spoken: 5 s" in tab.words


def test_a_field_that_was_emptied_forgets_how_it_was_spoken(ears: Ears) -> None:
    tab = _speak(started(RoundKind.BEHAVIORAL), ears).write("Your answer", "")
    _speak(tab, ears)
    assert "Spoken: 2 s" in tab.words


def test_a_reload_finds_the_words_and_how_they_were_spoken(ears: Ears) -> None:
    tab = Tab(_speak(started(RoundKind.BEHAVIORAL), ears).session).settle()
    assert tab.written("Your answer") == SAID
    assert "at least 1 filler" in tab.words


def test_the_recorder_is_empty_again_when_the_words_are_there(ears: Ears) -> None:
    tab = _speak(started(RoundKind.BEHAVIORAL), ears)
    assert tab.page.audio_input[0].value is None
    tab.page.run()
    assert len(ears.forms) == 1


def test_while_it_is_written_down_the_page_can_be_used(ears: Ears) -> None:
    tab = started(RoundKind.BEHAVIORAL)
    ears.go.clear()
    _record(tab)
    assert "Writing down what you said" in tab.words
    tab.write("Your answer", "Meanwhile.")
    ears.go.set()
    for _ in range(200):
        if SAID in tab.written("Your answer"):
            break
        tab.page.run()
    assert tab.written("Your answer") == f"Meanwhile.\n{SAID}"
    assert len(ears.forms) == 1


def test_words_that_come_after_the_answer_was_sent_wait_in_the_next_questions_field(ears: Ears) -> None:
    tab = started(RoundKind.BEHAVIORAL)
    ears.go.clear()
    _record(tab).answer("We measured recall at a fixed precision on last month's data, and compared it.")
    assert _last_answer(tab).delivery is None
    ears.go.set()
    tab.look_for("Spoken: 2 s")
    assert tab.written("Your answer") == SAID


def test_a_rehearsal_with_spoken_answers_has_a_bill_for_them_and_no_estimate(ears: Ears) -> None:
    tab = finished(_speak(started(RoundKind.BEHAVIORAL), ears))
    assert "1 call · 0.1 min of speech written down · no price for 1 request" in tab.words.replace("\\", "")
    assert "Expected" not in tab.words


def test_a_call_that_failed_keeps_the_recording_and_can_be_tried_again(ears: Ears) -> None:
    tab = started(RoundKind.BEHAVIORAL)
    ears.faults = [401]
    _record(tab).look_for("the key was refused")
    assert tab.page.audio_input[0].value is not None
    tab.press("Try again")
    for _ in range(200):
        if tab.written("Your answer"):
            break
        tab.page.run()
    assert tab.written("Your answer") == SAID


def test_silence_is_said_to_be_silence_and_sent_nowhere(ears: Ears) -> None:
    tab = started(RoundKind.BEHAVIORAL)
    _record(tab, wav(quiet(3.0))).look_for("nobody was heard")
    assert "Try again" not in [button.label for button in tab.page.button]
    assert not ears.forms


def test_where_nobody_writes_it_down_the_page_says_so_and_offers_no_recorder() -> None:
    tab = started(RoundKind.BEHAVIORAL)
    assert not tab.page.audio_input
    assert "Voice is off" in tab.words


def test_a_transcriber_that_cannot_work_is_said_to_be_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER", "openai")
    tab = started(RoundKind.BEHAVIORAL)
    assert not tab.page.audio_input
    assert "needs a key" in tab.words
