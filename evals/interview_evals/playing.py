"""Whole onsites with simulated candidates, under names that are the same every time."""

from interview_agents.debrief import Debrief
from interview_agents.mind import Mind
from interview_agents.rehearsal import CandidatePlayer
from interview_panel import Applicant, OnsiteRequest, PanelContext, Session, Standing, memory_archive
from interview_panel.plan import OnsitePlan
from interview_panel.session import Hear
from interview_personas import Bank, CandidateSpec, Length, Record

SEED = 0


class Played(Record):
    """An onsite as far as it came."""

    plan: OnsitePlan
    debrief: Debrief | None
    problem: str = ""
    """Why it stopped before its end."""


async def play(spec: CandidateSpec, length: Length, bank: Bank, mind: Mind, resume: str = "") -> Played:
    """A whole onsite in memory, to its end or to where it first stops; code is read and not run."""
    person = Applicant(name=spec.name, school=spec.school, resume=resume)
    request = OnsiteRequest(candidate=person, role=spec.role, length=length, seed=SEED)
    context = PanelContext(mind=mind, bank=bank, runs_code=False)
    session = await Session.start(request, memory_archive(), context, session_id=f"eval-{spec.id}")
    standing = await played_out(session, CandidatePlayer(spec, bank, SEED))
    return Played(plan=await session.plan(), debrief=standing.debrief, problem=standing.problem)


async def played_out(session: Session, player: CandidatePlayer, hear: Hear = lambda _: None) -> Standing:
    """Where an onsite stands when the player has answered everything."""
    standing = await session.advance(hear)
    while standing.question is not None:
        await session.answer(player.reply(await session.open_round()))
        standing = await session.advance(hear)
    return standing
