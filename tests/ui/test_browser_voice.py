"""An answer spoken into a real browser's microphone, and a question that the browser reads aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.agents.sounds import spoken
from tests.ui.browser import NEEDS_BROWSER, come_to_rest, next_question, served, window
from tests.ui.hearing import SAID, Ears

VOICES = """
window.spoken = [];
const voices = [
  {name: "Far", lang: "en-US", localService: false, default: true, voiceURI: "far"},
  {name: "Here", lang: "en-GB", localService: true, default: false, voiceURI: "here"},
];
class Utterance { constructor(text) { this.text = text } }
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, "speechSynthesis", {value: Object.assign(new EventTarget(), {
  getVoices: () => voices,
  speak: said => { window.spoken.push([said.voice.name, said.text]); window.now = said },
  cancel: () => {
    if (window.now) { window.spoken.push(["", "stopped"]); window.now.onend?.() }
    window.now = null
  },
})});
"""
pytestmark = NEEDS_BROWSER


@pytest.fixture
def spoken_to(ears: Ears, tmp_path: Path, asked_elsewhere: list[str]) -> Iterator[Page]:
    """A window whose microphone hears somebody speak; the server asks these ears."""
    voice = tmp_path / "voice.wav"
    voice.write_bytes(spoken(3.0, 0.5, 3.0))
    microphone = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={voice}%noloop",
    )
    assert ears.address
    with served() as address, window(asked_elsewhere, *microphone) as page:
        page.goto(address)
        yield page


def _enter(page: Page) -> None:
    page.get_by_text("Drill: one question", exact=False).click()
    come_to_rest(page)
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)


def test_an_answer_is_spoken_written_down_edited_and_sent(
    spoken_to: Page, ears: Ears, asked_elsewhere: list[str]
) -> None:
    page = spoken_to
    _enter(page)
    recorder = page.get_by_test_id("stAudioInput")
    recorder.get_by_role("button", name="Record").click()
    page.wait_for_timeout(4000)  # it takes as long as it takes to say it
    recorder.get_by_role("button", name="Stop recording").click()
    field = page.get_by_role("textbox", name="Your answer")
    expect(field).to_have_text(SAID)
    expect(page.get_by_text("Not scored.")).to_contain_text("at least 1 filler")
    assert len(ears.forms) == 1
    assert b"RIFF" in ears.forms[0]
    expect(recorder.get_by_role("button", name="Record")).to_be_visible()
    field.press("Control+End")
    page.keyboard.type(" And then at the rest.")
    page.keyboard.press("Control+Enter")
    answer = page.get_by_role("group", name="Chat message from user")
    expect(answer).to_contain_text(f"{SAID} And then at the rest.")
    next_question(page)
    expect(page.get_by_text("Not scored.")).to_have_count(0)
    assert not asked_elsewhere


def test_what_is_typed_while_it_is_written_down_stays(spoken_to: Page, ears: Ears) -> None:
    page = spoken_to
    _enter(page)
    recorder = page.get_by_test_id("stAudioInput")
    ears.go.clear()
    recorder.get_by_role("button", name="Record").click()
    page.wait_for_timeout(2000)
    recorder.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("Writing down what you said")).to_be_visible()
    field = page.get_by_role("textbox", name="Your answer")
    field.click()
    page.keyboard.type("My plan: ", delay=20)
    ears.go.set()
    page.keyboard.type("labels, baseline, metric.", delay=40)
    expect(field).to_contain_text(SAID)
    words = field.inner_text()
    assert sorted(words.replace(SAID, "").split()) == sorted("My plan: labels, baseline, metric.".split()), (
        words
    )


def test_a_question_is_read_aloud_by_a_voice_of_this_machine_until_it_is_stopped(
    address: str, page: Page
) -> None:
    page.add_init_script(VOICES)
    page.goto(address)
    _enter(page)
    question = page.get_by_role("group", name="Chat message from assistant").last.inner_text()
    page.get_by_role("button", name="Read aloud").click()
    [[voice, text]] = page.evaluate("spoken")
    assert voice == "Here"
    assert text in question
    page.get_by_role("button", name="Stop reading").click()
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert page.evaluate("spoken.at(-1)") == ["", "stopped"]


def test_each_question_is_read_once_as_it_comes_when_that_is_wanted(address: str, page: Page) -> None:
    page.add_init_script(VOICES)
    page.goto(address)
    _enter(page)
    page.get_by_label("Read each question aloud").check()
    assert page.evaluate("spoken") == []
    page.get_by_role("textbox", name="Your answer").fill(
        "I measured recall on last month's data and compared it."
    )
    page.keyboard.press("Control+Enter")
    next_question(page)
    expect(page.get_by_role("button", name="Stop reading")).to_be_visible()
    assert len(page.evaluate("spoken")) == 1
    page.reload()
    next_question(page)
    expect(page.get_by_label("Read each question aloud")).to_be_checked()
    assert page.evaluate("spoken") == []


def test_where_the_browser_has_no_voice_there_is_no_button(address: str, page: Page) -> None:
    page.goto(address)
    _enter(page)
    expect(page.locator(".aloud")).to_have_count(1)
    expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)
