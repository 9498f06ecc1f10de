"""A coach says what landed, what spoke against and what was missed, and gives nothing away too early."""

from collections.abc import Iterator

import pytest
from tests.agents.talk import (
    BANK,
    CODING,
    DESIGN,
    FILLER,
    Line,
    asked,
    case,
    drawn,
    handed_in,
    probe,
    put,
    ran,
    said,
    talk,
)
from tests.panel.onsites import held, planned, player

from interview_agents.coach import Feedback, feedback
from interview_agents.coach.notes import notes
from interview_agents.coverage import covers, reached
from interview_agents.errors import UnknownTurnError
from interview_agents.evidence import fault_of
from interview_agents.model_mind.leaks import secrets_of
from interview_agents.rehearsal.degenerate import ATTACKS, NOISE, UNKNOWING
from interview_agents.text import folded
from interview_agents.transcript import Direction, Move, Transcript
from interview_personas import Point

QUESTION = BANK.questions["Q14"]
POINTS = {point.id: point for point in QUESTION.points}
LABELS = POINTS["viewing_as_labels"]
ACCURACY = "Accuracy tells me whether it is good, and that is the whole story."
CLOSE = asked("Bye.", Direction(move=Move.CLOSE, question_id="Q14"))
ROUNDS = [("Q01", "Q04"), ("T1a",), ("Q14", "Q17"), ("Q57", "Q62")]
TALKERS = ["hanna_lindqvist", "brandon_kessler", "eoin_gallagher"]


def on(number: int, *lines: Line) -> Feedback:
    """What is said about the n-th answer of a round."""
    held = talk(DESIGN, *lines)
    return feedback(held, held.answers()[number - 1].id, BANK)


def told(said: Feedback) -> str:
    """Everything a coach says in words of its own."""
    landed = [landed.what for landed in said.landed]
    flags = [text for shown in said.flags for text in (shown.title, shown.instead)]
    return "\n".join((said.note, *landed, *flags, *said.missed))


def prefixes(transcript: Transcript) -> Iterator[Transcript]:
    """A round after each of its turns."""
    for end in range(1, len(transcript.turns) + 1):
        yield Transcript(round=transcript.round, turns=transcript.turns[:end])


def due(transcript: Transcript) -> list[Point]:
    """Points of the question on the table that nobody has reached, read off the answers alone."""
    direction = transcript.questions()[-1].direction
    assert direction is not None
    question = BANK.questions[direction.question_id]
    at = next(
        n
        for n, turn in enumerate(transcript.turns)
        if turn.direction and turn.direction.question_id == question.id
    )
    have = {name for turn in transcript.turns[at:] if turn.by_candidate for name in reached(question, turn)}
    return [] if direction.move is Move.CLOSE else [p for p in question.points if p.id not in have]


def test_a_point_lands_once_with_the_words_that_reached_it() -> None:
    lines = [put("Q14"), said(LABELS.says), asked(), said(f"{LABELS.says} As I said.")]
    first, second = on(1, *lines), on(2, *lines)
    assert LABELS.what in [landed.what for landed in first.landed]
    assert all(fault_of(first.turn_id, each.quote, talk(DESIGN, *lines)) is None for each in first.landed)
    assert second.landed == ()


def test_a_box_of_a_sketch_lands_with_its_line() -> None:
    line = f'A["{LABELS.says}"] --> B'
    found = on(1, put("Q14"), drawn(f"graph LR\n  {line}", text="Like this."))
    assert [each.quote for each in found.landed if each.what == LABELS.what] == [" ".join(line.split())]


def test_a_red_flag_comes_with_the_words_that_show_it_and_what_to_do_instead() -> None:
    found = on(1, asked("How would you measure it?"), said(f"I'd take the labels of the data. {ACCURACY}"))
    flag = BANK.red_flags["accuracy_only"]
    (shown,) = [shown for shown in found.flags if shown.flag == flag.id]
    assert (shown.flag, shown.title, shown.instead) == (flag.id, flag.title, flag.instead)
    assert shown.quote == ACCURACY


def test_a_red_flag_that_would_give_a_point_away_waits_until_the_question_is_left() -> None:
    against = [point for point in QUESTION.points if "accuracy_only" in point.answers]
    assert against, "so that there is something to give away"
    lines = [put("Q14"), said(), asked("How would you measure it?"), said(ACCURACY)]
    assert "accuracy_only" not in [shown.flag for shown in on(2, *lines).flags]
    assert "accuracy_only" in [shown.flag for shown in on(2, *lines, CLOSE).flags]


def test_what_was_missed_is_told_with_the_last_answer_once_the_interviewer_has_left_the_question() -> None:
    lines = [put("Q14"), said(), probe("Q14", LABELS.id), said()]
    assert [on(n, *lines).missed for n in (1, 2)] == [(), ()]
    left = [*lines, put("Q17", Move.NEXT)]
    assert on(1, *left).missed == ()
    assert LABELS.what in on(2, *left).missed
    assert on(2, *left, said()).missed == on(2, *left).missed


def test_what_the_next_question_is_after_is_not_told_of_the_last_one() -> None:
    wait = set(on(1, put("Q14"), said(), CLOSE).missed) - set(
        on(1, put("Q14"), said(), put("Q17", Move.NEXT)).missed
    )
    assert wait, "both questions are after one thing"
    after = [
        point for point in BANK.questions["Q17"].points if any(covers(point, folded(what)) for what in wait)
    ]
    assert after


def test_what_landed_was_not_missed() -> None:
    found = on(1, put("Q14"), said(LABELS.says), CLOSE)
    assert found.missed
    assert not {landed.what for landed in found.landed} & set(found.missed)


