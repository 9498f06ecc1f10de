"""Read a debrief as data: every red flag that stands, with the words it rests on."""

import asyncio

from interview_agents.rehearsal import CandidatePlayer
from interview_panel import Applicant, OnsiteRequest, PanelContext, Session, load_bank, memory_archive
from interview_personas import Length


async def main() -> list[str]:
    """One line a red flag."""
    bank = load_bank()
    spec = bank.candidates["brandon_kessler"]
    request = OnsiteRequest(candidate=Applicant(name=spec.name), length=Length.DRILL)
    session = await Session.start(request, memory_archive(), PanelContext(bank=bank))
    player = CandidatePlayer(spec, bank)
    standing = await session.advance()
    while standing.question is not None:
        rounds = {transcript.round: transcript for transcript in await session.transcripts()}
        await session.answer(player.reply(rounds[standing.question.round]))
        standing = await session.advance()
    debrief = standing.debrief
    if debrief is None:
        raise SystemExit(standing.problem)
    return [
        f"{bank.red_flags[flag.flag].title} [{flag.turn_id}]: “{flag.quote}”"
        for flag in debrief.flags
        if flag.ruling == "present"
    ]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
