"""A library of yours on top of ours: what a type checker knows of it, in strict mode and without a plugin.

The tests check it with mypy against the built wheel. Each ``assert_type`` is something that you can rely on.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_type

from interview_panel import (
    Answer,
    Archive,
    Debrief,
    Decision,
    InterviewError,
    Length,
    OnsiteRequest,
    PanelContext,
    RoundKind,
    Session,
    Standing,
    Transcript,
    Vote,
    open_archive,
)


async def practice(archive: Archive, asked: OnsiteRequest, words: Sequence[str]) -> Debrief | None:
    """Say these words, one answer each, and read what the committee wrote; None when it still waits."""
    session = await Session.start(asked, archive, PanelContext(runs_code=False))
    standing = await session.advance()
    for text in words:
        if standing.question is None:
            break
        assert_type(standing.question.round, RoundKind)
        await session.answer(Answer(text=text, to=standing.question.turn_id, seconds=30))
        standing = await session.advance()
    assert_type(standing, Standing)
    assert_type(await session.transcripts(), tuple[Transcript, ...])
    return standing.debrief


async def main() -> dict[RoundKind, Vote]:
    """Each round's vote."""
    asked = OnsiteRequest(rounds=(RoundKind.BEHAVIORAL,), length=Length.DRILL, seed=3)
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder) / "sessions.sqlite") as archive:
            debrief = await practice(archive, asked, ["I checked the row counts before I told anybody."] * 9)
    if debrief is None:
        raise InterviewError("nine answers were not enough: say more")
    assert_type(debrief.decision, Decision)
    return {card.round: card.vote for card in debrief.scorecards}


if __name__ == "__main__":
    for kind, vote in asyncio.run(main()).items():
        print(f"{kind}: {vote}")
