"""One round held by a peer, and what came of it: for the tests, and for the figures in the docs."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from typing import Literal

from interview_agents.calls.caller import Caller
from interview_agents.calls.spending import Spending
from interview_agents.debrief import Debrief
from interview_agents.mind import AskView
from interview_agents.model_mind.mind import ModelMind
from interview_agents.rehearsal import CandidatePlayer, Rehearsal
from interview_agents.transcript import Direction, Transcript
from interview_evals.peer.server import Peer
from interview_evals.playing import played_out
from interview_panel import Applicant, Length, OnsiteRequest, PanelContext, Session, memory_archive
from interview_personas import Bank, CandidateSpec, Record, RoundKind

Asks = Literal["peer", "rehearsal"]
SECRET = b"peer"
"""Known, so that the same drill puts the same prompts on the wire."""


class Drill(Record):
    """A drill of one round."""

    round: RoundKind
    candidate: str
    asked_by: Asks
    transcript: Transcript
    debrief: Debrief | None
    """None when it paused before its end."""
    problem: str
    """Why it paused."""
    withdrawn: int
    """Turns that were taken back and begun again, because they told something private."""
    interviewer: Spending
    scorer: Spending
    judge: Spending


class AskedByRehearsal(ModelMind):
    """Scores and deliberates with models, and asks without: a small model's sheets by themselves."""

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The rehearsal's words."""
        async for piece in Rehearsal().ask(view, direction):
            yield piece


async def drill(
    peer: Peer, kind: RoundKind, spec: CandidateSpec, bank: Bank, *, asks: Asks = "peer", seed: int = 0
) -> Drill:
    """A drill of one round with a simulated candidate, to its end or to where it first pauses.

    Args:
        peer: who scores, writes for the committee and, if wanted, interviews.
        kind: the round.
        spec: who is interviewed.
        bank: where the questions are from.
        asks: whose words the questions have.
        seed: draws question and interviewer.
    """
    interviewer, scorer, judge = (Caller(peer.spec()) for _ in range(3))
    mind = (ModelMind if asks == "peer" else AskedByRehearsal)(interviewer, scorer, judge, secret=SECRET)
    session = await Session.start(
        OnsiteRequest(
            candidate=Applicant(name=spec.name),
            role=spec.role,
            length=Length.DRILL,
            rounds=(kind,),
            seed=seed,
        ),
        memory_archive(),
        PanelContext(mind=mind, bank=bank),
        session_id=f"{kind}-{spec.id}-{seed}",
    )
    heard = Counter[str]()

    def hear(event: Mapping[str, object]) -> None:
        heard[str(event["type"])] += 1

    standing = await played_out(session, CandidatePlayer(spec, bank, seed), hear)
    return Drill(
        round=kind,
        candidate=spec.id,
        asked_by=asks,
        transcript=(await session.transcripts())[0],
        debrief=standing.debrief,
        problem=standing.problem,
        withdrawn=heard["withdrawn"],
        interviewer=interviewer.spent,
        scorer=scorer.spent,
        judge=judge.spent,
    )
