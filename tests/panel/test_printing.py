"""A debrief on paper: whole, linked, and deaf to markup in an answer."""

import io
import json
import subprocess
import sys

import pytest
from pypdf import PdfReader
from tests.agents.test_sharing import told
from tests.panel.onsites import BANK

from interview_agents.code_run import CodeRun
from interview_agents.debrief import Debrief
from interview_agents.delivery import Delivery
from interview_panel.exhibits import measured_line
from interview_panel.printing import pdf
from interview_panel.printing.pages import pages

MARKUP = "#text(fill: red)[hired] = Heading *bold* $x$ `#sys.inputs` </script> ] [ @ref <label> // gone"


@pytest.fixture(scope="module")
def debrief() -> Debrief:
    """A finished screen."""
    return told()


def words(made: bytes) -> str:
    """All text of a PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def test_the_decision_every_vote_and_every_turn_are_on_paper(debrief: Debrief) -> None:
    printed = words(pdf(debrief, BANK))
    assert "Debrief: Hold" in printed
    for transcript in debrief.transcripts:
        assert all(turn.id in printed for turn in transcript.turns)


def test_a_quote_links_to_its_turn(debrief: Debrief) -> None:
    reader = PdfReader(io.BytesIO(pdf(debrief, BANK)))
    links = [
        a for page in reader.pages for a in page.get("/Annots", []) if a.get_object()["/Subtype"] == "/Link"
    ]
    assert links


def test_markup_in_an_answer_is_printed_as_it_was_said(debrief: Debrief) -> None:
    (transcript,) = debrief.transcripts
    turns = [
        turn.model_copy(update={"text": MARKUP} if turn.by_candidate else {}) for turn in transcript.turns
    ]
    spoken = transcript.model_copy(update={"turns": tuple(turns)})
    printed = words(pdf(debrief.model_copy(update={"transcripts": (spoken,)}), BANK))
    assert "#text(fill: red)[hired] = Heading *bold* $x$" in printed


def test_what_came_with_an_answer_and_how_it_was_spoken_is_on_paper(debrief: Debrief) -> None:
    (transcript,) = debrief.transcripts
    tried = CodeRun(question_id="T1a", code="a = 1", submitted=False, verdicts=(), tier="wasi")
    answered = {
        "code": "a = 2",
        "runs": (tried,),
        "sketch": "flowchart LR\n  Camera --> Crew",
        "delivery": Delivery(spoken_s=40, words_per_minute=140, long_pauses=0, fillers_at_least=2),
        "wants": "end_round",
    }
    turns = [turn.model_copy(update=answered if turn.by_candidate else {}) for turn in transcript.turns]
    held = transcript.model_copy(update={"turns": tuple(turns)})
    printed = words(pdf(debrief.model_copy(update={"transcripts": (held,), "coached": True}), BANK))
    spoken = "Spoken: 40 s, 140 words a minute, no long pauses, at least 2 fillers."
    for part in (
        "held with coach mode",
        "a = 1",
        "a = 2",
        "Camera --> Crew",
        spoken,
        "Shown, never scored.",
        "Left the round here.",
    ):
        assert part in printed


def test_what_was_counted_and_whose_a_weight_is_stands_in_every_round(debrief: Debrief) -> None:
    printed = words(pdf(debrief, BANK))
    for card in debrief.scorecards:
        assert " ".join(measured_line(card).split()) in printed
        assert "40%, a document’s" in printed
        assert "20%, ours" in printed


def test_what_is_printed_is_plain_json(debrief: Debrief) -> None:
    assert json.loads(json.dumps(pages(debrief, BANK))) == pages(debrief, BANK)


def test_without_typst_the_message_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['typst'] = None\n"
        "from tests.agents.test_sharing import told\n"
        "from interview_panel.printing import pdf\n"
        "from interview_personas import load_bank\n"
        "try:\n    pdf(told(), load_bank())\n"
        "except Exception as error:\n    print(type(error).__name__, error)\n"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.startswith("MissingExtraError")
    assert "interview-panel[pdf]" in said
