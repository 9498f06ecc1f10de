"""What is being written: the newest text counts, and what was handed in leaves the field."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui.tab import Tab, started

from interview_ui.components.writing import Draft
from interview_ui.house import the_house
from interview_ui.interview.drafts import Field

SAID = "I built a churn model for a gym chain because members left after one month."


@pytest.fixture
def tab() -> Tab:
    return started()


@pytest.fixture
def words(tab: Tab) -> Field:
    return Field(the_house(), tab.session, "words")


def kept(field: Field) -> Draft:
    return Draft.model_validate_json(the_house().runner.drafts(field.session_id)[field.name])


def given(tab: Tab) -> Draft:
    """What the field in a tab was given."""
    (field,) = tab.fields
    return Draft.model_validate({name: field[name] for name in Draft.model_fields})


def test_what_a_browser_sends_late_does_not_replace_what_is_newer(words: Field) -> None:
    for draft in (Draft(rev=3, text="half a thought"), Draft(rev=2, text="half a th")):
        words.write(draft)
    assert kept(words).text == "half a thought"


def test_what_is_handed_in_leaves_the_field_and_what_was_typed_since_is_the_browsers_to_keep(
    tab: Tab, words: Field
) -> None:
    tab.write("Your answer", SAID).press("Send")
    assert given(tab.settle()) == Draft(version=1, handed=SAID)
    words.write(Draft(rev=90, text=f"{SAID} And"))  # sent before the browser knew of it
    assert kept(words) == Draft(version=1, handed=SAID)


def test_the_same_keys_pressed_twice_hand_in_once(words: Field) -> None:
    draft = Draft(rev=5, text=SAID)
    assert not words.was_handed_in(draft)
    words.hand_in(draft)
    assert words.was_handed_in(draft)
    assert not words.was_handed_in(Draft(rev=5, text="Something else entirely."))


def test_a_text_that_is_put_there_comes_before_what_is_typed_since(tab: Tab, words: Field) -> None:
    words.hand_in(Draft(rev=5, text="So"), instead="So, as I said aloud:")
    tab.page.run()
    assert given(tab) == Draft(version=1, text="So, as I said aloud:", handed="So")


def test_what_was_never_kept_is_kept_when_its_tab_is_seen_again(tab: Tab, words: Field) -> None:
    tab.write("Your answer", "typed while the server was away")
    assert kept(words).text == "typed while the server was away"


def test_what_is_no_draft_is_left_alone(tab: Tab, words: Field) -> None:
    for sent in ("text", {"rev": "many"}, {"rev": 9, "text": "x", "more": 1}):
        tab.page.session_state[words.key] = {"draft": sent}
        tab.page.run()
        assert not tab.page.exception
        assert given(tab) == Draft()


def test_a_field_has_room_for_every_session_of_its_own(words: Field) -> None:
    other = Field(the_house(), started().session, "words")
    words.write(Draft(rev=1, text="mine"))
    assert json.loads(kept(words).model_dump_json())["text"] == "mine"
    assert not the_house().runner.drafts(other.session_id)


def test_a_draft_of_a_deleted_session_is_a_message(tab: Tab) -> None:
    the_house().runner.delete(tab.session)
    page = AppTest.from_string(
        "from interview_ui import memory\n"
        "from interview_ui.components.writing import Draft\n"
        "from interview_ui.interview.drafts import Field\n"
        "from interview_ui.house import the_house\n"
        f"Field(the_house(), '{tab.session}', 'words').write(Draft(rev=1, text='x'))\n"
        "memory.show_notice()\n",
        default_timeout=20,
    ).run()
    assert not page.exception
    assert "no session" in page.error[0].value
