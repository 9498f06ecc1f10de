"""Kill an onsite with SIGKILL at random points, resume it, and count what was lost.

``python tests/panel/kill_campaign.py --kills 1000`` prints one line; the suite's slow part
runs 200. A child process holds the onsite and tells its parent, over a pipe, each question it
showed and each answer it acknowledged; the parent kills it, starts another and compares.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from interview_agents.answer import Answer
from interview_agents.calls.spending import Spending, note
from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.mind import AskView, ScoreView
from interview_agents.rehearsal import CandidatePlayer, Rehearsal
from interview_agents.scorecard import ProposedScorecard
from interview_agents.signals.readers import load_signals
from interview_agents.transcript import Direction, Transcript
from interview_panel import Database, Length, OnsiteRequest, PanelContext, Session, load_bank, open_archive
from interview_panel.database import Place
from interview_personas import Bank

CANDIDATES = ("haruto_mori", "oliver_whitcombe", "rafael_quintero", "dont_know")
LONGEST_S = 0.45
WRONG = ("lost", "questions changed", "asked twice", "scorecards rewritten", "unfinished", "unpaid")
"""Unpaid is a turn, scorecard or debrief that stands and is not on the bill."""


class SlowRehearsal(Rehearsal):
    """The rehearsal, with a wait inside every call so that kills land there too, and a price on it."""

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """Words with a wait in the middle."""
        note(Spending(calls=1))
        async for piece in super().ask(view, direction):
            yield piece
            await asyncio.sleep(0.0005)

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """A proposal after a wait."""
        note(Spending(calls=1))
        await asyncio.sleep(0.02)
        return await super().score(view, bank, faults)

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """A proposal after a wait."""
        note(Spending(calls=1))
        await asyncio.sleep(0.02)
        return await super().deliberate(packet, bank, faults)


@dataclass
class Tally:
    """What the campaign counted."""

    kills: int = 0
    sessions: int = 0
    acknowledged: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    """What must not happen, by the names in ``WRONG``."""

    def __str__(self) -> str:
        wrong = ", ".join(f"{self.wrong[what]} {what}" for what in WRONG)
        return (
            f"{self.kills} kills, {self.sessions} onsites, {self.acknowledged} acknowledged answers: {wrong}"
        )


def main() -> None:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--postgres", default="", help="keep them in this database, in schemas that are left there"
    )
    parser.add_argument("--longest-s", type=float, default=LONGEST_S, help="a slow machine needs more")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = campaign(options.kills, Path(folder), options.seed, options.postgres, options.longest_s)
    sys.stdout.write(f"{tally}\n")
    sys.exit(1 if tally.wrong.total() else 0)


def campaign(kills: int, folder: Path, seed: int = 0, url: str = "", longest_s: float = LONGEST_S) -> Tally:
    """Kill until the count is reached; every onsite is brought to its end and compared.

    Args:
        kills: how many.
        folder: for files of sessions.
        seed: same seed, same patience.
        url: a database to keep them in instead.
        longest_s: the longest that a child is left alone.
    """
    draw, tally = random.Random(seed), Tally()
    # Read once here, so that a child is killed at work and not at reading.
    load_bank()
    load_signals()
    while tally.kills < kills:
        place: Place = folder / f"{tally.sessions}.sqlite"
        if url:
            place = Database(url, schema=f"killed_{folder.name}_{tally.sessions}")
        candidate = CANDIDATES[tally.sessions % len(CANDIDATES)]
        patience = iter(partial(draw.uniform, 0, longest_s), None)
        told = _until_finished(place, candidate, patience, tally, kills)
        asyncio.run(_compare(place, told, tally))
        tally.sessions += 1
    return tally


def _until_finished(
    place: Place, candidate: str, patience: Iterator[float], tally: Tally, kills: int
) -> list[str]:
    told: list[str] = []
    for _ in range(400):
        patience_s = next(patience) if tally.kills < kills else 60.0
        lines, killed = _run_child(place, candidate, patience_s)
        told += lines
        tally.kills += killed
        if "finished" in lines:
            return told
    return told


def _run_child(place: Place, candidate: str, patience_s: float) -> tuple[list[str], bool]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(place, candidate, writer)
    os.close(writer)
    killed = _wait(child, patience_s)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        return pipe.read().splitlines(), killed


def _wait(child: int, patience_s: float) -> bool:
    """Wait for the child, and kill it when patience is over; tells whether it was killed."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _child(place: Place, candidate: str, writer: int) -> None:
    """Hold the onsite from wherever it stands; never returns."""
    try:
        asyncio.run(_hold(place, candidate, writer))
    finally:
        os._exit(0)


async def _hold(place: Place, candidate: str, writer: int) -> None:
    bank = load_bank()
    player = CandidatePlayer(bank.candidates[candidate], bank)

    def tell(line: str) -> None:
        os.write(writer, (line + "\n").encode())

    async with open_archive(place) as archive:
        request = OnsiteRequest(length=Length.DRILL)
        session = await Session.start(
            request, archive, PanelContext(mind=SlowRehearsal(), bank=bank), session_id="one"
        )
        standing = await session.advance()
        while standing.question is not None:
            tell(f"asked {standing.question.turn_id} {standing.question.text.encode().hex()}")
            answer = player.reply(await _round_of(session, standing.question.turn_id))
            await session.answer(answer.model_copy(update={"to": standing.question.turn_id}))
            tell(f"received {standing.question.turn_id} {_key(answer)}")
            standing = await session.advance()
        tell(standing.state)


async def _round_of(session: Session, turn_id: str) -> Transcript:
    rounds = await session.transcripts()
    return next(transcript for transcript in rounds if transcript.turn(turn_id))


def _key(answer: Answer) -> str:
    return f"{answer.text}\n{answer.code or ''}".encode().hex()


async def _compare(place: Place, told: list[str], tally: Tally) -> None:
    async with open_archive(place) as archive:
        session = await Session.resume("one", archive)
        standing = await session.standing()
        transcripts = await session.transcripts()
        sealed = [await archive.ledger.recall("one", f"scorecard/{t.round}") for t in transcripts]
    if standing is None or standing.debrief is None:
        tally.wrong["unfinished"] += 1
        return
    turns = {turn.id: turn for transcript in transcripts for turn in transcript.turns}
    after = dict(zip(turns, list(turns)[1:], strict=False))
    for line in told:
        kind, _, rest = line.partition(" ")
        turn_id, _, text = rest.partition(" ")
        if kind == "received":
            tally.acknowledged += 1
            reply = turns[after[turn_id]]
            kept = f"{reply.text}\n{reply.code or ''}".encode().hex()
            tally.wrong["lost"] += kept != text
        elif kind == "asked":
            tally.wrong["questions changed"] += turns[turn_id].text.encode().hex() != text
    questions = [t.text for t in turns.values() if not t.by_candidate]
    tally.wrong["asked twice"] += len(questions) - len(set(questions))
    scored = sum(card.points is not None for card in standing.debrief.scorecards)
    tally.wrong["unpaid"] += max(0, len(questions) + scored + 1 - standing.spent.calls)
    cards = [card.model_dump_json() for card in standing.debrief.scorecards]
    tally.wrong["scorecards rewritten"] += sum(card != kept for card, kept in zip(cards, sealed, strict=True))


if __name__ == "__main__":
    main()
