"""Cassettes as files: the same bytes, whole or not at all, and refused when anything is wrong."""

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_evals.cassettes.answer import Answer
from interview_evals.cassettes.blocks import read, written
from interview_evals.cassettes.files import Cassette, opened, read_sealed, sealed, write_sealed
from interview_evals.errors import CassetteError, SpoiltCassetteError

CASSETTE = Cassette(
    case="judge/a",
    call="scorer/coding#1",
    api="chat",
    request={
        "messages": [
            {"role": "system", "content": "You score.\n\n  Indented, with a space at the end: \nNo: yes"},
            {"role": "user", "content": "<candidate>\n\tI’d say “no” 😀\n</candidate>\n"},
        ],
        "model": "small",
        "temperature": 1e-05,
    },
    answer=Answer(
        ended="stop", model="small", text='{"why": "ok"}', usage={"prompt_tokens": 3}, pieces=(7, 6)
    ),
)
CORRUPTIONS = 1000

words = st.text(st.characters(codec="utf-8")) | st.text(
    st.sampled_from(" \n\ta-:#|>'\"\\é\x85\u2028\r\ufeff")
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(words, values, max_size=4, min_size=1))
def test_whatever_is_written_reads_back_as_it_was_with_either_reader(data: dict[str, object]) -> None:
    text = written(data)
    assert read(text) == data
    assert yaml.safe_load(text) == data


def test_a_prompt_stands_in_the_file_as_its_lines() -> None:
    assert (
        "      content: |-\n        You score.\n\n          Indented, with a space at the end: \n"
        in sealed(CASSETTE)
    )


def test_what_was_written_is_read_and_leaves_nothing_else_behind(tmp_path: Path) -> None:
    path = tmp_path / "judge" / "a.yaml"
    write_sealed(path, CASSETTE)
    first = path.read_bytes()
    write_sealed(path, CASSETTE)
    assert path.read_bytes() == first
    assert read_sealed(path, Cassette) == CASSETTE
    assert [item.name for item in path.parent.iterdir()] == ["a.yaml"]


def corrupted(whole: bytes, chance: random.Random) -> bytes:
    """The bytes with one thing wrong: flipped, cut, doubled, swapped or dropped."""
    at, size = chance.randrange(len(whole)), chance.randint(1, 40)
    part = whole[at : at + size]
    return chance.choice(
        [
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :],
            whole[:at],
            whole[:at] + whole[at + size :],
            whole[:at] + part * 2 + whole[at + size :],
            whole[:at] + part[::-1] + whole[at + size :],
            whole[:at] + chance.randbytes(size) + whole[at + size :],
            whole[at:] + whole[:at],
        ]
    )


def test_a_thousand_spoilt_cassettes_are_a_thousand_clear_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_sealed(path, CASSETTE)
    whole, chance = path.read_bytes(), random.Random(7)
    spoilt = [text for _ in range(CORRUPTIONS * 2) if (text := corrupted(whole, chance)) != whole][
        :CORRUPTIONS
    ]
    assert len(spoilt) == CORRUPTIONS
    for text in spoilt:
        path.write_bytes(text)
        with pytest.raises(SpoiltCassetteError, match=r"a\.yaml: it .*record again$"):
            read_sealed(path, Cassette)


def test_a_file_of_another_kind_is_told_by_what_is_missing() -> None:
    body = "call: judge\n"
    with pytest.raises(SpoiltCassetteError, match="does not end with its hash"):
        opened(body, Cassette, "x.yaml")


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    long_key = CASSETTE.model_copy(update={"request": {"k " * 2000: 1}})
    with pytest.raises(CassetteError):
        write_sealed(tmp_path / "a.yaml", long_key)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [float("nan"), {1, 2}])
def test_what_has_no_place_in_a_cassette_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no place in a cassette"):
        written({"a": value})
