"""A written onsite held once more, so that every call that an agent makes in it can be shown."""

from collections.abc import AsyncGenerator
from typing import NamedTuple, TypeVar

from interview_agents.calls.call import Call
from interview_agents.debrief import Debrief
from interview_agents.judge import deliberate
from interview_agents.model_mind.candidate import ModelCandidate
from interview_agents.model_mind.mind import ModelMind
from interview_agents.scorer import score_round
from interview_agents.transcript import Transcript
from interview_evals.prompts.onsite import WrittenOnsite
from interview_personas import Bank, Record, RoundKind

R = TypeVar("R", bound=Record)
SECRET = b"the marks in the documentation"
PLAYED = "brandon_kessler"
"""The simulated candidate whose prompt is shown."""
SPOKEN = "I see."


class Noted:
    """Calls that are written down, and answered with the sheets that were filled in for the onsite."""

    name = "openai:model"

    def __init__(self, onsite: WrittenOnsite) -> None:
        self.asked: list[Call] = []
        self.sheets: dict[str, Record] = {f"scorer/{held.round}": held.sheet for held in onsite.rounds}
        self.sheets["judge/committee"] = onsite.committee

    async def stream(self, call: Call) -> AsyncGenerator[str, None]:
        """A few words that tell nothing."""
        self.asked.append(call)
        yield SPOKEN

    async def structured(self, call: Call, schema: type[R], *, repair: bool = True) -> R:  # noqa: ARG002 - its sheets are of the right form
        """The sheet of the round, or the committee's, read from what goes over the wire."""
        self.asked.append(call)
        return schema.model_validate_json(self.sheets[call.id.partition("#")[0]].model_dump_json())


class Held(NamedTuple):
    """What an onsite asked of models, and what code made of the sheets."""

    noted: Noted
    debrief: Debrief


async def hold(onsite: WrittenOnsite, bank: Bank) -> Held:
    """Every agent's call of an onsite, through the minds and the checks that real ones go through."""
    noted = Noted(onsite)
    mind = ModelMind(noted, secret=SECRET)
    who = [onsite.candidate]
    cards = []
    for held in onsite.rounds:
        async for _ in mind.ask(onsite.view(held, bank), held.exchanges[-1].direction(bank)):
            pass
        cards.append(await score_round(held.transcript(bank), bank, mind, identity=who))
    debrief = await deliberate(onsite.packet(tuple(cards), bank), bank, mind, identity=who)
    player = ModelCandidate(bank.candidates[PLAYED], bank, noted, secret=SECRET)
    await player.reply(_opened(onsite, bank))
    return Held(noted, debrief)


def _opened(onsite: WrittenOnsite, bank: Bank) -> Transcript:
    """The design round before its first answer."""
    held = next(held for held in onsite.rounds if held.round is RoundKind.SYSTEM_DESIGN)
    whole = held.transcript(bank)
    return whole.model_copy(update={"turns": whole.turns[:1]})
