"""A runner, and what several threads do with it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.panel.onsites import player

from interview_panel.errors import OutOfTurnError
from interview_panel.run import Run
from interview_panel.runner import Runner
from interview_panel.session import Standing

PATIENCE_S = 60.0


def stand(run: Run) -> Standing:
    """The standstill of a run."""
    standing = run.wait(PATIENCE_S)
    assert standing is not None
    return standing


def finish(runner: Runner, session_id: str) -> Standing:
    """Hold an onsite to its end."""
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
