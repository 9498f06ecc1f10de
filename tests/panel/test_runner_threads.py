"""The runner from many threads at once: one run a session, and nobody misses a word."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.panel.minds import Standstill
from tests.panel.onsites import BANK, CONTEXT, FILLER, SCREEN
from tests.panel.threads import PATIENCE_S, both, finish, stand

from interview_agents.answer import Answer
from interview_panel import PanelContext
from interview_panel.run import Run
from interview_panel.runner import Runner


def test_of_two_different_answers_at_once_one_is_accepted(runner: Runner) -> None:
    session_id = runner.start(SCREEN)
    stand(runner.follow(session_id))
    results = both(
        *(
            lambda text=text: runner.answer(session_id, Answer(to="recruiter-01", text=text))
            for text in ("a", "b")
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["OutOfTurnError", "Run"]
    (run,) = [result for result in results if isinstance(result, Run)]
    standing = stand(run)
    assert standing.question is not None
    assert standing.question.turn_id == "recruiter-03"
    won = ["a", "b"][[isinstance(result, Run) for result in results].index(True)]
    assert [turn.text for turn in runner.transcripts(session_id)[0].answers()] == [won]


def test_the_same_answer_from_many_threads_is_one_answer(runner: Runner) -> None:
    session_id = runner.start(SCREEN)
    stand(runner.follow(session_id))
    answer = Answer(to="recruiter-01", text=FILLER)
    results = both(*([lambda: runner.answer(session_id, answer)] * 6))
    assert all(isinstance(result, Run) for result in results)
    standings = [stand(result) for result in results if isinstance(result, Run)]
    assert {s.question.turn_id for s in standings if s.question} == {"recruiter-03"}
    assert len(runner.transcripts(session_id)[0].turns) == 3


def test_who_follows_late_hears_everything_from_the_start(path: Path | None) -> None:
    mind = Standstill()
    with Runner(path, PanelContext(mind=mind, bank=BANK)) as runner:
        session_id = runner.start(SCREEN)
        assert mind.entered.wait(PATIENCE_S)
        late = runner.follow(session_id)
        assert late.standing is None
        mind.through.set()
        standing = stand(late)
    assert standing.question is not None
    assert late.partial() == ("recruiter-01", standing.question.text)


def test_no_second_run_is_started_while_one_is_active(path: Path | None) -> None:
    mind = Standstill()
    with Runner(path, PanelContext(mind=mind, bank=BANK)) as runner:
        session_id = runner.start(SCREEN)
        assert mind.entered.wait(PATIENCE_S)
        runs = [runner.follow(session_id, again=again) for again in (False, True, False, True)]
        assert all(run is runs[0] for run in runs)
        mind.through.set()
        stand(runs[0])
        assert mind.calls == {"ask": 1}
        assert runner.follow(session_id) is runs[0]
        assert runner.follow(session_id, again=True) is not runs[0]


def test_closing_waits_for_what_is_running(tmp_path: Path) -> None:
    mind = Standstill()
    runner = Runner(tmp_path / "s.sqlite", PanelContext(mind=mind, bank=BANK))
    session_id = runner.start(SCREEN)
    assert mind.entered.wait(PATIENCE_S)
    run = runner.follow(session_id)
    closing = threading.Thread(target=runner.close)
    closing.start()
    assert run.standing is None
    mind.through.set()
    closing.join(PATIENCE_S)
    assert not closing.is_alive()
    assert run.standing is not None
    with Runner(tmp_path / "s.sqlite", CONTEXT) as again:
        assert [turn.id for turn in again.transcripts(session_id)[0].turns] == ["recruiter-01"]


def test_many_onsites_run_side_by_side_in_one_file(tmp_path: Path) -> None:
    with Runner(tmp_path / "s.sqlite", CONTEXT) as runner:
        six_at_once(runner)


def test_many_onsites_run_side_by_side_in_memory() -> None:
    with Runner(context=CONTEXT) as runner:
        six_at_once(runner)


def six_at_once(runner: Runner) -> None:
    ids = [runner.start(SCREEN) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        ends = list(pool.map(lambda name: finish(runner, name), ids))
    assert [end.state for end in ends] == ["finished"] * 6
    assert len({end.debrief.model_dump_json() for end in ends if end.debrief}) == 1, (
        "the same seed, the same onsite"
    )
