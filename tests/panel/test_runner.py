"""The one owner of the loop: many threads ask, one run a session answers."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.panel.minds import Counting, Failing
from tests.panel.onsites import BANK, CONTEXT, FILLER, SCREEN, player

from interview_agents.answer import Answer
from interview_panel import OnsiteRequest, PanelContext
from interview_panel.errors import OutOfTurnError, RequestError, StoreError, UnknownSessionError
from interview_panel.runner import Run, Runner
from interview_panel.session import Standing

PATIENCE_S = 60.0


class Waiting(Counting):
    """Every call stands still until the test lets it through."""

    def __init__(self) -> None:
        super().__init__()
        self.through = threading.Event()
        self.entered = threading.Event()

    async def ask(self, *args: object):  # type: ignore[no-untyped-def,override]  # noqa: ANN202 - passed on
        """The first word at once, the rest when the gate is open."""
        first = True
        async for piece in super().ask(*args):  # type: ignore[arg-type]
            yield piece
            if first:
                self.entered.set()
                while not self.through.is_set():
                    await asyncio.sleep(0.001)
            first = False


@pytest.fixture(params=["memory", "file"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "s.sqlite" if request.param == "file" else None


@pytest.fixture
def runner(path: Path | None) -> Iterator[Runner]:
    with Runner(path, CONTEXT) as made:
        yield made


def stand(run: Run) -> Standing:
    standing = run.wait(PATIENCE_S)
    assert standing is not None
    return standing


def finish(runner: Runner, session_id: str) -> Standing:
    who, standing = player(), stand(runner.follow(session_id))
    while standing.question is not None:
        rounds = {transcript.round: transcript for transcript in runner.transcripts(session_id)}
        answer = who.reply(rounds[standing.question.round])
        standing = stand(
            runner.answer(session_id, answer.model_copy(update={"to": standing.question.turn_id}))
        )
    return standing


def both(*calls: Callable[[], object]) -> list[object]:
    """Make calls from threads of their own, at once; gives results and errors."""
    together = threading.Barrier(len(calls))

    def one(call: Callable[[], object]) -> object:
        together.wait()
        try:
            return call()
        except OutOfTurnError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_an_onsite_is_held_from_a_thread_that_has_no_loop(runner: Runner) -> None:
    session_id = runner.start(SCREEN)
    assert finish(runner, session_id).debrief is not None
    assert runner.row(session_id).finished


def test_of_two_different_answers_at_once_one_is_accepted(runner: Runner) -> None:
    session_id = runner.start(SCREEN)
    stand(runner.follow(session_id))
    results = both(
        *(
            lambda text=text: runner.answer(session_id, Answer(to="recruiter-01", text=text))
            for text in ("a", "b")
        )  # type: ignore[misc]
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
    standings = {stand(result) for result in results if isinstance(result, Run)}
    assert {s.question.turn_id for s in standings if s.question} == {"recruiter-03"}
    assert len(runner.transcripts(session_id)[0].turns) == 3


def test_who_follows_late_hears_everything_from_the_start(path: Path | None) -> None:
    mind = Waiting()
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
    mind = Waiting()
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
    mind = Waiting()
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


def test_a_paused_onsite_goes_on_when_asked_again() -> None:
    with Runner(context=PanelContext(mind=Failing("ask"), bank=BANK)) as runner:
        session_id = runner.start(SCREEN)
        assert stand(runner.follow(session_id)).problem == "the line is down: try again"
        assert stand(runner.follow(session_id)).state == "paused", "the same run"
        assert stand(runner.follow(session_id, again=True)).state == "waiting"


def test_a_fault_in_a_mind_pauses_and_never_leaves_a_follower_waiting() -> None:
    with Runner(context=PanelContext(mind=Failing("ask", error=RuntimeError("a bug")), bank=BANK)) as runner:
        session_id = runner.start(SCREEN)
        assert stand(runner.follow(session_id)).state == "paused"
        assert stand(runner.follow(session_id, again=True)).state == "waiting"


def test_a_session_is_its_owners(runner: Runner) -> None:
    session_id = runner.start(SCREEN, owner="anna")
    stand(runner.follow(session_id))
    assert runner.row(session_id, "anna").owner == "anna"
    for other in ("", "bert", "Anna"):
        with pytest.raises(UnknownSessionError):
            runner.row(session_id, other)
        assert list(runner.sessions(other)) == []
    assert [row.id for row in runner.sessions("anna")] == [session_id]


def test_a_deleted_session_is_gone(runner: Runner) -> None:
    session_id, kept = runner.start(SCREEN), runner.start(SCREEN)
    for each in (session_id, kept):
        stand(runner.follow(each))
    runner.delete(session_id)
    with pytest.raises(UnknownSessionError):
        runner.follow(session_id)
    with pytest.raises(UnknownSessionError):
        runner.answer(session_id, Answer(text=FILLER))
    assert [row.id for row in runner.sessions()] == [kept]


@pytest.mark.parametrize("call", ["follow", "transcripts", "row"])
def test_a_session_that_is_not_there_is_unknown(runner: Runner, call: str) -> None:
    with pytest.raises(UnknownSessionError):
        getattr(runner, call)("nobody")


def test_what_the_bank_cannot_give_is_refused_at_once(runner: Runner) -> None:
    with pytest.raises(RequestError):
        runner.start(OnsiteRequest(company="acme"))
    assert list(runner.sessions()) == []


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


def test_a_file_that_is_not_ours_is_refused_and_no_thread_is_left(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text(
        "This is no database, but it is long enough to look like a page. " * 20
    )
    with pytest.raises(StoreError, match="move it away"):
        Runner(tmp_path / "s.sqlite")
    assert "interview-runner" not in {thread.name for thread in threading.enumerate()}
