"""Exact signals: present, absent or no word, and the traps between them."""

import pytest
from tests.agents.talk import BANK, CODING, DESIGN, Line, asked, case, handed_in, put, ran, said, seen, talk

from interview_agents.evidence import fault_of
from interview_agents.rehearsal.exact import READERS
from interview_agents.scorecard import State

PRESENT, ABSENT, SILENT = State.PRESENT, State.ABSENT, None
OPEN = asked("How would you rank the search results?")
TREES = "I'd go straight with XGBoost and tune the depth."
DATA = "First I want to see how the labels were made."
CODE = "def f(rows):\n    return len(rows)\n"
LONG = (
    "I keep one dictionary because a second pass would cost us, so each tap is looked up once "
    "and the total is carried along with it."
)


def ruled(flag: str, lines: list[Line]) -> State | None:
    """What a flag's reader rules; its quote is checked on the way."""
    kind = DESIGN if DESIGN in BANK.red_flags[flag].rounds else CODING
    ruling = READERS[flag](seen(kind, *lines))
    if ruling is None:
        return None
    assert ruling.flag == flag
    assert fault_of(ruling.turn_id, ruling.quote, talk(kind, *lines)) is None
    return ruling.ruling


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([OPEN, said(TREES)], PRESENT),
        ([OPEN, said(f"Sure, easy. {TREES} {DATA}")], PRESENT),
        ([OPEN, said("Okay."), asked(), said(TREES)], PRESENT),
        ([OPEN, said(DATA), asked(), said(TREES)], ABSENT),
        ([OPEN, said(f"{DATA} Then {TREES}")], ABSENT),
        ([OPEN, said("Before anything, the goal has to be clear. " + TREES)], ABSENT),
        ([OPEN, said("The metric I'd define is precision at ten. " + TREES)], ABSENT),
        ([OPEN, said("How is it done today? Rows are logged? " + TREES)], ABSENT),
        ([OPEN, said("I'd start with a simple rule as a baseline.")], SILENT),
        ([OPEN, said("Should I use XGBoost for this?")], SILENT),
        ([OPEN, said("XGBoost was popular some years ago.")], SILENT),
        ([asked("Would you use XGBoost here?"), said(TREES)], SILENT),
        ([asked("Would you use a random forest here?"), said(TREES)], PRESENT),
        ([asked("Tell me about your data and labels."), said(TREES)], PRESENT),
        ([OPEN], SILENT),
        ([OPEN, said("")], SILENT),
    ],
)
def test_model_before_data(lines: list[Line], state: State | None) -> None:
    assert ruled("model_before_data", lines) is state


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([OPEN, said(LONG), asked(), said(LONG)], PRESENT),
        ([OPEN, said("How many results are there?"), asked(), said(LONG)], ABSENT),
        ([OPEN, said(LONG), asked(), said("Is it in real time?")], ABSENT),
        ([OPEN, said("I'd ask who uses it, and then decide."), asked(), said(LONG)], ABSENT),
        ([OPEN, said("I'm assuming about a million rows a day."), asked(), said(LONG)], ABSENT),
        ([OPEN, said("I'd want to know whether this is batch.")], ABSENT),
        ([OPEN, said(LONG)], SILENT),
        ([OPEN, said("Trees."), asked(), said(LONG)], SILENT),
        ([asked("Anything to ask me first?"), said(LONG), asked("Really?"), said(LONG)], PRESENT),
        ([OPEN], SILENT),
    ],
)
def test_no_clarifying_questions(lines: list[Line], state: State | None) -> None:
    assert ruled("no_clarifying_questions", lines) is state


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([put("T1a"), said("Sure, I'll type it out.", CODE)], PRESENT),
        ([put("T1a"), said("", CODE)], PRESENT),
        ([put("T1a"), said("Can the list be empty?"), asked(), said("Here.", CODE)], ABSENT),
        ([put("T1a"), said("I assume that it's sorted."), asked(), said("Here.", CODE)], ABSENT),
        ([put("T1a"), said("A dictionary would do it."), asked(), said("Here.", CODE)], SILENT),
        ([put("T1a"), said("A dictionary would do it.")], SILENT),
        ([put("T1a"), said("", "  \n")], SILENT),
        ([put("T1a")], SILENT),
    ],
)
def test_jumps_to_code(lines: list[Line], state: State | None) -> None:
    assert ruled("jumps_to_code", lines) is state


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([put("T1a"), said("", CODE)], PRESENT),
        ([put("T1a"), said("There you are.", CODE), asked(), said("Fixed.", CODE)], PRESENT),
        ([put("T1a"), said(LONG, CODE)], ABSENT),
        ([put("T1a"), said("Here.", CODE), asked(), said(LONG, CODE)], ABSENT),
        ([put("T1a"), said("I wrote a loop over all the rows and it returns the number.", CODE)], PRESENT),
        (
            [
                put("T1a"),
                said("I wrote a loop over all the rows and it gives back how many there are.", CODE),
            ],
            SILENT,
        ),
        ([put("T1a"), said(LONG)], SILENT),
        ([put("T1a"), said("Hm.")], SILENT),
    ],
)
def test_silence(lines: list[Line], state: State | None) -> None:
    assert ruled("silence", lines) is state


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("def f(a, b):\n    c = a + b\n    return c\n", PRESENT),
        ("def f(a, b):\n    # the sum\n    c = a + b\n    return c\n", SILENT),
        ('def total(rows):\n    """How many."""\n    return len(rows)\n', ABSENT),
        ("def total(rows):\n    return len(rows)\n", SILENT),
        ("def f(a, b:\n", SILENT),
        (None, SILENT),
    ],
)
def test_untidy_code(code: str | None, state: State | None) -> None:
    assert ruled("untidy_code", [put("T1a"), said("Here.", code)]) is state


