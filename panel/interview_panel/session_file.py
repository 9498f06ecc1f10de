"""A whole onsite as one file: to keep, to look into, and to go on with elsewhere."""

import json
from collections.abc import Mapping
from typing import Final, Literal

from pydantic import ValidationError, field_validator

from interview_agents.code_run import CodeRun
from interview_agents.debrief import Debrief
from interview_agents.scorecard import Scorecard
from interview_agents.transcript import Transcript
from interview_panel.archive import Archive
from interview_panel.book import DEBRIEF
from interview_panel.errors import SessionFileError, UnknownSessionError
from interview_panel.ledger import Charge, Ledger, SessionRow
from interview_panel.plan import OnsitePlan
from interview_panel.session import PLAN, Session
from interview_personas import Record

FORMAT: Final = "interview-panel session"
VERSION: Final = 1


class SessionFile(Record):
    """All that is kept of an onsite."""

    format: Literal["interview-panel session"] = FORMAT
    version: Literal[1] = VERSION
    session: SessionRow
    transcripts: tuple[Transcript, ...]
    """Every round's turns, with their runs of code."""
    tries: Mapping[str, tuple[CodeRun, ...]] = {}
    """Runs for an answer that is not given yet, by the answer's id."""
    debrief: Debrief | None = None
    remembered: Mapping[str, str] = {}
    """What else minds produced: scorecards and the plan, by what they are kept under."""
    charges: tuple[Charge, ...] = ()
    drafts: Mapping[str, str] = {}

    @field_validator("remembered")
    @classmethod
    def _can_be_read(cls, remembered: Mapping[str, str]) -> Mapping[str, str]:
        for key, value in remembered.items():
            (OnsitePlan if key == PLAN else Scorecard).model_validate_json(value)
        return remembered


async def exported(session_id: str, archive: Archive) -> SessionFile:
    """A session as a file's content; nothing is run.

    Raises:
        UnknownSessionError: when there is no such session.
    """
    ledger, session = archive.ledger, await Session.resume(session_id, archive)
    transcripts = await session.transcripts()
    unanswered = [
        round_.next_id() for round_ in transcripts if not (round_.turns and round_.turns[-1].by_candidate)
    ]
    tries = {turn_id: tuple(await ledger.runs(session_id, turn_id)) for turn_id in unanswered}
    remembered = await ledger.remembered(session_id)
    return SessionFile(
        session=await ledger.session(session_id),
        transcripts=transcripts,
        tries={turn_id: runs for turn_id, runs in tries.items() if runs},
        debrief=await session.debrief(),
        remembered={key: value for key, value in remembered.items() if key != DEBRIEF},
        charges=tuple(await ledger.charges(session_id)),
        drafts=await ledger.drafts(session_id),
    )


async def imported(file: SessionFile, archive: Archive) -> str:
    """Enter an exported session; gives its id. It goes on where it stood.

    Raises:
        SessionFileError: when a session of that id is here already.
        OutOfTurnError: when turns are missing from the file.
    """
    session_id = file.session.id
    try:
        await archive.ledger.session(session_id)
    except UnknownSessionError:
        pass
    else:
        raise SessionFileError(
            f"{session_id} is here already: delete it first, if the file's is the one to keep"
        )
    try:
        await _enter(file, archive.ledger)
    except BaseException:
        await archive.delete(session_id)
        raise
    return session_id


def read_session(text: str) -> SessionFile:
    """The session that a file holds.

    Raises:
        SessionFileError: when it holds none, or one of another version.
    """
    try:
        told = json.loads(text)
    except ValueError as error:
        raise SessionFileError(f"no exported session: not JSON ({error})") from error
    version = told.get("version") if isinstance(told, dict) and told.get("format") == FORMAT else None
    if version != VERSION:
        what = "no exported session" if version is None else f"a session of version {version}"
        raise SessionFileError(
            f"{what}: this interview-panel reads what `sessions export` of version {VERSION} writes"
        )
    try:
        return SessionFile.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SessionFileError(f"no exported session: {where}: {first['msg']}") from error


async def _enter(file: SessionFile, ledger: Ledger) -> None:
    name = file.session.id
    await ledger.open(file.session.model_copy(update={"finished": False}))
    await _enter_turns(file, ledger)
    sealed = {DEBRIEF: file.debrief.about(()).model_dump_json()} if file.debrief else {}
    for key, value in {**file.remembered, **sealed}.items():
        await ledger.remember(name, key, value)
    for charge in file.charges:
        await ledger.charge(name, charge.work, charge.spending)
    for field, text in file.drafts.items():
        await ledger.keep_draft(name, field, text)
    if file.session.finished:
        await ledger.finish(name)


async def _enter_turns(file: SessionFile, ledger: Ledger) -> None:
    turns = [turn for transcript in file.transcripts for turn in transcript.turns]
    for turn in turns:
        await ledger.append(file.session.id, turn.model_copy(update={"runs": ()}))
    for turn_id, runs in [*((turn.id, turn.runs) for turn in turns), *file.tries.items()]:
        for run in runs:
            await ledger.keep_run(file.session.id, turn_id, run)
