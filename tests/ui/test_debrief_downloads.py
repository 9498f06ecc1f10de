"""The debrief to keep and to show around."""

import io
import json
from importlib import util

import pytest
from pypdf import PdfReader
from tests.ui.debriefs import BANK, NAME, held, saying
from tests.ui.tab import Tab

from interview_agents.answer import Answer
from interview_agents.debrief import Debrief
from interview_agents.delivery import Delivery
from interview_panel.ledger import SessionRow
from interview_ui.debrief.downloads import NO_TYPST, Told
from interview_ui.house import the_house

SAID = Answer(
    text="My name is Ottilie Brandvold, and I built the ice warning with the crew because they asked for it.",
    sketch="flowchart LR\n  Camera --> Brandvold",
    delivery=Delivery(spoken_s=40, words_per_minute=140, long_pauses=0, fillers_at_least=2),
)


def sealed() -> tuple[SessionRow, Debrief]:
    """A finished drill of somebody with a name."""
    session_id = held(saying(SAID))
    standing = the_house().runner.follow(session_id).wait(10)
    assert standing is not None
    assert standing.debrief is not None
    return the_house().runner.row(session_id), standing.debrief


def paper(told: Told) -> str:
    """All text of the PDF."""
    pages = PdfReader(io.BytesIO(told.pdf(BANK))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_three_formats_are_offered() -> None:
    tab = Tab(held(saying(SAID)))
    labels = [button.label for button in tab.page.download_button]
    assert labels == ["Download Markdown", "Download JSON", "Download PDF"]


def test_every_format_holds_sketch_and_delivery() -> None:
    row, debrief = sealed()
    told = Told(debrief, row, shared=False)
    assert json.loads(told.json())["transcripts"][0]["turns"][1]["sketch"] == SAID.sketch
    for text in (told.markdown(BANK, "- Used: much"), paper(told)):
        assert "Camera --> Brandvold" in text
        assert "Spoken: 40 s, 140 words a minute" in text
    assert told.markdown(BANK, "- Used: much").endswith("## What it used\n\n- Used: much\n")


def test_what_is_shared_does_not_tell_whose_it_is() -> None:
    row, debrief = sealed()
    told = Told(debrief, row, shared=True)
    for text in (told.json(), told.markdown(BANK, ""), paper(told), told.named("pdf")):
        for name in (*NAME.split(), row.id[:8]):
            assert name not in text


def test_files_sort_by_the_time_at_which_the_onsite_began() -> None:
    row, debrief = sealed()
    begun = {"z": 0.0, "a": 1e9}
    rows = [row.model_copy(update={"created_at": at, "id": name}) for name, at in begun.items()]
    named = [Told(debrief, each, shared=False).named("md") for each in reversed(rows)]
    assert sorted(named) == ["debrief-1970-01-01-0000-z.md", "debrief-2001-09-09-0146-a.md"]
    assert Told(debrief, rows[0], shared=True).named("md") == "debrief-1970-01-01-0000-shared.md"


def test_without_typst_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = held(saying(SAID))
    find = util.find_spec
    monkeypatch.setattr(
        "interview_ui.debrief.downloads.find_spec", lambda name: None if name == "typst" else find(name)
    )
    tab = Tab(session_id)
    button = next(button for button in tab.page.download_button if button.label == "Download PDF")
    assert button.disabled
    assert NO_TYPST in tab.words


def test_the_toggle_says_what_is_left_in_a_file_to_share() -> None:
    tab = Tab(held(saying(SAID)))
    tab.page.toggle[0].set_value(True).run()
    assert "employers and projects that you named are still there" in tab.words