def test_the_last_code_handed_in_is_the_one_that_counts() -> None:
    untidy, tidy = (
        "def f(a, b):\n    c = a + b\n    return c\n",
        "# adds\ndef total(rows):\n    return sum(rows)\n",
    )
    assert ruled("untidy_code", [put("T1a"), said("", untidy), asked(), said("", tidy)]) is ABSENT
    assert ruled("untidy_code", [put("T1a"), said("", tidy), asked(), said("", untidy)]) is PRESENT


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("def f(rows):\n    if not rows:\n        return 0\n    return 1\n", ABSENT),
        ("def f(rows):\n    raise ValueError('x')\n", ABSENT),
        ("try:\n    x = 1\nexcept ValueError:\n    pass\n", ABSENT),
        (CODE, SILENT),
        ("def f(:", SILENT),
        (None, SILENT),
    ],
)
def test_no_error_handling_is_never_ruled_present_by_code_alone(
    code: str | None, state: State | None
) -> None:
    assert ruled("no_error_handling_or_preprocessing", [put("T1a"), said("Here.", code)]) is state


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([put("Q07"), said("Here.", CODE)], PRESENT),
        ([put("Q07"), said("Here.", CODE + "assert f([1]) == 1\n")], ABSENT),
        ([put("Q07"), said("Here.", CODE), asked(), said("By hand, two rows give two.")], ABSENT),
        ([put("Q07"), said("The edge case is no rows."), asked(), said("Here.", CODE)], ABSENT),
        ([put("Q07"), said("Here.", CODE), asked("How would you test it?"), said("Hm.")], PRESENT),
        ([put("Q07"), said("Done.")], SILENT),
    ],
)
def test_no_testing(lines: list[Line], state: State | None) -> None:
    assert ruled("no_testing", lines) is state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Accuracy on the test set tells me that it works.", PRESENT),
        ("Accuracy first, and precision for the rare ones.", ABSENT),
        ("I'd look at recall, since a miss is expensive.", ABSENT),
        ("It has to run at night.", SILENT),
        ("", SILENT),
        ("Accuracy would mislead us here, nearly all are negative.", SILENT),
        ("The timestamps have to be accurate to the second.", SILENT),
        ("Is accuracy what you look at today?", SILENT),
        ("I'd go by accuracy, that is what counts.", PRESENT),
        ("I'd keep the feature, it carried most of the accuracy.", SILENT),
    ],
)
def test_accuracy_only(text: str, state: State | None) -> None:
    assert ruled("accuracy_only", [asked("Is recall or accuracy better?"), said(text)]) is state


def test_a_better_measure_anywhere_in_the_round_clears_accuracy() -> None:
    assert ruled("accuracy_only", [OPEN, said("Accuracy."), asked(), said("And recall.")]) is ABSENT


TRIED = ran("y = 1", case(hidden=False), submitted=False)
FAILING = ran("x = 1", case("wrong", name="no taps"), case())


def test_running_the_code_before_handing_it_in_is_testing() -> None:
    assert ruled("no_testing", [put("Q07"), handed_in("x = 1", TRIED, text="Done.")]) is ABSENT


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([put("T1a"), handed_in("x = 1", FAILING, text="Done.")], PRESENT),
        ([put("T1a"), handed_in("x = 1", FAILING, text="An empty list I leave alone.")], SILENT),
        ([put("T1a"), handed_in("x = 1", ran("x = 1", case()), text="Done.")], SILENT),
        ([put("T1a"), said("Done.", code="x = 1")], SILENT),
    ],
)
def test_forgets_edge_cases(lines: list[Line], state: State | None) -> None:
    assert ruled("forgets_edge_cases", lines) is state
