"""The two cache rules on requests small enough to count by hand."""

from typing import Any

import pytest
from tests.agents.prompt_caches import Breakpoints, Distinct, Prompt, Steps, Used, tokens

PAGE = "w " * 1050
"""2,100 tokens."""
Content = str | list[dict[str, Any]]
MARK: dict[str, Any] = {"prompt_cache_breakpoint": {"mode": "explicit"}}


def body(*contents: Content, **options: object) -> dict[str, Any]:
    """A request; who says what does not matter here."""
    return {"messages": [{"role": "user", "content": content} for content in contents], **options}


def read(cache: Steps | Breakpoints, *requests: dict[str, Any]) -> list[Used]:
    """What each of them uses, one after the other."""
    return [cache.used(Prompt.of(request), out=0) for request in requests]


def size(*contents: str) -> int:
    return sum(len(tokens(content)) + 3 for content in contents)


def test_before_gpt_5_6_the_same_beginning_is_found_in_steps_of_128() -> None:
    first, second = read(Steps(), body(PAGE, "one"), body(PAGE, "one", "two, three"))
    whole = size(PAGE, "one")
    assert first == Used(whole, 0, 0, 0)
    assert second.read == whole // 128 * 128
    assert second.written == 0
    assert second.read_in == size(PAGE, "one", "two, three")


@pytest.mark.parametrize("cache", [Steps, Breakpoints])
def test_a_beginning_of_fewer_than_1024_tokens_is_not_found(cache: type[Steps | Breakpoints]) -> None:
    short = "w " * 500
    _, second = read(cache(), body(short), body(short, "more"))
    assert (second.read, second.fresh if cache is Steps else second.read_in) == (0, size(short, "more"))


@pytest.mark.parametrize("cache", [Steps, Breakpoints])
def test_a_word_changed_at_the_beginning_loses_everything_after_it(cache: type[Steps | Breakpoints]) -> None:
    _, second = read(cache(), body(f"one {PAGE}"), body(f"two {PAGE}"))
    assert second.read == 0


@pytest.mark.parametrize("cache", [Steps, Breakpoints])
def test_another_schema_loses_everything_because_it_stands_first(cache: type[Steps | Breakpoints]) -> None:
    _, second = read(cache(), body(PAGE), body(PAGE, response_format={"type": "json_object"}))
    assert second.read == 0


def test_since_gpt_5_6_a_conversation_that_grows_is_read_up_to_its_last_message_and_written_on() -> None:
    first, second = read(Breakpoints(), body(PAGE, "one"), body(PAGE, "one", "two"))
    assert first == Used(0, 0, size(PAGE, "one"), 0)
    assert second == Used(0, size(PAGE, "one"), size("two"), 0)


def test_since_gpt_5_6_there_is_no_falling_back_to_a_shorter_beginning_without_a_mark() -> None:
    plain = read(Breakpoints(), body(f"{PAGE}a"), body(f"{PAGE}b"))[1]
    blocks: list[Content] = [[{"text": PAGE, **MARK}, {"text": own}] for own in "ab"]
    marked = read(Breakpoints(), *map(body, blocks))[1]
    assert plain.read == 0
    assert marked.read == size(PAGE)
    assert marked.written == 1


def test_a_request_that_writes_its_marks_only_pays_the_rest_as_fresh() -> None:
    page: Content = [{"text": PAGE, **MARK}, {"text": "own"}]
    options = {"prompt_cache_options": {"mode": "explicit"}}
    first, second = read(Breakpoints(), body(page, "x", **options), body(page, "x", **options))
    assert first == Used(1 + size("x"), 0, size(PAGE), 0)
    assert second == Used(1 + size("x"), size(PAGE), 0, 0)


def test_a_request_without_marks_that_turns_the_implicit_one_off_leaves_nothing() -> None:
    options = {"prompt_cache_options": {"mode": "explicit"}}
    first, second = read(Breakpoints(), body(PAGE, **options), body(PAGE, **options))
    assert first == second == Used(size(PAGE), 0, 0, 0)


def test_each_token_is_paid_once_at_its_own_rate() -> None:
    assert Used(fresh=100, read=1000, written=80, out=10).units == pytest.approx(100 + 100 + 100 + 60)


def test_a_line_counts_the_first_time_it_is_sent() -> None:
    distinct = Distinct()
    counted = [distinct.count(body("one two\nthree\n")), distinct.count(body("one two\nthree\nfour\n"))]
    assert counted == [len(tokens("null")) + len(tokens("one two\nthree\n")), len(tokens("four\n"))]
