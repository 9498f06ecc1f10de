"""Whole onsites held by model minds at a scripted provider, and what they used there."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import SecretStr
from tests.agents.prompt_caches import Used
from tests.agents.provider import Provider, provided
from tests.agents.reader import SECRET
from tests.panel.onsites import BANK, play, player

from interview_agents.calls.caller import Caller
from interview_agents.calls.specs import ModelSpec, Role, spec_for
from interview_agents.calls.spending import Spending, metered
from interview_agents.debrief import Debrief
from interview_agents.model_mind.mind import ModelMind
from interview_panel import Length, OnsiteRequest, PanelContext, Session, memory_archive
from interview_panel.plan import Applicant, OnsitePlan

HOLDERS: tuple[Role, ...] = ("interviewer", "scorer", "judge")
NOW, BEFORE = "openai", "openai:gpt-5.4-mini"
"""Our own choice of models, under the rule since GPT-5.6, and one under the rule before it."""


@dataclass(frozen=True)
class Onsite:
    """One that was held."""

    model: str
    """As it was named, for every role."""
    specs: Mapping[Role, ModelSpec]
    plan: OnsitePlan
    debrief: Debrief
    spent: Spending
    provider: Provider

    @property
    def turns(self) -> tuple[int, ...]:
        """Interviewers' turns of each round."""
        return tuple(len(transcript.questions()) for transcript in self.debrief.transcripts)

    def rounds(self) -> list[list[tuple[dict[str, Any], Used]]]:
        """What was sent for interviewers' turns and what it used, a round each."""
        spoken = [pair for pair in self._sent() if pair[0].get("stream")]
        return [list(held) for _, held in groupby(spoken, key=lambda pair: str(pair[0]["messages"][0]))]

    def sheets(self) -> list[tuple[dict[str, Any], Used]]:
        """The same for scorecards and, last, the committee."""
        return [pair for pair in self._sent() if not pair[0].get("stream")]

    def _sent(self) -> list[tuple[dict[str, Any], Used]]:
        return list(zip(self.provider.bodies, self.provider.used, strict=True))


def specs_of(name: str) -> dict[Role, ModelSpec]:
    """The models of an onsite."""
    return {role: spec_for(role, name, api_key=SecretStr("sk-test")) for role in HOLDERS}


async def held(
    length: Length, model: str = NOW, candidate: str = "thandiwe_mokoena", seed: int = 5
) -> Onsite:
    """A whole onsite of a simulated candidate."""
    specs, who = specs_of(model), BANK.candidates[candidate]
    mind = ModelMind(*(Caller(specs[role]) for role in HOLDERS), secret=SECRET)
    request = OnsiteRequest(
        candidate=Applicant(name=who.name, school=who.school), role=who.role, length=length, seed=seed
    )
    session = await Session.start(request, memory_archive(), PanelContext(mind=mind, bank=BANK))
    with provided() as provider, metered() as meter:
        standing = await play(session, player(candidate, seed))
    assert standing.debrief is not None, standing.problem
    return Onsite(model, specs, await session.plan(), standing.debrief, meter.spending, provider)