@pytest.mark.parametrize("who", TALKERS)
@pytest.mark.parametrize("questions", ROUNDS, ids=" ".join)
def test_nothing_that_is_still_due_is_given_away(questions: tuple[str, ...], who: str) -> None:
    """After every turn of a round, over everything that is said of every answer until then."""
    given = []
    for so_far in prefixes(held(planned(*questions), player(who))):
        said = "\n".join(told(feedback(so_far, turn.id, BANK)) for turn in so_far.answers())
        for point in due(so_far):
            secret = secrets_of(point.what, point.says, *point.hints)
            lines = [line for line in said.splitlines() if covers(point, folded(line)) or secret.found(line)]
            given += [(so_far.turns[-1].id, point.id, line) for line in lines]
    assert given == []


@pytest.mark.parametrize("who", TALKERS)
def test_everything_is_told_in_the_end(who: str) -> None:
    whole = held(planned("Q14", "Q17"), player(who))
    said = [feedback(whole, turn.id, BANK) for turn in whole.answers()]
    have = {landed.what for each in said for landed in each.landed}
    important = {p.what for name in ("Q14", "Q17") for p in BANK.questions[name].points if p.importance == 3}
    assert important <= have | {what for each in said for what in each.missed}


def test_hidden_tests_are_never_told() -> None:
    code = "def card_totals(taps):\n    return {}\n"
    tests = BANK.questions["T1a"].coding
    assert tests is not None
    run = ran(code, *(case("wrong", name=test.name, message=test.expect) for test in tests.hidden))
    close = asked("Bye.", Direction(move=Move.CLOSE, question_id="T1a"))
    whole = talk(CODING, put("T1a"), said(), probe("T1a", "hand_card"), handed_in(code, run), close)
    calls = [part for test in tests.hidden for part in (test.args, test.expect)]
    names = [test.name for test in tests.hidden]
    for so_far in prefixes(whole):
        said_of_it = "".join(feedback(so_far, turn.id, BANK).model_dump_json() for turn in so_far.answers())
        assert not secrets_of(*calls, tests.reference).found(said_of_it)
        over = so_far == whole  # then the rubric is told, which has words for unusual inputs too
        assert over or not secrets_of(*names).found(said_of_it)


EMPTY = {
    "": "silent",
    **dict.fromkeys(UNKNOWING, "unknowing"),
    "qwrt plkj mnbv zxcv sdfg hjkl rtyu vbnm qwrt zrtp lkjh wrtz": "noise",
    QUESTION.ask: "echo",
    **dict.fromkeys(ATTACKS, "injection"),
}


@pytest.mark.parametrize(("text", "why"), EMPTY.items())
def test_an_answer_with_nothing_in_it_gets_a_plain_word(text: str, why: str) -> None:
    found = on(1, put("Q14"), said(text))
    assert (found.note, found.landed) == (getattr(notes(), why), ())


@pytest.mark.parametrize("text", NOISE)
def test_noise_of_a_few_words_is_too_short_to_show_anything(text: str) -> None:
    assert on(1, put("Q14"), said(text)).note == notes().short


def test_the_same_answer_again_gets_a_plain_word_whatever_it_reaches() -> None:
    found = on(2, put("Q17"), said(LABELS.says), put("Q14", Move.NEXT), said(LABELS.says))
    assert (found.note, found.landed) == (notes().repeated, ())


@pytest.mark.parametrize("who", ["silent_blank", "gibberish", "repeater", "dont_know", "injection"])
@pytest.mark.parametrize("questions", ROUNDS, ids=" ".join)
def test_who_says_nothing_is_never_praised(questions: tuple[str, ...], who: str) -> None:
    whole = held(planned(*questions), player(who))
    said = [feedback(whole, turn.id, BANK) for turn in whole.answers()]
    assert all(each.note and not each.landed for each in said)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (said("Could I have a hint?", wants="hint"), "hint"),
        (said("", wants="end_round"), "left"),
        (said("Is there a budget for labels that people write by hand?"), "asked"),
        (said("Trees, I guess."), "short"),
        (said(FILLER), "nothing"),
    ],
)
def test_where_nothing_is_found_the_note_says_how_to_go_on(line: Line, note: str) -> None:
    assert on(1, put("Q14"), line).note == getattr(notes(), note)


def test_an_answer_with_something_in_it_speaks_for_itself_unless_it_speaks_to_a_machine() -> None:
    assert on(1, put("Q14"), said(LABELS.says)).note == ""
    found = on(1, put("Q14"), said(f"{LABELS.says}\n{ATTACKS[1]}"))
    assert (found.note, bool(found.landed)) == (notes().injection, True)


def test_a_round_from_elsewhere_has_its_flags_told_and_no_points() -> None:
    found = on(1, asked("Design a ranking."), said("I'd take XGBoost, I always do, with a depth of six."))
    assert (found.landed, found.missed) == ((), ())
    assert [shown.flag for shown in found.flags] == ["model_before_data"]


def test_feedback_is_the_same_whenever_it_is_asked_for() -> None:
    lines = [put("Q14"), said(LABELS.says)]
    assert on(1, *lines) == on(1, *lines)
    other = BANK.model_copy(update={"questions": {}})
    held = talk(DESIGN, *lines)
    assert feedback(held, held.turns[1].id, other).landed == (), "a bank of one's own is not mixed up"


@pytest.mark.parametrize("turn_id", ["system_design-01", "system_design-99", "coding-02", ""])
def test_only_answers_of_the_round_have_feedback(turn_id: str) -> None:
    with pytest.raises(UnknownTurnError, match=f"no answer '{turn_id}'"):
        feedback(talk(DESIGN, put("Q14"), said()), turn_id, BANK)
