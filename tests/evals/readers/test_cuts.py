"""From where the readers speak up: a file that anybody can edit, and what the rule would take."""

from pathlib import Path

import pytest

from interview_agents.signals.readers import load_signals
from interview_evals.errors import CorpusError
from interview_evals.judge.calibration import RIGHT, Trial, best_of, signals_with
from interview_evals.judge.statistics import Confusion
from interview_evals.readers.cuts import Cuts, Kind, read_cuts
from interview_personas import load_bank

CUTS = read_cuts()


def trial(right: int, false: int, missed: int, elsewhere: int = 0) -> Trial:
    counts = Confusion(right=right, false=false, missed=missed, quiet=100)
    return Trial(cuts=CUTS, counts=counts, elsewhere=elsewhere)


def test_the_best_agreement_is_taken_among_those_that_are_right_often_enough() -> None:
    greedy, careful, timid = trial(60, 2, 0, elsewhere=20), trial(50, 1, 10, elsewhere=4), trial(20, 0, 40)
    assert greedy.right < RIGHT < careful.right
    assert best_of([greedy, careful, timid]) is careful
    assert best_of([greedy]) is greedy, "where none is right often enough, the one that is most often"


def test_a_cut_moves_every_reader_of_its_kind_and_no_weight() -> None:
    bank, shipped = load_bank(), load_signals()
    moved = signals_with(shipped, CUTS.model_copy(update={"omission": 0.9}), bank)
    for flag, reader in moved.readers["flag"].items():
        before = shipped.readers["flag"][flag]
        omission = flag in bank.red_flags and bank.red_flags[flag].kind == "omission"
        assert reader.high == (0.9 if omission else before.high)
        assert reader.weights == before.weights


@pytest.mark.parametrize("text", ["", "commission = 0.5", "commission = 2", "no toml"])
def test_a_faulty_file_says_what_is_wrong(text: str, tmp_path: Path) -> None:
    file = tmp_path / "calibration.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(CorpusError, match="calibration"):
        read_cuts(file)


def test_the_shipped_readers_speak_up_where_the_file_says() -> None:
    kinds: dict[str, Kind] = {name: flag.kind for name, flag in load_bank().red_flags.items()}
    for flag, reader in load_signals().readers["flag"].items():
        assert reader.high == CUTS.of(kinds.get(flag, "commission"), "flag")
    assert load_signals().covering.doubted == CUTS.covered
    assert isinstance(CUTS, Cuts)
