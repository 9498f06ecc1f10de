"""Misses by what caused them."""

from pathlib import Path

import pytest
from pydantic import JsonValue

from interview_evals.cassettes.answer import Answer
from interview_evals.cassettes.asked import Api, Asked, canonical
from interview_evals.cassettes.causes import MOVED, NEVER, SAID, causes_of
from interview_evals.cassettes.files import Cassette
from interview_evals.cassettes.misses import Kept, Miss, miss_of

PROMPT = """+++
id = "scorer"
+++
You score one round.

Rule 1: quotes are copied character by character.
The round is {{round}}, and nothing else counts.
Rule 2: nobody is blamed for what they were not asked.
"""
USED = {"prompt_tokens": 100, "completion_tokens": 20}


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    (tmp_path / "scorer.md").write_text(PROMPT)
    return tmp_path


def system(
    *, second: str = "Rule 1: quotes are copied character by character.", round_name: str = "coding"
) -> str:
    return "\n".join(
        [
            "You score one round.",
            "",
            second,
            f"The round is {round_name}, and nothing else counts.",
            "Rule 2: nobody is blamed for what they were not asked.",
            "A flag of the bank's.",
        ]
    )


def asked(
    case: str, call: str, page: str, said: str = "I'd look at the data.", api: Api = "chat", **more: JsonValue
) -> Asked:
    messages: list[JsonValue] = [{"role": "system", "content": page}, {"role": "user", "content": said}]
    return Asked(case, call, api, canonical({"model": "m", "messages": messages, **more}))


def miss(recorded: Asked | None, now: Asked) -> Miss:
    if recorded is None:
        return miss_of(now, None)
    kept = Cassette(
        case=recorded.case,
        call=recorded.call,
        api=recorded.api,
        request=recorded.body,
        answer=Answer(ended="stop", text="ok", usage=USED),
    )
    return miss_of(now, Kept("c/a.yaml", kept))


def test_one_edited_line_is_one_cause_with_its_place_and_its_price(prompts: Path) -> None:
    edited = "Rule 1: quotes are copied, all of them."
    (prompts / "scorer.md").write_text(
        PROMPT.replace("Rule 1: quotes are copied character by character.", edited)
    )
    misses = [
        miss(asked(case, "scorer/coding#1", system()), asked(case, "scorer/coding#1", system(second=edited)))
        for case in ("judge/a", "judge/b", "judge/c")
    ]
    (cause,) = causes_of(misses, prompts)
    assert list(cause.lines()) == [
        "scorer.md line 6 changed: 3 recordings, about 360 tokens to record",
        "  -Rule 1: quotes are copied character by character.",
        "  +Rule 1: quotes are copied, all of them.",
    ]


def test_a_deleted_line_is_placed_after_the_one_before_it(prompts: Path) -> None:
    old, new = system(), system().replace("Rule 2: nobody is blamed for what they were not asked.\n", "")
    (cause,) = causes_of([miss(asked("a", "s", old), asked("a", "s", new))], prompts)
    assert cause.where == "scorer.md line 7, or after it,"


def test_a_line_with_blanks_is_found_whatever_stands_in_them(prompts: Path) -> None:
    old, new = system(round_name="coding"), system(round_name="the coding round")
    (cause,) = causes_of([miss(asked("a", "s", old), asked("a", "s", new))], prompts)
    assert cause.where == "scorer.md line 7"


@pytest.mark.parametrize(
    ("now", "where"),
    [
        (asked("a", "s", system().replace("of the bank's", "of theirs")), "the bank's text in the prompt"),
        (asked("a", "s", system(), temperature=0.5), "schema and parameters"),
        (asked("a", "s", system(), said="I'd look at the metric."), SAID),
    ],
)
def test_what_is_in_no_prompt_file_is_named_by_its_part(now: Asked, where: str, prompts: Path) -> None:
    (cause,) = causes_of([miss(asked("a", "s", system()), now)], prompts)
    assert cause.where == where


def test_an_interview_that_went_another_way_counts_under_what_made_it_go_there(prompts: Path) -> None:
    edited = "Rule 1: quotes are copied, all of them."
    (prompts / "scorer.md").write_text(
        PROMPT.replace("Rule 1: quotes are copied character by character.", edited)
    )
    misses = [
        miss(
            asked("onsite/a", "judge/committee#1", "p", "old words"),
            asked("onsite/a", "judge/committee#1", "p", "new words"),
        ),
        miss(None, asked("onsite/a", "interviewer/coding-09#1", "p")),
        miss(
            asked("onsite/a", "scorer/coding#1", system()),
            asked("onsite/a", "scorer/coding#1", system(second=edited)),
        ),
        miss(None, asked("onsite/b", "scorer/coding#1", "p")),
    ]
    first, second = causes_of(misses, prompts)
    assert (first.where, len(first.misses), len(first.follow)) == (NEVER, 1, 0)
    assert (second.where, len(second.misses), len(second.follow)) == ("scorer.md line 6", 1, 2)
    assert causes_of(misses[::-1], prompts) == (first, second)


def test_a_renamed_case_is_told_from_one_that_was_never_recorded(prompts: Path) -> None:
    renamed = miss(asked("a", "s", system()), asked("suite/a", "s", system()))
    (cause,) = causes_of([renamed], prompts)
    assert cause.where == MOVED
    assert list(renamed.lines()) == ["closest recording: c/a.yaml, which is of the same request"]


def test_cases_that_were_never_recorded_are_one_cause(prompts: Path) -> None:
    (cause,) = causes_of([miss(None, asked(case, "s", "p")) for case in ("a", "b")], prompts)
    assert list(cause.lines()) == ["never recorded: 2 recordings, about 0 tokens to record"]
