"""Running code that is being written, for an answer that is not given yet."""

from interview_agents.code_run import CodeRun
from interview_agents.record import record_of
from interview_agents.transcript import Move, Transcript, turn_id
from interview_panel.errors import CodeOffError, OutOfTurnError
from interview_panel.session import Session

MOST_TRIES = 50
"""Runs of code that one answer can take."""


async def try_code(session: Session, code: str) -> CodeRun:
    """Run code for the open question against the tests the candidate can see.

    The run becomes a part of the answer that is being written, also while the next question
    is still coming.

    Raises:
        OutOfTurnError: when no coding question is open, or it was tried too often.
        CodeOffError: when this machine has no sandbox.
    """
    transcript, ledger = await session.open_round(), session.archive.ledger
    question = session.context.the_bank().questions.get(_asked_now(transcript))
    if question is None or question.coding is None:
        raise OutOfTurnError("no coding question is open just now: reload, and answer the one that is")
    sandbox = await session.context.the_sandbox()
    if sandbox is None:
        raise CodeOffError
    answer_id = _written_now(transcript)
    if len(await ledger.runs(session.id, answer_id)) >= MOST_TRIES:
        raise OutOfTurnError(f"the code was run {MOST_TRIES} times for this question: hand it in")
    run = await sandbox.run(question.coding, question.id, code, submitted=False)
    await ledger.keep_run(session.id, answer_id, run)
    return run


async def tries(session: Session) -> tuple[CodeRun, ...]:
    """Runs of code for the answer that is being written, oldest first."""
    transcript = await session.open_round()
    return tuple(await session.archive.ledger.runs(session.id, _written_now(transcript)))


def _asked_now(transcript: Transcript) -> str:
    """The question on the table, also while the interviewer speaks; empty when there is none."""
    last = transcript.turns[-1] if transcript.turns else None
    if last is None or last.wants == "end_round":
        return ""
    closed = last.direction is not None and last.direction.move is Move.CLOSE
    return "" if closed else record_of(transcript).current


def _written_now(transcript: Transcript) -> str:
    """The id of the answer that is being written: while the interviewer speaks, the one after that."""
    answered = bool(transcript.turns) and transcript.turns[-1].by_candidate
    return turn_id(transcript.round, len(transcript.turns) + answered)
