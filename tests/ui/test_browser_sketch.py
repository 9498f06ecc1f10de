"""The sketch in a real browser: its picture follows the text, and nothing in it loads, runs or leads away."""

from playwright.sync_api import Page, expect
from tests.ui.browser import NEEDS_BROWSER, choose_one_round, come_to_rest, next_question
from tests.ui.test_sketches import ALIVE, SAID, SKETCH

pytestmark = NEEDS_BROWSER
ELSEWHERE = "https://elsewhere.example/x.png"
LOADING = (
    f"mails@{{ img: '{ELSEWHERE}', label: 'x' }}",
    f"mails[<img src={ELSEWHERE}>]",
    f"style mails fill:url({ELSEWHERE})",
    f"%%{{init: {{'themeCSS': '.node {{ background: url({ELSEWHERE}) }}'}}}}%%",
    f"click mails href '{ELSEWHERE}'",
)


def draw(page: Page, sketch: str) -> None:
    page.get_by_role("textbox", name="Your sketch").fill(sketch)
    page.get_by_role("textbox", name="Your answer").focus()
    come_to_rest(page)


def test_the_picture_follows_the_text_and_goes_with_the_answer(
    address: str, page: Page, asked_elsewhere: list[str]
) -> None:
    page.on("dialog", lambda dialog: asked_elsewhere.append(dialog.message))
    page.goto(address)
    choose_one_round(page, "ML system design")
    page.get_by_role("button", name="Start the onsite").click()
    next_question(page)
    board = page.locator(".st-key-picture")
    for line in (*LOADING, *ALIVE):
        draw(page, f"{SKETCH}\n{line}")
        expect(board.get_by_text("Line 4 is not drawn")).to_be_visible()
        expect(board.get_by_role("img")).to_have_count(0)
    draw(page, SKETCH)
    expect(board.get_by_role("img", name="Your sketch as a picture")).to_be_visible()
    page.get_by_role("textbox", name="Your answer").fill(SAID)
    page.keyboard.press("Control+Enter")
    said = page.get_by_role("group", name="Chat message from user")
    expect(said.get_by_role("img", name="Sketch. You")).to_be_visible()
    expect(said).to_contain_text("people((People))")
    assert not asked_elsewhere
