"""The corpus in the repository, and what is said about a faulty one."""

import json
from collections import Counter
from pathlib import Path

import pytest

from interview_agents.text import words
from interview_evals import CorpusError, Snippet, read_snippets
from interview_evals.judge.statistics import Confusion
from interview_evals.readers.snippets import CORPUS
from interview_personas import InterviewError, load_bank

LINE = {
    "id": "x-1",
    "q": "open",
    "question": "How would you begin?",
    "answer": "first I look at what we have and who wrote it down, " * 3,
    "label": "strong",
}


@pytest.fixture(scope="module")
def corpus() -> tuple[Snippet, ...]:
    return read_snippets(CORPUS, load_bank().red_flags)


def test_every_flag_has_enough_of_both_labels_by_several_authors(corpus: tuple[Snippet, ...]) -> None:
    counts = Counter((snippet.flag, snippet.label) for snippet in corpus)
    for flag in {snippet.flag for snippet in corpus}:
        assert counts[flag, "flag"] >= 20, flag
        assert counts[flag, "strong"] >= 20, flag
        assert counts[flag, "flag"] + counts[flag, "strong"] >= 40, flag
        assert len({snippet.author for snippet in corpus if snippet.flag == flag}) >= 3, flag


def test_ids_are_unique_and_answers_are_a_few_spoken_sentences(corpus: tuple[Snippet, ...]) -> None:
    assert len({snippet.id for snippet in corpus}) == len(corpus)
    assert all(25 <= len(words(snippet.answer)) <= 95 for snippet in corpus)


def test_each_question_is_answered_under_both_labels(corpus: tuple[Snippet, ...]) -> None:
    sides: dict[tuple[str, str, str], set[str]] = {}
    for snippet in corpus:
        sides.setdefault((snippet.flag, snippet.author, snippet.q), set()).add(snippet.label)
    both = sum(len(labels) > 1 for labels in sides.values())
    assert both >= 0.9 * len(sides), "a reader would learn the topics"


def test_all_faults_of_all_files_are_reported_together(tmp_path: Path) -> None:
    _write(tmp_path / "ada" / "no_tradeoffs.jsonl", LINE, LINE | {"label": "weak"}, "not json")
    _write(tmp_path / "ben" / "no_tradeoffs.jsonl", LINE, LINE | {"id": "x-2", "answer": "too short"})
    _write(
        tmp_path / "ben" / "no_such_flag.jsonl",
        LINE | {"id": "x-3", "answer": "here is another answer " * 10},
    )
    with pytest.raises(CorpusError) as raised:
        read_snippets(tmp_path, load_bank().red_flags)
    text = str(raised.value)
    for expected in (
        "no_such_flag is no red flag",
        "ada/no_tradeoffs.jsonl:2: label",
        "ada/no_tradeoffs.jsonl:3: line",
        "ben/no_tradeoffs.jsonl:2: the answer has 2 words",
        "ben/no_tradeoffs.jsonl:1: the id is that of",
        "ben/no_tradeoffs.jsonl:1: the answer is that of",
    ):
        assert expected in text
    assert len(raised.value.faults) == 6
    assert isinstance(raised.value, InterviewError)


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="name their folder"):
        read_snippets(tmp_path, load_bank().red_flags)


def test_bytes_that_are_no_text_are_one_fault(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "no_tradeoffs.jsonl").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CorpusError) as raised:
        read_snippets(tmp_path, load_bank().red_flags)
    assert len(raised.value.faults) == 1


def _write(file: Path, *lines: dict[str, str] | str) -> None:
    file.parent.mkdir(exist_ok=True)
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(text), "utf-8")


def test_a_second_reader_labelled_every_sixth_without_the_labels_and_agrees() -> None:
    labels = {snippet.id: snippet.label for snippet in read_snippets(CORPUS, load_bank().red_flags)}
    lines = (CORPUS / "second.jsonl").read_text("utf-8").splitlines()
    second = {line["id"]: line["label"] for line in map(json.loads, lines)}
    assert set(second) <= set(labels)
    assert len(second) >= 0.15 * len(labels)
    pairs = [(label == "flag", labels[name] == "flag") for name, label in second.items()]
    assert (Confusion.of(pairs).kappa or 0) > 0.99


def test_every_documented_flag_has_a_hundred_and_fifty_by_several_authors() -> None:
    snippets = read_snippets(CORPUS, load_bank().red_flags)
    for flag in load_bank().red_flags.values():
        if flag.origin == "documented":
            own = [snippet for snippet in snippets if snippet.flag == flag.id]
            assert len(own) >= 150, flag.id
            assert {snippet.label for snippet in own} == {"flag", "strong"}
            assert len({snippet.author for snippet in own}) >= 3
