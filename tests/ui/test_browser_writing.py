"""Writing in a real browser: no key is lost, whatever the page or the interviewer does meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tests.ui.browser import NEEDS_BROWSER, come_to_rest, next_question, served
from tests.ui.provider import KEY, PRICES, Provider

from interview_personas import RoundKind
from interview_ui.interview.composer import COMING, NUDGE, PATIENCE_S
from interview_ui.shown import round_title

pytestmark = NEEDS_BROWSER
SAID = "I told her the threshold was too low, and we looked at forty cases together."
BEGUN = "Question 2: what did you measure"
"""What can be read while the stream is held in its middle."""


@pytest.fixture
def address(provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose onsites the scripted model holds."""
    own = tmp_path / "prices.toml"
    own.write_text(PRICES)
    settings = {"INTERVIEW_PANEL_MODEL": "openai:scripted", "INTERVIEW_PANEL_PRICES": str(own)}
    for name, value in {**settings, "OPENAI_BASE_URL": provider.address, "OPENAI_API_KEY": KEY}.items():
        monkeypatch.setenv(name, value)
    with served() as address:
        yield address
        provider.go.set()  # a server waits for the question that it is being told


def enter(page: Page, address: str, kind: RoundKind) -> None:
    """Come to the first question of a drill of one round."""
    page.goto(address)
    page.get_by_text("Drill: one question").click()
    for other in set(RoundKind) - {kind}:
        come_to_rest(page)
        page.get_by_role("button", name=round_title(other), exact=True).click()
    come_to_rest(page)
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)


def answer_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your answer")


def lines(field: Locator) -> str:
    """What stands in a field; `inner_text` would add line breaks of its own."""
    return "\n".join(field.locator(".cm-line").all_text_contents())


def last_said(page: Page) -> Locator:
    return page.get_by_role("group", name="Chat message from user").last


def speak_halfway(page: Page, provider: Provider, words: str = SAID) -> None:
    """Answer, and have the interviewer stop in the middle of the next question."""
    provider.go.clear()
    provider.pause_s = 0.05
    answer_field(page).fill(words)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("group", name="Chat message from assistant").last).to_contain_text(BEGUN)


def test_send_pressed_right_after_the_last_key_sends_what_is_on_the_screen(address: str, page: Page) -> None:
    enter(page, address, RoundKind.BEHAVIORAL)
    page.keyboard.type(SAID)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(last_said(page)).to_contain_text(SAID)
    next_question(page)
    answer_field(page).press_sequentially("And then we agreed.")
    page.get_by_role("button", name="Send", exact=True).evaluate(
        "button => button.click()"
    )  # as a reader would
    expect(last_said(page)).to_contain_text("And then we agreed.")


def test_what_is_typed_while_the_interviewer_speaks_stays_for_the_next_answer(
    address: str, page: Page, provider: Provider
) -> None:
    enter(page, address, RoundKind.BEHAVIORAL)
    speak_halfway(page, provider)
    page.keyboard.type("Meanwhile I thought ", delay=15)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(COMING)).to_be_visible()
    page.keyboard.type("of another ", delay=15)
    provider.go.set()
    page.keyboard.type("measure, which was the recall at a fixed precision.", delay=15)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    assert lines(answer_field(page)) == (
        "Meanwhile I thought of another measure, which was the recall at a fixed precision."
    )
    page.keyboard.press("Control+Enter")
    expect(last_said(page)).to_contain_text("Meanwhile I thought of another measure")


def test_no_field_is_drawn_by_a_part_of_the_page_that_is_run_alone(address: str, page: Page) -> None:
    # Streamlit may drop what such a part drew, and draw it anew a moment later: keys are lost meanwhile.
    drawn: list[tuple[str, bool]] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: note(frame, drawn)))
    enter(page, address, RoundKind.CODING)
    page.get_by_role("textbox", name="Your code").press_sequentially("# a thought")
    come_to_rest(page)
    assert {(name, alone) for name, alone in drawn if name in {"writing", "courier"}} == {
        ("writing", False),
        ("courier", True),
    }


