"""Flips are counted, and a judge's own noise beside them."""

import json
from pathlib import Path

from tests.agents.talk import BANK
from typer.testing import CliRunner

from interview_agents.mind import ScoreView
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import ProposedScorecard
from interview_evals.command import app
from interview_evals.judge.cases import read_cases
from interview_evals.twins.data import read_twins
from interview_evals.twins.figures import compare
from interview_evals.twins.making import Change
from interview_personas import Bank

FEW = tuple(case for case in read_cases(half="dev") if case.about.kind != "degenerate")[:4]


class Flattered(Rehearsal):
    """Says nothing against whoever is polite."""

    async def score(self, view: ScoreView, bank: Bank, faults: object = ()) -> ProposedScorecard:  # noqa: ARG002
        sheet = await super().score(view, bank)
        polite = "appreciate you asking" in view.transcript.turns[1].text
        return sheet.model_copy(update={"scores": (), "rulings": ()}) if polite else sheet


async def test_names_pronouns_schools_and_countries_change_nothing() -> None:
    figures = await compare(FEW, read_twins(), BANK, Rehearsal(), "dev")
    (identity,) = [kind for kind in figures.changes if kind.change is Change.IDENTITY]
    assert identity.pairs == len(FEW) * len(read_twins().identities)
    assert identity.flips == 0
    assert figures.noise == 0


async def test_a_judge_that_is_flattered_is_found_out() -> None:
    figures = await compare(FEW, read_twins(), BANK, Flattered(), "dev")
    found = {kind.change: kind.flips for kind in figures.changes}
    assert found[Change.POLITENESS] > 0
    assert found[Change.IDENTITY] == 0
    assert {pair.change for pair in figures.flipped} >= {Change.POLITENESS}


def test_twins_can_be_written_down_as_rounds(tmp_path: Path) -> None:
    file = tmp_path / "twins.jsonl"
    result = CliRunner().invoke(app, ["twins", "--save", str(file)])
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(lines) > 500
    assert {"change", "variant", "case"} == set(lines[0])
