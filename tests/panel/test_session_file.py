"""An onsite as a file: out of one store, into another, and on where it stood."""

import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from tests.agents.talk import ran
from tests.panel.minds import Counting
from tests.panel.onsites import BANK, CONTEXT, SCREEN, play, player, reply_to

from interview_agents.calls.spending import Spending
from interview_panel import (
    Archive,
    OnsiteRequest,
    PanelContext,
    RoundKind,
    Session,
    memory_archive,
    open_archive,
)
from interview_panel.errors import OutOfTurnError, SessionFileError, UnknownSessionError
from interview_panel.session_file import SessionFile, exported, imported, read_session

CODED = OnsiteRequest(length=SCREEN.length, rounds=(RoundKind.CODING,))


@asynccontextmanager
async def memory() -> AsyncIterator[Archive]:
    yield memory_archive()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> AbstractAsyncContextManager[Archive]:
    """The store that a file is read into."""
    if request.param == "postgres":
        return open_archive(request.getfixturevalue("database"))
    return memory() if request.param == "memory" else open_archive(tmp_path / "other.sqlite")


async def begun(archive: Archive, request: OnsiteRequest = SCREEN, answers: int = 1) -> Session:
    """An onsite with so many answers, and a bill."""
    session = await Session.start(
        request, archive, PanelContext(mind=Counting(Spending(calls=1)), bank=BANK), owner="me"
    )
    standing, who = await session.advance(), player("haruto_mori")
    for _ in range(answers):
        await session.answer(await reply_to(session, standing, who))
        standing = await session.advance()
    return session


async def carried(session: Session, other: Archive) -> Session:
    """The onsite in another store, through the text of a file."""
    text = (await exported(session.id, session.archive)).model_dump_json()
    return await Session.resume(await imported(read_session(text), other), other, CONTEXT)


async def test_an_open_onsite_goes_on_elsewhere_where_it_stood(
    other: AbstractAsyncContextManager[Archive],
) -> None:
    session = await begun(memory_archive())
    await session.archive.ledger.keep_draft(session.id, "words", "half a thought")
    async with other as archive:
        mind = Counting()
        here = Session((await carried(session, archive)).id, archive, PanelContext(mind=mind, bank=BANK))
        assert await here.advance() == await session.advance()
        assert mind.calls == {}, "nothing was asked of the mind again"
        assert await archive.ledger.drafts(here.id) == {"words": "half a thought"}
        charges = [list(await ledger.charges(here.id)) for ledger in (archive.ledger, session.archive.ledger)]
        assert charges[0] == charges[1] != []
        assert await archive.ledger.session(here.id) == await session.archive.ledger.session(session.id)
        assert (await play(here)).state == "finished"


async def test_a_finished_onsite_is_read_elsewhere_without_asking_a_mind(
    other: AbstractAsyncContextManager[Archive],
) -> None:
    session = await begun(memory_archive())
    standing = await play(session)
    async with other as archive:
        here = await carried(session, archive)
        assert await here.standing() == standing
        assert (await exported(here.id, archive)) == await exported(session.id, session.archive)


async def test_runs_of_code_go_along_those_of_the_open_question_too() -> None:
    session = await begun(memory_archive(), CODED)
    asked = (await session.transcripts())[0].next_id()
    await session.archive.ledger.keep_run(session.id, "coding-02", ran("x = 1", submitted=True))
    await session.archive.ledger.keep_run(session.id, asked, ran("y = 2", submitted=False))
    here = await carried(session, memory_archive())
    assert await here.transcripts() == await session.transcripts()
    assert (await here.transcripts())[0].turns[1].runs
    assert list(await here.archive.ledger.runs(here.id, asked)) == [ran("y = 2", submitted=False)]


async def test_an_onsite_that_is_there_already_stays_as_it_is() -> None:
    session = await begun(memory_archive())
    file = await exported(session.id, session.archive)
    with pytest.raises(SessionFileError, match="is here already: delete it first"):
        await imported(file.model_copy(update={"transcripts": ()}), session.archive)
    assert await exported(session.id, session.archive) == file


async def test_a_file_with_turns_missing_leaves_nothing_behind() -> None:
    session = await begun(memory_archive())
    whole = json.loads((await exported(session.id, session.archive)).model_dump_json())
    del whole["transcripts"][0]["turns"][0]
    archive = memory_archive()
    with pytest.raises(OutOfTurnError, match="does not come next"):
        await imported(read_session(json.dumps(whole)), archive)
    with pytest.raises(UnknownSessionError):
        await archive.ledger.session(session.id)


async def spoilt(**changes: object) -> str:
    """An exported session with something else in it."""
    session = await begun(memory_archive(), answers=0)
    return json.dumps({**(await exported(session.id, session.archive)).model_dump(mode="json"), **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": 2}, "a session of version 2: this interview-panel reads"),
        ({"format": "something else"}, "no exported session"),
        ({"transcripts": 7}, "no exported session: transcripts: "),
        ({"more": 7}, "no exported session: more: "),
        ({"remembered": {"plan": "{}"}}, "no exported session: remembered"),
    ],
)
async def test_a_file_that_cannot_be_entered_is_named_by_what_is_wrong(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(SessionFileError) as refused:
        read_session(await spoilt(**changes))
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("text", ["", "[]", "7", "{", '{"session": {}}'])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SessionFileError, match="no exported session"):
        read_session(text)


async def test_what_a_version_1_file_holds_does_not_change_without_its_version() -> None:
    assert set(SessionFile.model_fields) == {
        "format", "version", "session", "transcripts", "tries", "debrief", "remembered", "charges", "drafts"
    }  # fmt: skip
