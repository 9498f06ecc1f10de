"""Think for the onsite yourself: a mind of your own in place of a model or the rehearsal.

A mind proposes and code decides: what it quotes must have been said, and no number of its own is a verdict.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence

from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.mind import AskView, ScoreView
from interview_agents.scorecard import ProposedScorecard, Provenance, Score, Strength
from interview_agents.transcript import Direction, Move
from interview_panel import (
    Answer,
    Bank,
    Debrief,
    Length,
    Mind,
    OnsiteRequest,
    PanelContext,
    RoundKind,
    Session,
    memory_archive,
)

ANSWERS = (
    "I found that 14 of 200 stores had sent yesterday's rows again, and stopped the forecast at 6.",
    "I told the buyers first, with the 14 names, and my lead second, because the buyers order by 7.",
    "A row count runs before every forecast now, and it has stopped two bad ones in nine months.",
)


class Numerate:
    """Believes in numbers and in nothing else."""

    name = "house:numerate"
    notice = "A mind of one rule: who names numbers gets 3 points on everything, who does not gets 2."

    def provenance(self, bank: Bank) -> Provenance:
        """What its sheets are made with."""
        return Provenance(mind=self.name, bank_sha256=bank.sha256)

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The direction's own words, with a greeting before the first and a farewell for the last."""
        if direction.move is Move.OPEN:
            yield f"{view.persona.name}, {view.minutes:.0f} minutes. "
        yield direction.text or "Thank you, that is all."

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """The same points on every criterion; none when a quote of the last sheet was at fault."""
        said = [turn for turn in view.transcript.answers() if re.search(r"\d", turn.text)]
        if not said or faults:
            return ProposedScorecard(scores=(), rulings=(), concern="No number was named.")
        best = max(said, key=lambda turn: len(turn.text))
        scores = [
            Score(criterion=criterion.id, points=3, turn_id=best.id, quote=best.text)
            for criterion in bank.rubric(view.round).criteria
        ]
        strength = Strength(what="Names numbers.", turn_id=best.id, quote=best.text)
        return ProposedScorecard(scores=tuple(scores), rulings=(), strengths=(strength,), confidence="low")

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """One sentence; the decision is arithmetic over the sheets."""
        return ProposedDebrief(summary=f"{len(packet.scorecards)} sheets were read for numbers.")


async def main(mind: Mind) -> Debrief:
    """One round with a mind, and what the committee made of it."""
    asked = OnsiteRequest(rounds=(RoundKind.BEHAVIORAL,), questions=("Q73",), length=Length.DRILL)
    session = await Session.start(asked, memory_archive(), PanelContext(mind=mind))
    standing = await session.advance()
    for answer in ANSWERS:
        if standing.question is not None:
            print(standing.question.text, "\n>", answer)
            await session.answer(Answer(text=answer, seconds=40))
            standing = await session.advance()
    if standing.debrief is None:
        raise SystemExit(standing.problem or "three answers were not enough")
    return standing.debrief


if __name__ == "__main__":
    card = asyncio.run(main(Numerate())).scorecards[0]
    print(f"{card.vote}, {card.points} points; {card.supported} of {card.proposed} claims stand")
