"""The rehearsal's scores: what was due, what came, and how it came."""

import pytest
from tests.agents.talk import (
    BANK,
    CODING,
    DESIGN,
    FILLER,
    Line,
    absent,
    asked,
    case,
    drawn,
    handed_in,
    present,
    probe,
    put,
    ran,
    said,
    seen,
    talk,
)

from interview_agents.code_run import Outcome
from interview_agents.evidence import fault_of
from interview_agents.rehearsal.marking import mark, missed, strengths
from interview_agents.scorecard import Ruling, State
from interview_agents.transcript import Move

QUESTION = BANK.questions["Q14"]
POINTS = {point.id: point for point in QUESTION.points}
LABELS = POINTS["viewing_as_labels"]


def points(*lines: Line, rulings: tuple[Ruling, ...] = ()) -> dict[str, int | None]:
    return {s.criterion: s.points for s in mark(seen(DESIGN, *lines), BANK, rulings)}


def test_everything_said_unprompted_is_a_four_on_every_criterion() -> None:
    everything = said("\n".join(p.says for p in QUESTION.points))
    assert set(points(put("Q14"), everything).values()) == {4}


def test_nothing_said_is_a_one_on_everything_that_was_due() -> None:
    found = points(put("Q14"), said(), probe("Q14", LABELS.id), said())
    assert set(found.values()) == {1}


def test_a_point_is_worth_less_when_it_had_to_be_asked_for_and_less_still_with_a_hint() -> None:
    """The reader sees the same words after a question, a probe and a hint."""
    lines = {
        "unprompted": [put("Q14"), said(LABELS.says)],
        "probed": [put("Q14"), said(), probe("Q14", LABELS.id, reached=()), said(LABELS.says)],
        "hinted": [put("Q14"), said(), probe("Q14", LABELS.id, Move.HINT), said(LABELS.says)],
    }
    alone = QUESTION.model_copy(update={"points": (LABELS,)})
    shares = []
    for talked in lines.values():
        view = seen(DESIGN, *talked).model_copy(update={"questions": (alone,)})
        (score,) = [s for s in mark(view, BANK, ()) if s.criterion == LABELS.criterion]
        shares.append(score.points)
    assert shares == [4, 4, 2]


def test_every_score_quotes_the_candidate() -> None:
    lines = [put("Q14"), said(), probe("Q14", LABELS.id), said(LABELS.says)]
    for score in mark(seen(DESIGN, *lines), BANK, ()):
        assert score.points is not None
        assert fault_of(score.turn_id, score.quote, talk(DESIGN, *lines)) is None


def test_a_transcript_from_elsewhere_is_marked_by_its_rulings() -> None:
    lines = [asked("How would you rank?"), said()]
    flag, other = "model_before_data", "accuracy_only"
    turn, quote = "system_design-02", FILLER
    marks = points(*lines, rulings=(present(flag, turn, quote), absent(other, turn, quote)))
    assert marks[BANK.red_flags[flag].criterion[DESIGN]] == 1
    assert marks[BANK.red_flags[other].criterion[DESIGN]] == 4
    silent = Ruling(flag=flag, ruling=State.NOT_ASSESSABLE)
    assert set(points(*lines, rulings=(silent,)).values()) == {None}


@pytest.mark.parametrize(("told", "expected"), [((), 1), ((0,), 2), ((0, 1), 3), ((0, 1, 2), 4)])
def test_communication_is_the_share_of_questions_that_got_an_answer_with_a_point(
    told: tuple[int, ...], expected: int
) -> None:
    wanted = QUESTION.points[:3]
    lines = [
        line
        for n, p in enumerate(wanted)
        for line in (probe("Q14", p.id), said(p.says if n in told else FILLER))
    ]
    first = put("Q14")._replace(text="Hello.")
    assert points(first, said("", wants="hint"), *lines)["communication"] == expected


def test_strengths_are_the_most_important_points_that_came_unprompted() -> None:
    view = seen(
        DESIGN,
        put("Q14"),
        said(f"{POINTS['two_stages_at_peak'].says} {LABELS.says}"),
        probe("Q14", "simple_first"),
        said(POINTS["simple_first"].says),
    )
    assert [s.what for s in strengths(view)] == [LABELS.what, POINTS["two_stages_at_peak"].what]
    assert [s.what for s in strengths(view, 1)] == [LABELS.what]


def test_what_was_due_and_never_came_is_missed_the_most_important_first() -> None:
    left = missed(seen(DESIGN, put("Q14"), said(LABELS.says), probe("Q14", "two_stages_at_peak"), said()))
    assert LABELS not in left
    assert [p.importance for p in left] == sorted((p.importance for p in left), reverse=True)
    assert left[-1].id == "two_stages_at_peak", "of less importance, but it was asked for"
    assert "features_as_served" not in [p.id for p in left], "of less importance, and never asked for"


def test_a_coder_who_never_says_a_word_is_marked_and_no_crash() -> None:
    silent = [
        put("T1a"),
        said(""),
        probe("T1a", "hand_card"),
        said("", "x = 1"),
        probe("T1a", "tap_tests"),
        said("", "x = 2"),
    ]
    view = seen(CODING, *silent)
    assert view.measured.substantive == 2, "so a mind is asked"
    assert mark(view, BANK, ())


def test_what_the_hidden_tests_say_counts_for_the_implementation() -> None:
    silent = "Here is the whole of it, written out as we said before."
    marks = {}
    outcomes: tuple[Outcome, ...] = ("passed", "wrong")
    for outcome in outcomes:
        run = ran("def f():\n    return 1", case(outcome))
        view = seen(CODING, put("T1a"), handed_in("def f():\n    return 1", run, text=silent))
        (score,) = [s for s in mark(view, BANK, ()) if s.criterion == "implementation"]
        marks[outcome] = score.points
        assert "hidden tests pass" in score.why
    assert marks["passed"] is not None
    assert marks["wrong"] == 1
    assert marks["passed"] > marks["wrong"]


def boxes(text: str) -> str:
    """A sketch with one box that says something."""
    return f'graph LR\n  A["{text}"]'


def test_a_point_in_a_sketch_is_reached_and_was_not_said() -> None:
    said_it = [put("Q14")._replace(text="Hello."), said("", wants="hint"), probe("Q14", LABELS.id)]
    spoken = points(*said_it, said(LABELS.says))
    sketched = points(*said_it, drawn(boxes(LABELS.says)))
    assert sketched[LABELS.criterion] == spoken[LABELS.criterion]
    assert (spoken["communication"], sketched["communication"]) == (4, 1)


def test_marks_of_an_onsite_in_sketches_alone_are_quoted_from_them_and_no_crash() -> None:
    lines = [put("Q14"), drawn(boxes(LABELS.says), text=""), asked(), drawn("graph LR\nA --> B", text="")]
    for score in mark(seen(DESIGN, *lines), BANK, ()):
        assert score.points is None or fault_of(score.turn_id, score.quote, talk(DESIGN, *lines)) is None
