"""What the documentation shows is what is sent, and what came back stood every check."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interview_agents.transcript import Move
from interview_evals.command import app
from interview_evals.prompts.holding import Held, hold
from interview_evals.prompts.onsite import read_onsite
from interview_evals.prompts.rendering import AGENTS, pages
from interview_personas import RoundKind, load_bank

DOCUMENTED = Path(__file__).parents[3] / "docs" / "prompts"
ONSITE = read_onsite()


@pytest.fixture(scope="module")
def held() -> Held:
    return asyncio.run(hold(ONSITE, load_bank()))


def test_the_documented_prompts_are_the_ones_that_go_out(held: Held) -> None:
    documented = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTED.iterdir()}
    assert documented == pages(held), "interview-panel eval prompts"


def test_there_is_a_page_for_every_interviewer_and_every_other_agent(held: Held) -> None:
    agents = {*(kind.value for kind in RoundKind), "scorer", "judge", "candidate"}
    assert {agent.name for agent in AGENTS} == agents
    assert set(pages(held)) == {"README.md", *(f"{name}.md" for name in agents)}


def test_the_pages_show_different_moves() -> None:
    moves = {exchange.move for held in ONSITE.rounds for exchange in held.exchanges}
    assert moves == set(Move)


def test_no_claim_of_the_sheets_that_are_shown_is_dropped(held: Held) -> None:
    assert held.debrief.dropped == ()
    assert held.debrief.supported == held.debrief.proposed > 30
    assert len(held.debrief.rewrites) == len(ONSITE.committee.rewrites) == 3


def test_scorers_and_the_judge_are_shown_without_a_name(held: Held) -> None:
    for agent in ("scorer.md", "judge.md"):
        assert "I'm [name], and at" in pages(held)[agent]
        assert "Ana" not in pages(held)[agent]


def test_a_page_that_would_change_is_named_and_then_written(tmp_path: Path) -> None:
    run = CliRunner()
    assert run.invoke(app, ["prompts", "--to", str(tmp_path)]).exit_code == 0
    assert run.invoke(app, ["prompts", "--to", str(tmp_path), "--check"]).exit_code == 0
    (tmp_path / "judge.md").write_text("Be kind.", encoding="utf-8")
    checked = run.invoke(app, ["prompts", "--to", str(tmp_path), "--check"])
    assert checked.exit_code == 1
    assert "judge.md: run `interview-panel eval prompts`" in checked.stderr
    assert (tmp_path / "judge.md").read_text(encoding="utf-8") == "Be kind."
    assert "1 of them new" in run.invoke(app, ["prompts", "--to", str(tmp_path)]).stdout
    assert (tmp_path / "judge.md").read_bytes() == (DOCUMENTED / "judge.md").read_bytes()
