"""What a candidate sees when something breaks: one sentence, never our insides."""

import sqlite3

from playwright.sync_api import expect
from tests.ui.browser import NEEDS_BROWSER, come_to_rest
from tests.ui.campaign.candidate import ANSWER, Candidate
from tests.ui.serving import SESSIONS, Server

from interview_panel.plan import REHEARSAL
from interview_personas import RoundKind

pytestmark = NEEDS_BROWSER

INSIDES = ("Traceback", 'File "', "site-packages", "no such table")


def test_a_broken_page_shows_no_traceback_and_is_whole_again_afterwards(
    candidate: Candidate, server: Server
) -> None:
    candidate.come_in(RoundKind.BEHAVIORAL, mind=REHEARSAL)
    candidate.expect_turn()
    candidate.write(ANSWER, "Half a thought")
    said = candidate.bubbles.all_inner_texts()
    with sqlite3.connect(server.home / SESSIONS) as file:
        file.execute("ALTER TABLE turns RENAME TO gone")
    candidate.page.reload()
    expect(candidate.page.get_by_role("alert").first).to_be_visible()
    come_to_rest(candidate.page)
    shown = candidate.page.content()
    with sqlite3.connect(server.home / SESSIONS) as file:
        file.execute("ALTER TABLE gone RENAME TO turns")
    assert not [word for word in (*INSIDES, str(server.home)) if word in shown]
    candidate.page.reload()
    candidate.page.get_by_role("button", name="Try again").click()
    candidate.expect_written(ANSWER, "Half a thought")
    assert candidate.bubbles.all_inner_texts() == said
