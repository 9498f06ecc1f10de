"""The public transcript format: what is wrong with a file is one line, and the others are still read."""

import json

import pytest

from interview_agents.errors import TranscriptFileError
from interview_agents.transcript import Speaker
from interview_agents.transcript_file import MOST_BYTES, MOST_TURNS, FileRound, read_rounds

TURNS = [{"speaker": "interviewer", "text": "How?"}, {"speaker": "candidate", "text": "So."}]


def entry(**change: object) -> dict[str, object]:
    return {"id": "A01", "round": "coding", "turns": TURNS, **change}


def written(**change: object) -> bytes:
    return json.dumps(entry(**change), ensure_ascii=False).encode()


def only(raw: bytes, name: str = "a.json") -> FileRound | TranscriptFileError:
    (found,) = read_rounds(name, raw)
    return found


def fault(raw: bytes, name: str = "a.json") -> str:
    found = only(raw, name)
    assert isinstance(found, TranscriptFileError)
    return str(found)


def good(raw: bytes, name: str = "a.json") -> FileRound:
    found = only(raw, name)
    assert isinstance(found, FileRound)
    return found


def test_a_file_becomes_a_round() -> None:
    turns = [
        *TURNS,
        {"speaker": "candidate", "text": " hi\u200b ", "code": "x = 1", "sketch": "A-->\u200bB "},
    ]
    transcript = good(written(turns=turns)).transcript()
    assert [turn.id for turn in transcript.turns] == ["coding-01", "coding-02", "coding-03"]
    assert [turn.speaker for turn in transcript.turns] == [
        Speaker.INTERVIEWER,
        Speaker.CANDIDATE,
        Speaker.CANDIDATE,
    ]
    last = transcript.turns[2]
    assert (last.text, last.code, last.sketch) == ("hi", "x = 1", "A-->B")


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", "file: empty"),
        (b" \n\t\n", "file: empty"),
        (b"\xef\xbb\xbf", "file: empty"),
        (b"{", "line 1: not JSON"),
        (b'{\n"id": "x",\n}', "line 3: not JSON"),
        (b"[" * 100_000, "line 1: nested too deeply"),
        (b'{"a":' * 50_000, "line 1: nested too deeply"),
        (b'{"id": "x"\n,"round": "caf\xe9"}', "line 2: not UTF-8"),
        (b"\xff\xfe{\x00", "line 1: not UTF-8"),
        (b" " * (MOST_BYTES + 1), "file: 2,000,001 bytes are more than 2,000,000"),
        (b"null", "line 1, the object"),
        (b"[]", "line 1, the object"),
        (b'"A01"', "line 1, the object"),
        (b"1", "line 1, the object"),
        (b"{}", "line 1, id"),
        (written(id=""), "line 1, id"),
        (written(id=7), "line 1, id"),
        (written(id="x" * 201), "line 1, id"),
        (written(round="lunch"), "line 1, round"),
        (written(round=None), "line 1, round"),
        (written(turns=[]), "line 1, turns"),
        (written(turns="none"), "line 1, turns"),
        (written(turns=None), "line 1, turns"),
        (written(turns=TURNS * (MOST_TURNS // 2 + 1)), "line 1, turns"),
        (written(turns=[*TURNS, {"speaker": "judge", "text": "x"}]), "line 1, turns.2.speaker"),
        (written(turns=[*TURNS, {"speaker": "candidate"}]), "line 1, turns.2.text"),
        (written(turns=[{"speaker": "candidate", "text": 5}]), "line 1, turns.0.text"),
        (written(turns=[{"speaker": "candidate", "text": "x", "code": 1}]), "line 1, turns.0.code"),
        (written(turns=[{"speaker": "candidate", "text": "x", "sketch": []}]), "line 1, turns.0.sketch"),
        (written(turns=[TURNS]), "line 1, turns.0"),
        (written(role=3), "line 1, role"),
        (b'{"id": "\\ud800", "round": "coding", "turns": []}', "line 1, id"),
    ],
)
def test_what_is_wrong_is_one_line_that_names_file_line_and_field(raw: bytes, place: str) -> None:
    message = fault(raw)
    assert message.startswith(f"a.json: {place}")
    assert "\n" not in message
    assert message.count(": ") >= 2, "it says what to do"


def test_a_number_too_long_to_read_is_a_fault_and_no_crash() -> None:
    assert fault(b'{"id": ' + b"1" * 5000 + b"}").startswith("a.json: line 1")


def test_keys_the_format_does_not_have_are_ignored_and_named() -> None:
    raw = json.dumps(entry(mood="good", present=[], absent=[], vote="lean_hire", zest=1))
    assert good(raw.encode()).id == "A01"
    assert good(raw.encode()).unknown_keys == ("mood", "zest")
    assert good(written()).unknown_keys == ()


def test_a_turns_unknown_keys_are_ignored() -> None:
    assert good(written(turns=[{"speaker": "candidate", "text": "x", "tone": "dry"}])).turns[0].text == "x"


class TestLines:
    def test_every_line_is_a_round_and_a_bad_one_leaves_the_others(self) -> None:
        raw = b"\n".join(
            [written(id="A"), b"", b"{oops", written(id="B", round="lunch"), written(id="C"), b""]
        )
        found = list(read_rounds("many.jsonl", raw))
        assert [r.id for r in found if isinstance(r, FileRound)] == ["A", "C"]
        assert [str(r).rsplit(": ", 2)[0] for r in found if isinstance(r, TranscriptFileError)] == [
            "many.jsonl: line 3",
            "many.jsonl: line 4, round",
        ]
        assert isinstance(found[1], TranscriptFileError), "in its place"

    def test_windows_line_ends_are_line_ends(self) -> None:
        raw = written(id="A") + b"\r\n" + written(id="B") + b"\r\n"
        assert [r.id for r in read_rounds("a.jsonl", raw) if isinstance(r, FileRound)] == ["A", "B"]

    def test_the_same_lines_in_a_json_file_are_one_fault(self) -> None:
        assert "not JSON" in fault(written() + b"\n" + written(), "a.json")

    @pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\x85"])
    def test_a_separator_inside_a_text_is_no_line_end(self, inside: str) -> None:
        turns = [{"speaker": "candidate", "text": f"one{inside}two"}]
        assert good(written(turns=turns), "a.jsonl").id == "A01"


class TestTheQuestionInFront:
    SAID = ({"speaker": "candidate", "text": "So."},)

    def test_stands_before_turns_that_begin_with_the_candidate(self) -> None:
        found = good(written(question="How?", turns=self.SAID))
        first, second = found.transcript().turns
        assert (first.speaker, first.text) == (Speaker.INTERVIEWER, "How?")
        assert second.text == "So."
        assert found.index_of(second.id) == 0

    @pytest.mark.parametrize(
        "change",
        [{"question": "How?", "turns": TURNS}, {"question": " ", "turns": SAID}, {"turns": SAID}],
    )
    def test_is_left_out_when_it_was_asked_or_is_empty(self, change: dict[str, object]) -> None:
        found = good(written(**change))
        turns = found.transcript().turns
        assert len(turns) == len(found.turns)
        assert [found.index_of(turn.id) for turn in turns] == list(range(len(turns)))

    def test_no_turn_has_no_index(self) -> None:
        assert good(written()).index_of(None) is None

    def test_an_index_survives_a_hundred_turns(self) -> None:
        found = good(written(question="How?", turns=list(reversed(TURNS)) * 60))
        assert [found.index_of(turn.id) for turn in found.transcript().turns][-1] == 119
