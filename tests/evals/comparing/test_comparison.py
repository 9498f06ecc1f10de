"""A run beside its baseline: what is a regression, what may be chance, and what was not measured."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.evals.suites.small import SHIPPED

from interview_agents.scorecard import Provenance
from interview_evals.comparing.baseline import Baseline, baseline_for, promote
from interview_evals.comparing.comparison import Comparison
from interview_evals.comparing.verdicts import Verdict, exit_code
from interview_evals.errors import CorpusError
from interview_evals.judge.statistics import ALPHA, holm, least_drop, mcnemar
from interview_evals.suites.checks import VERSION, answered, check
from interview_evals.suites.runs import Run

Outcomes = Mapping[str, bool | None]
"""By ``case/check``; None is not measured."""


def run_of(outcomes: Outcomes, *, hard: bool = False, part: str = "", version: int = VERSION) -> Run:
    """A run whose checks came out so."""
    checks = tuple(
        check(name.partition("/")[0], name.partition("/")[2], held, hard=hard, group=name.partition("/")[2])
        for name, held in outcomes.items()
    )
    made_with = Provenance(mind="rehearsal", bank_sha256="b")
    return Run(
        version=version,
        suite=SHIPPED["judge"],
        mind="rehearsal",
        provenance=made_with,
        held=(),
        checks=checks,
        figures={},
        part=part,
    )


def compared(before: Outcomes, now: Outcomes, *, hard: bool = False) -> Comparison:
    return Comparison.of(run_of(now, hard=hard), Baseline.of(run_of(before, hard=hard)))


def cases(count: int, *, broken: int = 0) -> dict[str, bool | None]:
    """So many cases of two checks each; the first few have a broken one."""
    return {
        f"c{n}/{name}": not (n < broken and name == "vote") for n in range(count) for name in ("vote", "flag")
    }


def test_nothing_moved_is_a_pass_that_says_what_it_could_not_have_seen() -> None:
    same = compared(cases(50), cases(50))
    assert same.verdict is Verdict.PASS
    assert (same.worse, same.better, same.change.value) == (0, 0, 0.0)
    assert same.least_drop == 0.2


def test_six_cases_worse_and_none_better_are_a_regression_with_their_names() -> None:
    found = compared(cases(50), cases(50, broken=6))
    assert found.verdict is Verdict.REGRESSION
    assert [moved.case for moved in found.regressed] == ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert exit_code([found.verdict]) == 1


def test_five_worse_may_be_chance_and_may_be_a_drop() -> None:
    found = compared(cases(50), cases(50, broken=5))
    assert found.verdict is Verdict.INCONCLUSIVE
    assert exit_code([found.verdict]) == 0
    assert exit_code([found.verdict], strict=True) == 1


def test_as_many_mended_as_broken_is_no_drop() -> None:
    swapped = {**cases(200), **{f"c{n}/vote": n >= 8 for n in range(16)}}
    before = {**cases(200), **{f"c{n}/vote": n < 8 for n in range(16)}}
    found = compared(before, swapped)
    assert (found.worse, found.better) == (8, 8)
    assert found.verdict is Verdict.PASS
    assert len(found.fixed) == 8


def test_checks_of_one_case_count_once() -> None:
    before = {f"c{n}/flag{k}": True for n in range(20) for k in range(8)}
    now = {**before, **{f"c0/flag{k}": False for k in range(8)}}
    found = compared(before, now)
    assert (found.worse, len(found.regressed)) == (1, 8)
    assert found.verdict is not Verdict.REGRESSION


def test_one_broken_invariant_is_enough_and_a_known_one_is_not() -> None:
    assert compared(cases(50), cases(50, broken=1), hard=True).verdict is Verdict.REGRESSION
    assert compared(cases(50, broken=1), cases(50, broken=1), hard=True).verdict is Verdict.PASS
    assert Comparison.of(run_of(cases(3, broken=1), hard=True), None).verdict is Verdict.REGRESSION


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ({}, "there are no cases"),
        ({"c0/vote": None}, "nothing was measured"),
        ({**cases(3), "c0/vote": None}, "1 of 6 checks have no answer, vote of c0"),
        (cases(2), "1 cases of the baseline were not held, c2"),
    ],
)
def test_what_has_no_answer_is_never_a_pass(now: Outcomes, why: str) -> None:
    found = compared(cases(3), now)
    assert found.verdict is Verdict.NOT_MEASURED
    assert why in found.because
    assert exit_code([Verdict.PASS, found.verdict]) == 3


def test_a_mind_that_never_answers_is_no_pass_whatever_the_baseline_says() -> None:
    silent = run_of({}).model_copy(
        update={"checks": (answered("c0", "answered", "it is gone", missed=False),)}
    )
    assert Comparison.of(silent, Baseline.of(silent)).verdict is Verdict.NOT_MEASURED


def test_what_the_baseline_could_not_measure_either_is_known() -> None:
    known = {**cases(3), "c0/vote": None}
    assert compared(known, known).verdict is Verdict.PASS


def test_a_regression_is_told_even_where_other_cases_have_no_answer() -> None:
    now = {**cases(50, broken=6), "c9/vote": None}
    assert compared(cases(50), now).verdict is Verdict.REGRESSION


def test_nothing_to_compare_with_is_not_measured() -> None:
    assert Comparison.of(run_of(cases(3)), None).verdict is Verdict.NOT_MEASURED
    older = Baseline.of(run_of(cases(3), version=VERSION - 1))
    assert "version" in Comparison.of(run_of(cases(3)), older).because


def test_no_comparison_at_all_has_an_exit_code_of_its_own() -> None:
    assert exit_code([]) == 5


def test_groups_are_told_as_if_there_were_only_one_of_them() -> None:
    before = {f"c{n}/{flag}": True for n in range(30) for flag in "abc"}
    now = {**before, **{f"c{n}/a": False for n in range(6)}, **{f"c{n}/b": False for n in range(5)}}
    groups = {group.name: group for group in compared(before, now).groups}
    assert set(groups) == {"a", "b"}
    assert groups["a"].p == pytest.approx(1 / 32)
    assert groups["a"].p_holm == pytest.approx(2 / 32)


def test_a_baseline_is_a_line_a_check_and_reads_back(tmp_path: Path) -> None:
    run = run_of(cases(2, broken=1))
    file = promote(run, tmp_path)
    assert '   "vote": {"outcome": "broken", "said": ""}' in file.read_text("utf-8")
    assert baseline_for(run, tmp_path) == Baseline.of(run) == baseline_for(run, file)
    assert promote(run, tmp_path).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("run", [run_of({}), run_of({"c/vote": None}), run_of(cases(3), part="c")])
def test_a_run_that_measured_too_little_is_no_baseline(run: Run, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be a baseline"):
        promote(run, tmp_path)


def test_a_spoilt_baseline_is_told(tmp_path: Path) -> None:
    run = run_of(cases(2))
    promote(run, tmp_path).write_text("{", "utf-8")
    with pytest.raises(CorpusError, match="no baseline"):
        baseline_for(run, tmp_path)


def test_without_a_change_wolf_is_cried_as_rarely_as_promised() -> None:
    draw = random.Random(7)
    alarms = naive = 0
    for _ in range(2000):
        flips = [draw.choice((-1, 1)) for _ in range(24) if draw.random() < 0.05]
        worse, better = flips.count(-1), flips.count(1)
        naive += worse > better
        alarms += worse > better and mcnemar(worse, better) < ALPHA
    assert alarms / 2000 <= 0.025
    assert naive / 2000 > 0.25


def test_a_drop_that_would_likely_be_seen_is_smaller_with_more_cases() -> None:
    drops = [least_drop(count) for count in (24, 50, 100, 200)]
    assert drops == sorted(filter(None, drops), reverse=True)
    assert least_drop(5) is None
    assert holm([]) == []
