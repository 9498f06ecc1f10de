"""The judge's suite: its checks are the decisions that the judge's figures count."""

from pathlib import Path

import pytest
from tests.agents.talk import BANK
from tests.evals.suites.small import Failing, named, rounds_in, run

from interview_evals.suites.checks import Outcome
from interview_evals.suites.runs import Run, read_runs


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run("judge", rounds=str(rounds_in(tmp_path_factory.mktemp("few"), 8)))


def test_flags_that_hold_are_those_the_figures_call_right_or_rightly_quiet(few: Run) -> None:
    flags = named(few, "flag")
    right = sum(each.outcome is Outcome.HELD for each in flags)
    assert right / len(flags) == pytest.approx(0.85, abs=0.15)
    assert few.figures["precision"].value == 1.0
    for each in flags:
        assert (each.outcome is Outcome.HELD) is ((each.said == "present") is (each.wanted == "present"))


def test_votes_are_checked_where_the_readers_agree_and_quotes_everywhere(few: Run) -> None:
    assert 0 < len(named(few, "vote")) <= len(named(few, "quotes")) == len(few.held) == 8
    assert all(each.hard and each.outcome is Outcome.HELD for each in named(few, "quotes"))


def test_a_graver_flag_weighs_more(few: Run) -> None:
    severity = {
        each.name: BANK.red_flags[each.name.partition("/")[2]].severity for each in named(few, "flag")
    }
    assert {each.weight for each in named(few, "flag") if severity[each.name] == "crit"} <= {3.0}
    assert {each.weight for each in named(few, "flag") if severity[each.name] == "med"} == {1.0}


def test_a_mind_that_fails_is_told_and_measured_in_nothing_else(tmp_path: Path) -> None:
    failed = run("judge", Failing(), rounds=str(rounds_in(tmp_path, 3)))
    assert {each.outcome for each in named(failed, "answered")} == {Outcome.BROKEN}
    rest = [each for each in failed.checks if each.name != "answered"]
    assert {each.outcome for each in rest} == {Outcome.NOT_MEASURED}
    assert "the endpoint is gone" in rest[0].said
    assert failed.figures["flag"].value is None


def test_a_stored_run_is_checked_again_without_a_mind(few: Run, tmp_path: Path) -> None:
    file = few.write(tmp_path)
    again = read_runs(file)[0].scored(BANK)
    assert again == few
    assert again.write(tmp_path / "again").read_bytes() == file.read_bytes()
