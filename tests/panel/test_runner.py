"""The one owner of the loop: starts, follows, pauses, deletes, refuses."""

import threading
from pathlib import Path

import pytest
from tests.panel.minds import Failing
from tests.panel.onsites import BANK, FILLER, SCREEN
from tests.panel.threads import finish, stand

from interview_agents.answer import Answer
from interview_panel import OnsiteRequest, PanelContext
from interview_panel.errors import RequestError, StoreError, UnknownSessionError
from interview_panel.runner import Runner


def test_an_onsite_is_held_from_a_thread_that_has_no_loop(runner: Runner) -> None:
    session_id = runner.start(SCREEN)
    assert finish(runner, session_id).debrief is not None
    assert runner.row(session_id).finished


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


def test_a_file_that_is_not_ours_is_refused_and_no_thread_is_left(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text(
        "This is no database, but it is long enough to look like a page. " * 20
    )
    with pytest.raises(StoreError, match="move it away"):
        Runner(tmp_path / "s.sqlite")
    assert "interview-runner" not in {thread.name for thread in threading.enumerate()}
