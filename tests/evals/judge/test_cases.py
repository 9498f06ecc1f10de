"""The labelled rounds: well formed, held in halves, and rich enough to measure by."""

from collections import Counter
from pathlib import Path

import pytest

from interview_agents.evidence import fault_of
from interview_agents.scorecard import Vote
from interview_agents.transcript import turn_id
from interview_evals.errors import CorpusError
from interview_evals.judge.cases import CASES, read_cases
from interview_evals.judge.statistics import Confusion
from interview_personas import RoundKind, load_bank

ALL = read_cases()
BANK = load_bank()
DOCUMENTED = [flag.id for flag in BANK.red_flags.values() if flag.origin == "documented"]


def test_there_are_enough_of_every_round_and_role() -> None:
    assert len(ALL) >= 120
    assert {case.round for case in ALL} == set(RoundKind)
    assert {case.role for case in ALL} == set(BANK.roles)
    assert 0.45 < sum(case.half == "held" for case in ALL) / len(ALL) < 0.55


def test_every_documented_flag_is_there_three_times_and_not_there_six_times_by_its_author() -> None:
    there = Counter(flag for case in ALL for flag in case.author.flags)
    absent = Counter(flag for case in ALL for flag in case.author.absent)
    assert {flag for flag in DOCUMENTED if there[flag] < 3} == set()
    assert {flag for flag in DOCUMENTED if absent[flag] < 6} == set()


def test_a_quarter_is_strong_and_some_say_nothing_or_set_a_trap() -> None:
    kinds = Counter(case.about.kind for case in ALL)
    assert kinds["strong"] >= len(ALL) / 4
    assert not [case.id for case in ALL if case.about.kind == "strong" and case.author.present]
    assert kinds["degenerate"] >= 4
    assert len({case.about.trap for case in ALL if case.about.kind == "trap"}) >= 7


def test_every_labelled_quote_is_the_candidates() -> None:
    for case in ALL:
        transcript = case.transcript()
        for seen in (*case.author.present, *case.second.present):
            place = turn_id(case.round, seen.turn + case.lead)
            assert fault_of(place, seen.quote, transcript) is None, (case.id, seen.flag)


def test_two_readers_who_knew_nothing_of_each_other_agree() -> None:
    pairs = [
        (flag.id in case.author.flags, flag.id in case.second.flags)
        for case in ALL
        for flag in BANK.flags_of(case.round)
    ]
    kappa = Confusion.of(pairs).kappa
    assert kappa is not None
    assert kappa > 0.75
    assert f"{kappa:.2f}" in (CASES / "README.md").read_text("utf-8")


def test_truth_is_what_both_saw_or_both_ruled_out() -> None:
    case = ALL[0]
    seen = case.author.present[0]
    both = {"author": case.author, "second": case.author}
    assert case.model_copy(update=both).truth(seen.flag) is True
    other = case.author.model_copy(update={"present": (), "absent": (seen.flag,)})
    assert case.model_copy(update={"author": other, "second": other}).truth(seen.flag) is False
    apart = case.model_copy(update={"second": other})
    assert apart.truth(seen.flag) is None
    assert not apart.unseen(seen.flag)
    differ = case.second.model_copy(update={"vote": Vote.INSUFFICIENT})
    assert case.model_copy(update={"second": differ}).vote is None


def test_every_fault_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x"}\n\nno json\n', "utf-8")
    with pytest.raises(CorpusError) as raised:
        read_cases(tmp_path)
    assert {fault.split(": ")[0] for fault in raised.value.faults} == {
        f"{tmp_path / 'a.jsonl'}:1",
        f"{tmp_path / 'a.jsonl'}:3",
    }
    with pytest.raises(CorpusError, match="no labelled rounds"):
        read_cases(tmp_path / "nowhere")


def test_a_case_is_a_transcript_that_assess_reads_too() -> None:
    assert not [case.id for case in ALL if case.unknown_keys]
