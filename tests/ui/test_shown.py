"""Words on the page stay words."""

import pytest

from interview_panel.report import JOINER
from interview_ui.shown import defused, turn_name

LIVE = [
    "![x](https://elsewhere.example/x.png)",
    "[x](https://elsewhere.example)",
    "https://elsewhere.example",
    "www.elsewhere.example",
    "someone@elsewhere.example",
    ":red[loud] :material/home: :smile:",
    "<img src=x onerror=alert(1)>",
    "$x^2$ # head | cell",
]


@pytest.mark.parametrize("live", LIVE)
def test_nothing_markdown_would_act_on_is_left(live: str) -> None:
    dead = defused(live)
    for sign in ("](", "://", "www.", "e@e", ":red[", ":smile", ":material/"):
        assert sign not in dead
    assert not dead.startswith("<")


@pytest.mark.parametrize("live", LIVE)
def test_what_is_left_still_reads_the_same(live: str) -> None:
    assert defused(live).replace(JOINER, "").replace("\\", "") == live


def test_a_turn_that_is_not_ours_keeps_its_name() -> None:
    assert turn_name("7") == "7"
    assert turn_name("coding-07") == "Coding, turn 7"