def note(frame: bytes | str, drawn: list[tuple[str, bool]]) -> None:
    """Keep the name of each of our components that the server draws, and whether a fragment drew it."""
    message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
    element = message.delta.new_element
    if element.WhichOneof("type") == "bidi_component":
        name = element.bidi_component.component_name.rpartition("_")[2]
        drawn.append((name, bool(message.delta.fragment_id)))


def test_code_is_written_and_run_while_the_interviewer_speaks(
    address: str, page: Page, provider: Provider
) -> None:
    enter(page, address, RoundKind.CODING)
    code = page.get_by_role("textbox", name="Your code")
    before = lines(code).rstrip("\n")
    speak_halfway(page, provider)
    code.press("Control+End")
    page.keyboard.type("    return None", delay=20)
    page.get_by_role("button", name="Run the visible tests").click()
    expect(page.get_by_text("tests passed")).to_be_visible()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    code.press("Control+End")
    provider.go.set()
    page.keyboard.type("  # typed while somebody speaks", delay=20)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    assert lines(code).split() == f"{before} return None  # typed while somebody speaks".split()
    page.keyboard.press("Control+Enter")  # runs it
    expect(page.get_by_text("2 runs so far")).to_be_visible()


def test_a_reload_right_after_the_last_key_keeps_it_and_so_does_another_tab(address: str, page: Page) -> None:
    enter(page, address, RoundKind.BEHAVIORAL)
    page.keyboard.type("half a thou")
    page.reload()
    expect(answer_field(page)).to_have_text("half a thou")
    second = page.context.new_page()
    second.goto(page.url)
    expect(answer_field(second)).to_have_text("half a thou")


def test_a_tab_that_answers_late_keeps_its_words_and_a_tab_that_looks_on_sees_the_field_empty(
    address: str, page: Page, provider: Provider
) -> None:
    enter(page, address, RoundKind.BEHAVIORAL)
    page.keyboard.type("half a thought")
    come_to_rest(page)
    late, onlooker = page.context.new_page(), page.context.new_page()
    for tab in (late, onlooker):
        tab.goto(page.url)
        expect(answer_field(tab)).to_have_text("half a thought")
    answer_field(late).fill("Something else entirely.")
    page.bring_to_front()
    answer_field(page).fill(SAID)
    page.keyboard.press("Control+Enter")
    next_question(page)
    late.bring_to_front()
    answer_field(late).press("Control+Enter")
    expect(late.get_by_text("What you wrote is still here.")).to_be_visible()
    assert lines(answer_field(late)) == "Something else entirely."
    onlooker.reload()
    expect(onlooker.get_by_text(SAID)).to_be_visible()
    assert len(provider.asked) == 2


def test_the_field_takes_the_keys_when_a_question_comes_unless_they_are_wanted_elsewhere(
    address: str, page: Page, provider: Provider
) -> None:
    enter(page, address, RoundKind.CODING)
    expect(answer_field(page)).to_be_focused()
    page.keyboard.type(SAID)
    page.get_by_role("button", name="Send", exact=True).click()
    next_question(page)
    expect(answer_field(page)).to_be_focused()
    speak_halfway(page, provider)
    code = page.get_by_role("textbox", name="Your code")
    code.press("Control+End")
    provider.go.set()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    expect(code).to_be_focused()


def test_silence_is_nudged_and_thinking_is_not(address: str, page: Page) -> None:
    page.clock.install()
    enter(page, address, RoundKind.BEHAVIORAL)
    nudge = page.get_by_text(NUDGE)
    page.clock.fast_forward(PATIENCE_S * 1000 - 5_000)
    expect(nudge).to_have_count(0)
    page.clock.fast_forward(10_000)
    expect(nudge).to_be_visible()
    page.keyboard.type("I")
    expect(nudge).to_have_count(0)
    page.get_by_role("button", name="Let me think").click()
    expect(page.get_by_role("button", name="Let me think")).to_be_disabled()
    page.clock.fast_forward(PATIENCE_S * 3000)
    expect(nudge).to_have_count(0)
