"""Interviewers ask for what an answer left out."""

from tests.agents.talk import BANK
from typer.testing import CliRunner

from interview_agents.signals.readers import load_signals
from interview_agents.transcript import Move
from interview_evals.command import app
from interview_evals.judge.statistics import Confusion
from interview_evals.probes.answers import read_covered
from interview_evals.probes.figures import ProbeFigures, after

ALL = read_covered()


def test_two_readers_agree_on_what_is_covered() -> None:
    pairs = [
        (point.id in covered.author, point.id in covered.second)
        for covered in ALL
        for point in BANK.questions[covered.question].points
    ]
    assert (Confusion.of(pairs).kappa or 0) > 0.9
    assert {covered.question for covered in ALL} <= set(BANK.questions)


def test_questions_are_in_one_half_only() -> None:
    halves = {covered.question: covered.half for covered in ALL}
    assert all(halves[covered.question] == covered.half for covered in ALL)


def test_after_a_half_answer_the_interviewer_probes_for_a_point_of_the_question() -> None:
    for covered in ALL:
        direction = after(covered, BANK, load_signals())
        points = {point.id for point in BANK.questions[covered.question].points}
        assert direction.move in {Move.PROBE, Move.CLARIFY}
        assert direction.point_id is None or direction.point_id in points


def test_probes_go_for_what_was_left_out_more_often_than_chance_would() -> None:
    figures = ProbeFigures.of(read_covered(half="dev"), BANK, "dev")
    assert figures.right / figures.probes > figures.by_chance + 0.1


def test_the_command_says_how_many() -> None:
    shown = CliRunner().invoke(app, ["probes", "--half", "dev"])
    assert shown.exit_code == 0, shown.output
    assert "probes go for a point" in shown.output
