"""``interview-panel eval run``, ``score``, ``compare``, ``report``, ``list`` and ``baseline promote``."""

import json
from pathlib import Path

import pytest
from tests.evals.suites.small import rounds_in
from typer.testing import CliRunner

from interview_evals.command import app


class Desk:
    """A folder with a suite of a few rounds, and what commands leave there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "suites").mkdir()
        rounds_in(folder / "cases", 4)
        (folder / "suites" / "small.toml").write_text('kind = "judge"\ntitle = "A few rounds"\n', "utf-8")

    def eval(self, *arguments: str, code: int = 0) -> str:
        """What a command prints; it must end with that code."""
        known = {"--suites": "suites", "--baselines": "baselines", "--output": "out", "--run": "out"}
        takes = {
            "run": ("--suites", "--baselines", "--output"),
            "score": ("--suites", "--baselines"),
            "list": ("--suites", "--baselines"),
            "report": ("--baselines",),
            "baseline": ("--baselines", "--run"),
            "compare": (),
        }
        folders = [part for name in takes[arguments[0]] for part in (name, str(self.folder / known[name]))]
        jobs = ["--jobs", "1"] if arguments[0] == "run" else []
        done = CliRunner().invoke(app, [*arguments, *folders, *jobs])
        assert done.exit_code == code, done.output
        return done.output

    @property
    def stored(self) -> Path:
        return self.folder / "out" / "small.rehearsal.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_run_without_a_baseline_is_not_measured_and_with_one_it_passes(desk: Desk) -> None:
    assert "there is no baseline" in desk.eval("run", code=3)
    assert "small.rehearsal.json" in desk.eval("baseline", "promote")
    told = desk.eval("run")
    assert "Evals pass" in told
    first = {file.name: file.read_bytes() for file in (desk.folder / "out").iterdir()}
    assert set(first) == {"small.rehearsal.json", "summary.md", "junit.xml", "report.html"}
    desk.eval("run")
    assert {file.name: file.read_bytes() for file in (desk.folder / "out").iterdir()} == first


def test_a_stored_run_is_scored_and_reported_and_compared_again(desk: Desk) -> None:
    desk.eval("run", code=3)
    desk.eval("baseline", "promote")
    before = desk.stored.read_bytes()
    told = json.loads(desk.eval("score", str(desk.folder / "out"), "--json"))
    assert told["verdict"] == "pass"
    assert desk.stored.read_bytes() == before
    with (desk.folder / "suites" / "small.toml").open("a", encoding="utf-8") as suite:
        suite.write("weights = { crit = 5 }\n")
    desk.eval("score", str(desk.stored))
    assert desk.stored.read_bytes() != before
    assert "report.html" in desk.eval("report", str(desk.stored))
    assert "Evals pass" in desk.eval("compare", str(desk.folder / "out"), str(desk.stored))


def test_what_got_worse_is_named_and_exits_1(desk: Desk) -> None:
    desk.eval("run", code=3)
    kept = desk.folder / "baselines" / "small.rehearsal.json"
    desk.eval("baseline", "promote")
    kept.write_text(kept.read_text("utf-8").replace('"outcome": "held"', '"outcome": "broken"'), "utf-8")
    assert "fixed: ada-02" in desk.eval("run")
    run = json.loads(desk.stored.read_text("utf-8"))
    for check in run["checks"]:
        check["outcome"] = "broken" if check["name"] == "quotes" else check["outcome"]
    worse = desk.folder / "worse"
    worse.mkdir()
    (worse / "small.rehearsal.json").write_text(json.dumps(run), "utf-8")
    told = desk.eval("compare", str(desk.folder / "out"), str(worse), code=1)
    assert "broke: ada-02 quotes" in told


def test_no_such_case_is_no_success(desk: Desk) -> None:
    desk.eval("run", "-k", "nobody", code=5)


def test_a_suite_without_cases_is_not_hidden_by_one_that_passes(desk: Desk) -> None:
    desk.eval("run", code=3)
    desk.eval("baseline", "promote")
    empty = 'kind = "judge"\ntitle = "None"\nminds = [{ id = "rehearsal", cases = ["nobody"] }]\n'
    (desk.folder / "suites" / "empty.toml").write_text(empty, "utf-8")
    assert "there are no cases" in desk.eval("run", code=3)


@pytest.mark.parametrize("wrong", [("run", "nothing"), ("run", "--mind", "nobody")])
def test_wrong_use_is_told_apart_from_a_regression(desk: Desk, wrong: tuple[str, ...]) -> None:
    assert "choose from" in desk.eval(*wrong, code=2)


def test_a_malformed_suite_is_wrong_use_too(desk: Desk) -> None:
    (desk.folder / "suites" / "small.toml").write_text("kind = 1", "utf-8")
    desk.eval("run", code=2)


def test_suites_are_listed_with_their_minds_and_baselines(desk: Desk) -> None:
    told = desk.eval("list")
    assert "small" in told
    assert "A few rounds" in told
    assert "no" in told
