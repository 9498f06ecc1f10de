"""Hold a whole onsite from Python and read the debrief.

The candidate here is one of the bank's simulated ones; put your own words in their place.
"""

import asyncio

from interview_agents.rehearsal import CandidatePlayer
from interview_panel import Length, OnsiteRequest, Session, load_bank, markdown, memory_archive


async def main() -> str:
    """The debrief's Markdown."""
    bank = load_bank()
    player = CandidatePlayer(bank.candidates["hanna_lindqvist"], bank)
    session = await Session.start(OnsiteRequest(length=Length.DRILL), memory_archive())

    standing = await session.advance()
    while standing.question is not None:
        rounds = {transcript.round: transcript for transcript in await session.transcripts()}
        await session.answer(player.reply(rounds[standing.question.round]))
        standing = await session.advance()

    assert standing.debrief is not None, standing.problem
    return markdown(standing.debrief, bank)


if __name__ == "__main__":
    print(asyncio.run(main()))
