"""The readers' arithmetic; what the shipped ones know is measured by the evals."""

import gzip
from pathlib import Path

import pytest
from tests.agents.talk import answer

from interview_agents.errors import ReadersError
from interview_agents.signals.readers import SHIPPED, Reader, Signals, grams, load_signals, windows
from interview_personas import InterviewError

READER = Reader(
    bias=0,
    weights={"tower": 2.0, "two tower": 1.0},
    high=0.8,
    low=0.2,
    snippets=1,
    precision=1,
    recall=1,
)
SIGNALS = Signals(idf={"tower": 1.0, "two tower": 1.0, "rule": 1.0}, readers={"flag": {"x": READER}})


def test_a_text_of_unknown_words_is_as_likely_as_the_bias() -> None:
    assert SIGNALS.probability(READER, "nothing known") == 0.5


def test_a_vector_has_length_one_and_knows_word_pairs() -> None:
    vector = SIGNALS.vector("two tower, two tower, rule")
    assert sum(value**2 for value in vector.values()) == pytest.approx(1)
    assert set(vector) == {"tower", "two tower", "rule"}
    assert vector["tower"] > vector["rule"], "a word said twice counts for more"


def test_more_of_what_is_read_for_is_more_probable() -> None:
    assert SIGNALS.probability(READER, "two tower") > SIGNALS.probability(READER, "two tower rule") > 0.5


def test_the_best_window_is_verbatim_and_of_its_turn() -> None:
    long = "A rule. B rule. C rule. D rule.  Two tower! E rule. F rule."
    reading = SIGNALS.best("x", "flag", [answer("A rule."), answer(long).model_copy(update={"id": "t-09"})])
    assert reading is not None
    assert reading.turn_id == "t-09"
    assert "Two tower!" in reading.window
    assert reading.window in long


def test_a_flag_without_a_reader_and_a_round_without_answers_are_not_read() -> None:
    assert SIGNALS.best("y", "flag", [answer("two tower")]) is None
    assert SIGNALS.best("x", "flag", []) is None


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 9])
def test_windows_are_the_whole_and_every_run_of_four_sentences(count: int) -> None:
    text = " ".join(f"Sentence {n}." for n in range(count))
    found = list(windows(text))
    assert found[0] == text
    assert len(found) == 1 + (count - 3 if count > 4 else 0)
    assert all(window in text for window in found)


def test_windows_of_a_text_that_repeats_itself_stay_verbatim() -> None:
    text = "Yes. Yes. No. Yes. Yes. Yes. No."
    assert all(window in text and window.count(".") >= 1 for window in windows(text))


def test_grams_are_words_and_neighbouring_pairs() -> None:
    assert grams("") == []
    assert grams("One two.") == ["one", "two", "one two"]


def test_the_shipped_readers_load_and_carry_their_hash() -> None:
    assert len(load_signals().sha256) == 64
    assert load_signals() is load_signals()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{}", id="not compressed"),
        pytest.param(b"", id="empty"),
        pytest.param(SHIPPED.read_bytes()[:5000], id="cut short"),
        pytest.param(SHIPPED.read_bytes()[:5000] + bytes(5000), id="overwritten"),
        pytest.param(gzip.compress(b"{"), id="not JSON"),
        pytest.param(gzip.compress(b"\xff\xfe{"), id="not UTF-8"),
        pytest.param(gzip.compress(b"[1]"), id="no object"),
        pytest.param(gzip.compress(b"[" * 100_000), id="nested too deeply"),
        pytest.param(gzip.compress(b'{"idf": {}}'), id="no readers"),
    ],
)
def test_a_file_that_holds_no_readers_is_named_with_what_to_do(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mine.json.gz"
    file.write_bytes(content)
    with pytest.raises(
        ReadersError, match=r"json\.gz: holds no readers .*interview-panel eval train"
    ) as found:
        load_signals(file)
    assert isinstance(found.value, InterviewError)
    assert found.value.file == str(file)


def test_a_file_of_readers_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadersError, match=r"nowhere\.json\.gz.*FileNotFoundError"):
        load_signals(tmp_path / "nowhere.json.gz")


def test_a_file_of_readers_that_was_mended_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.json.gz"
    with pytest.raises(ReadersError):
        load_signals(file)
    file.write_bytes(SHIPPED.read_bytes())
    assert load_signals(file).sha256 == load_signals().sha256
