"""Quotes have a place of their own in their turn, and a link that leads to it."""

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest
from tests.agents.test_sharing import told
from tests.ui.tab import record_of

from interview_agents.code_run import CodeRun
from interview_agents.debrief import Debrief
from interview_agents.delivery import Delivery
from interview_agents.scorecard import Strength
from interview_agents.transcript import Speaker, Transcript, Turn
from interview_personas import RoundKind, load_bank
from interview_ui.components.record import Said
from interview_ui.debrief.evidence import Evidence

RUN = CodeRun(question_id="T1a", code="a = 1", submitted=False, verdicts=(), tier="wasi")
TURN = Turn(
    id="recruiter-02",
    round=RoundKind.RECRUITER,
    speaker=Speaker.CANDIDATE,
    text="The labels were late.  The “captain” checked them, cafe\u0301 by cafe\u0301.",
    code="a = 2",
    runs=(RUN,),
    sketch="flowchart LR\n  Camera --> Crew",
    delivery=Delivery(spoken_s=40, words_per_minute=140, long_pauses=0, fillers_at_least=2),
)


@pytest.fixture(scope="module")
def screen() -> Debrief:
    """A finished screen."""
    return told()


def quoting(screen: Debrief, *quotes: str) -> Debrief:
    """The screen with one answer, and strengths that quote it."""
    (card,) = screen.scorecards
    strengths = tuple(Strength(what="it was said", turn_id=TURN.id, quote=quote) for quote in quotes)
    sheet = card.model_copy(update={"scores": (), "rulings": (), "strengths": strengths})
    transcript = Transcript(round=TURN.round, turns=(TURN,))
    empty = {"flags": (), "rewrites": (), "disagreements": ()}
    return screen.model_copy(update={"scorecards": (sheet,), "transcripts": (transcript,), **empty})


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - a page of its own

    from interview_personas import load_bank  # noqa: PLC0415
    from interview_ui.debrief.evidence import Evidence  # noqa: PLC0415
    from interview_ui.debrief.record import show_record  # noqa: PLC0415

    debrief = st.session_state["debrief"]
    for transcript in debrief.transcripts:
        show_record(transcript, "Zhao Mei-Ling", Evidence(debrief, load_bank()))


def opened(debrief: Debrief) -> AppTest:
    """A page with the transcripts."""
    page = AppTest.from_function(_page, default_timeout=60)
    page.session_state["debrief"] = debrief
    page.run()
    assert not page.exception
    return page


def shown(debrief: Debrief) -> Sequence[Said]:
    """The transcripts as the page has them."""
    return record_of(opened(debrief))


def marked(turn: Said) -> dict[int, str]:
    """The words of each quote, by its number."""
    pieces = [piece for part in turn["parts"] for piece in part["pieces"]]
    numbers = {number for _, numbers in pieces for number in numbers}
    return {number: "".join(text for text, found in pieces if number in found) for number in numbers}


def test_quotes_of_one_turn_are_numbered_as_they_were_said(screen: Debrief) -> None:
    (turn,) = shown(quoting(screen, 'The "captain" checked', "labels were late"))
    assert marked(turn) == {1: "labels were late", 2: "The “captain” checked"}
    assert [quote["id"] for quote in turn["quotes"]] == [
        "turn-recruiter-02-quote-1",
        "turn-recruiter-02-quote-2",
    ]


def test_quotes_that_overlap_are_both_marked_whole(screen: Debrief) -> None:
    (turn,) = shown(quoting(screen, "The labels were late.", "late. The"))
    assert marked(turn) == {1: "The labels were late.", 2: "late.  The"}


def test_the_same_words_quoted_twice_are_one_quote(screen: Debrief) -> None:
    (turn,) = shown(quoting(screen, "labels were late", "labels  were late"))
    assert marked(turn) == {1: "labels were late"}


def test_the_mark_covers_accents_as_the_evidence_check_reads_them(screen: Debrief) -> None:
    (turn,) = shown(quoting(screen, "café by café"))
    assert marked(turn) == {1: "cafe\u0301 by cafe\u0301"}


def test_code_of_every_version_and_the_sketch_are_shown_and_can_be_marked(
    screen: Debrief,
) -> None:
    (turn,) = shown(quoting(screen, "a = 1", "a = 2", "Camera --> Crew"))
    assert [part["kind"] for part in turn["parts"]] == ["words", "tried", "code", "sketch"]
    assert list(marked(turn).values()) == ["a = 1", "a = 2", "Camera --> Crew"]


def test_the_pieces_of_a_turn_are_all_that_was_said(screen: Debrief) -> None:
    (turn,) = shown(quoting(screen, "labels were late", "a = 2"))
    texts = ["".join(text for text, _ in part["pieces"]) for part in turn["parts"]]
    assert "\n".join(texts) == TURN.content


def test_a_round_of_two_hundred_turns_is_one_element_of_the_page(screen: Debrief) -> None:
    turns = tuple(TURN.model_copy(update={"id": f"recruiter-{number:03}"}) for number in range(200))
    page = opened(screen.model_copy(update={"transcripts": (Transcript(round=TURN.round, turns=turns),)}))
    assert len(page.get("bidi_component")) == 1
    assert len(record_of(page)) == len(turns)


def test_how_an_answer_was_spoken_stands_under_it(screen: Debrief) -> None:
    (turn,) = shown(quoting(screen))
    assert turn["notes"] == ["Spoken: 40 s, 140 words a minute, no long pauses, at least 2 fillers."]


def test_a_quote_links_to_its_own_words_and_anything_else_to_the_turn(screen: Debrief) -> None:
    evidence = Evidence(quoting(screen, "labels were late", "never said"), load_bank())
    assert "(#turn-recruiter-02-quote-1)" in evidence.link(TURN.id, "labels were late")
    assert "(#turn-recruiter-02)" in evidence.link(TURN.id, "never said")
    assert "(#turn-recruiter-02)" in evidence.link(TURN.id)
