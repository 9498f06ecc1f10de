"""What every form of a debrief exhibits."""

from tests.agents.test_sharing import told

from interview_agents.code_run import CaseVerdict, CodeRun
from interview_agents.debrief import LoopFlag
from interview_agents.scorecard import Ruling, State
from interview_agents.transcript import Speaker, Turn
from interview_panel.exhibits import handed_in, run_line, seen_at
from interview_panel.report import markdown
from interview_personas import RoundKind, load_bank

PASSED = CaseVerdict(name="plain", hidden=False, outcome="passed")
TRIED = CodeRun(question_id="T1a", code="a = 1", submitted=False, verdicts=(PASSED,), tier="wasi")
TURN = Turn(
    id="recruiter-02",
    round=RoundKind.RECRUITER,
    speaker=Speaker.CANDIDATE,
    text="Here it is.",
    code="a = 2",
    runs=(TRIED,),
    sketch="flowchart LR\n```\n  A --> B",
)


def test_what_came_with_an_answer_is_what_can_be_quoted_beside_its_words() -> None:
    parts = tuple(handed_in(TURN))
    assert tuple(part.text for part in parts) == TURN.beside
    assert [part.kind for part in parts] == ["tried", "code", "sketch"]


def test_of_a_try_only_the_visible_tests_are_told() -> None:
    assert run_line(TRIED) == "Run: 1 of 1 visible tests passed."


def test_a_flag_seen_in_two_rounds_is_shown_at_both_places_once() -> None:
    (card,) = told().scorecards
    ruling = Ruling(flag="silence", ruling=State.PRESENT, turn_id="recruiter-02", quote="one")
    cards = [
        card.model_copy(update={"rulings": (each,)})
        for each in (ruling, ruling.model_copy(update={"turn_id": "coding-02", "quote": "two"}))
    ]
    flag = LoopFlag(
        flag="silence", ruling=State.PRESENT, rounds=(), turn_id=ruling.turn_id, quote=ruling.quote
    )
    assert seen_at(flag, cards) == (("recruiter-02", "one"), ("coding-02", "two"))
    assert not seen_at(flag.model_copy(update={"ruling": State.NOT_ASSESSABLE}), cards)


def test_a_sketch_in_markdown_cannot_close_its_fence() -> None:
    own = told()
    (transcript,) = own.transcripts
    debrief = own.model_copy(update={"transcripts": (transcript.model_copy(update={"turns": (TURN,)}),)})
    assert "````text\nflowchart LR\n```\n  A --> B\n````" in markdown(debrief, load_bank())
