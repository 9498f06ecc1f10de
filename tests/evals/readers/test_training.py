"""Training: the shipped file is what the snippets give, and it reads what it says it reads."""

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from interview_agents.signals.readers import SHIPPED, Side, load_signals
from interview_evals import CorpusError, MissingExtraError, Snippet, read_snippets
from interview_evals.command import app
from interview_evals.readers.bank_check import check_bank
from interview_evals.readers.cards import cards
from interview_evals.readers.cuts import read_cuts
from interview_evals.readers.measures import PROVEN
from interview_evals.readers.shipping import LARGEST, is_shipped, packed
from interview_evals.readers.snippets import CORPUS
from interview_evals.readers.training import Trained, train
from interview_personas import load_bank

FEW = ("no_drift_plan", "overengineers", "vague_story")


@pytest.fixture(scope="module")
def few() -> tuple[Snippet, ...]:
    return tuple(s for s in read_snippets(CORPUS, load_bank().red_flags) if s.flag in FEW)


@pytest.fixture(scope="module")
def trained(few: tuple[Snippet, ...]) -> Trained:
    return _trained(few)


@pytest.mark.slow
def test_training_gives_the_shipped_file_bit_for_bit() -> None:
    result = CliRunner().invoke(app, ["train", "--check"])
    assert result.exit_code == 0, result.output


def test_two_trainings_give_the_same_bytes(few: tuple[Snippet, ...], trained: Trained) -> None:
    again = _trained(few)
    assert packed(again.signals) == packed(trained.signals)


def test_what_is_packed_is_what_is_loaded(trained: Trained, tmp_path: Path) -> None:
    file = tmp_path / "signals.json.gz"
    file.write_bytes(packed(trained.signals))
    loaded = load_signals(file)
    assert loaded.readers == trained.signals.readers
    assert is_shipped(loaded, file)


def test_readers_tell_the_sides_of_unseen_questions_apart(trained: Trained) -> None:
    for side in get_args(Side):
        assert set(trained.signals.readers[side]) == set(FEW)
        assert all(tested.by_question.auc_own > 0.9 for tested in trained.tested[side].values())


def test_a_card_shows_what_a_reader_is_best_and_worst_at(trained: Trained, few: tuple[Snippet, ...]) -> None:
    page = cards(trained, few, load_bank())
    for flag in FEW:
        assert f"`{flag}`" in page
        tested = trained.tested["flag"][flag]
        assert tested.best.label == "flag"
        assert tested.best.answer in page
        assert tested.worst.answer in page


def test_the_page_of_cards_is_that_of_the_shipped_readers() -> None:
    page = (CORPUS.parents[1] / "docs" / "readers.md").read_text("utf-8")
    for flag, reader in load_signals().readers["flag"].items():
        if flag in load_bank().red_flags:
            assert f"`{flag}`" in page
            row = next(
                line for line in page.split(f"`{flag}`")[1].split("\n") if line.startswith("| the flag")
            )
            assert float(row.split("|")[2].split()[0]) == pytest.approx(reader.precision, abs=0.006)
            assert ("hints only" in row) is reader.hints


def test_too_few_snippets_of_too_few_authors_are_all_named(few: tuple[Snippet, ...]) -> None:
    some = [s for s in few if s.flag == "vague_story" and s.author == "ada" and s.label == "flag"]
    with pytest.raises(CorpusError) as raised:
        _trained(some)
    assert len(raised.value.faults) == 3


def test_the_shipped_file_is_small_and_covers_the_corpus() -> None:
    assert SHIPPED.stat().st_size < LARGEST
    corpus = read_snippets(CORPUS, load_bank().red_flags)
    data = json.loads(gzip.decompress(SHIPPED.read_bytes()))
    for readers in data["readers"].values():
        assert set(readers) == {snippet.flag for snippet in corpus}
        for reader in readers.values():
            assert reader["low"] < reader["high"]
            assert reader["hints"] or reader["precision"] >= PROVEN


def test_strong_speech_of_the_bank_is_hardly_ever_accused() -> None:
    checks = list(check_bank(load_signals(), load_bank()))
    for check in checks:
        assert check.accused.yes < 0.02 * check.accused.texts, check.flag
    examples = sum(check.looks_like.texts for check in checks)
    assert sum(check.looks_like.yes for check in checks) > 0.5 * examples
    assert sum(check.does_not_look_like.yes for check in checks) < 0.1 * examples


def test_check_says_when_the_file_differs_and_writes_nothing(
    few: tuple[Snippet, ...], tmp_path: Path
) -> None:
    folder = _folder(few, tmp_path / "snippets")
    file = tmp_path / "signals.json.gz"
    differs = CliRunner().invoke(app, ["train", "--snippets", str(folder), "--to", str(file), "--check"])
    assert differs.exit_code == 1
    assert not file.exists()
    assert CliRunner().invoke(app, ["train", "--snippets", str(folder), "--to", str(file)]).exit_code == 0
    assert (
        CliRunner().invoke(app, ["train", "--snippets", str(folder), "--to", str(file), "--check"]).exit_code
        == 0
    )
    shown = CliRunner().invoke(app, ["readers", "--signals", str(file)])
    assert shown.exit_code == 0
    assert "overengineers" in shown.output


def test_a_faulty_corpus_is_wrong_input(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["train", "--snippets", str(tmp_path)]).exit_code == 2


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    monkeypatch.delitem(sys.modules, "interview_evals.readers.training")
    result = CliRunner().invoke(app, ["train"])
    assert isinstance(result.exception, MissingExtraError)
    assert "interview-panel[evals]" in str(result.exception)


def _trained(snippets: Sequence[Snippet]) -> Trained:
    return train(snippets, load_bank(), read_cuts())


def _folder(snippets: tuple[Snippet, ...], folder: Path) -> Path:
    for snippet in snippets:
        file = folder / snippet.author / f"{snippet.flag}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as lines:
            lines.write(snippet.model_dump_json(exclude={"author", "flag"}) + "\n")
    return folder
