"""Training with one's own corrections: into readers of one's own, with the shipped file left alone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interview_agents.rehearsal.labelled import Line
from interview_agents.signals.readers import SHIPPED, load_signals
from interview_evals import read_snippets
from interview_evals.command import app
from interview_evals.errors import CorpusError
from interview_evals.readers.mine import with_mine
from interview_evals.readers.snippets import CORPUS
from interview_panel.corrections import corpus_of
from interview_panel.own_readers import own_file, rehearsal_for
from interview_panel.retraining import SNIPPETS
from interview_panel.settings import Settings
from interview_personas import load_bank

BANK = load_bank()
FLAG = "overengineers"
SAID = (
    "To be safe I'd ensemble five deep models from the start, with a reinforcement learning layer on top "
    "that picks among them for each request. A linear baseline would only slow us down."
)


def corrected(flag: str = FLAG, answer: str = SAID, label: str = "strong") -> None:
    """A ruling that was called wrong on this machine."""
    line = Line.model_validate(
        {"id": f"s/coding/{flag}", "q": "s/02", "question": "How?", "answer": answer, "label": label}
    )
    file = corpus_of(Settings().home) / "you" / f"{flag}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(line.model_dump_json() + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the labelled snippets, which are quick to train with."""
    folder = tmp_path_factory.mktemp("snippets")
    for file in CORPUS.glob("*/*.jsonl"):
        if file.stem in {FLAG, "vague_story"}:
            (folder / file.parent.name).mkdir(exist_ok=True)
            (folder / file.parent.name / file.name).write_bytes(file.read_bytes())
    return folder


def train(*flags: str | Path) -> Result:
    return CliRunner().invoke(app, ["train", *map(str, flags)], catch_exceptions=False)


def test_ones_own_readers_are_trained_and_the_shipped_file_is_left_alone(few: Path) -> None:
    shipped = SHIPPED.read_bytes()
    corrected()
    result = train("--mine", "--snippets", few)
    assert result.exit_code == 0, result.output
    assert "corrections of yours among them: 1" in result.stdout
    assert SHIPPED.read_bytes() == shipped
    assert "with your own corrections" in rehearsal_for(Settings()).notice


def test_a_reader_comes_to_find_less_in_what_it_was_wrong_about(few: Path, tmp_path: Path) -> None:
    corrected()
    train("--snippets", few, "--to", tmp_path / "before.json.gz")
    train("--snippets", few, "--to", tmp_path / "after.json.gz", "--mine")
    readings = []
    for name in ("before", "after"):
        signals = load_signals(tmp_path / f"{name}.json.gz")
        reader = signals.reader(FLAG, "flag")
        assert reader
        readings.append(signals.probability(reader, SAID))
    assert readings[1] < readings[0] - 0.1


def test_the_same_corrections_give_the_same_readers(few: Path) -> None:
    corrected()
    assert train("--mine", "--snippets", few).exit_code == 0
    assert train("--mine", "--snippets", few, "--check").exit_code == 0
    corrected(answer=SAID.replace("five", "nine"))
    assert train("--mine", "--snippets", few, "--check").exit_code == 1


def test_a_correction_is_a_snippet_as_every_other(few: Path) -> None:
    corrected()
    corpus, unused = with_mine(few, BANK.red_flags, Settings().home)
    (mine,) = (snippet for snippet in corpus if snippet.author == "you")
    assert (mine.flag, mine.label, mine.answer) == (FLAG, "strong", SAID)
    assert len(corpus) == len(read_snippets(few, BANK.red_flags)) + 1
    assert not unused


def test_a_flag_that_nobody_else_wrote_for_is_left_out_and_named(few: Path) -> None:
    corrected("mumbles")
    result = train("--mine", "--snippets", few)
    assert result.exit_code == 0
    assert "among them: 0" in result.stdout
    assert "s/coding/mumbles: left out" in result.stderr


def test_words_that_are_in_the_corpus_already_are_not_trained_on_twice(few: Path) -> None:
    snippets = read_snippets(few, BANK.red_flags)
    corrected(answer=snippets[0].answer)
    assert with_mine(few, BANK.red_flags, Settings().home)[0] == snippets


def test_other_peoples_corrections_are_never_trained_with(few: Path) -> None:
    corrected()
    theirs = corpus_of(Settings().home, "browser:somebody")
    theirs.parent.mkdir()
    corpus_of(Settings().home).rename(theirs)
    with pytest.raises(CorpusError, match="called no ruling wrong"):
        with_mine(few, BANK.red_flags, Settings().home)


def test_without_corrections_there_is_nothing_to_train(few: Path) -> None:
    result = train("--mine", "--snippets", few)
    assert result.exit_code == 2
    assert "This was wrong" in result.stderr
    assert not own_file(Settings().home).exists()


def test_a_file_that_was_spoilt_is_named(few: Path) -> None:
    corrected(answer="Too short.")
    result = train("--mine", "--snippets", few)
    assert result.exit_code == 2
    assert "overengineers.jsonl:1: the answer has 2 words" in result.stderr


def test_an_installed_package_without_snippets_says_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected()
    monkeypatch.setattr("interview_evals.readers.mine.CORPUS", tmp_path / "none")
    result = train("--mine", "--snippets", tmp_path / "none")
    assert result.exit_code == 2
    assert "get the source" in result.stderr


def test_going_back_leaves_the_corrections(few: Path) -> None:
    corrected()
    train("--mine", "--snippets", few)
    assert train("--forget-mine").exit_code == 0
    assert not own_file(Settings().home).exists()
    assert corpus_of(Settings().home).is_dir()


def test_the_page_looks_for_the_snippets_where_training_does() -> None:
    assert SNIPPETS == CORPUS
