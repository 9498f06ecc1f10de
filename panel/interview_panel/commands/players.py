"""Who plays a simulated candidate: the rehearsal, or a model when one is asked for."""

from collections.abc import Awaitable, Callable

from interview_agents.answer import Answer
from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.rehearsal import CandidatePlayer
from interview_agents.transcript import Transcript
from interview_panel.context import PanelContext
from interview_panel.plan import OnsiteRequest
from interview_personas import CandidateSpec

Reply = Callable[[Transcript], Awaitable[Answer]]


def models_of(spec: CandidateSpec, request: OnsiteRequest, context: PanelContext) -> dict[Role, ModelSpec]:
    """The models of one onsite; the blank, the gibberish and their like are always rehearsed."""
    models = context.the_models(request.models)
    return {role: model for role, model in models.items() if role != "candidate" or spec.behaviour == "talks"}


def reply_of(spec: CandidateSpec, request: OnsiteRequest, context: PanelContext, session: str) -> Reply:
    """What a candidate answers to the last turn of a round.

    Args:
        spec: who is played.
        request: the onsite.
        context: bank and models.
        session: id of the onsite.
    """
    bank, model = context.the_bank(), models_of(spec, request, context).get("candidate")
    if model is None:
        return _rehearsed(CandidatePlayer(spec, bank, request.seed))
    from interview_agents.calls.caller import Caller  # noqa: PLC0415 - takes most of a second
    from interview_agents.model_mind.candidate import ModelCandidate  # noqa: PLC0415

    calls = Caller(model, table=context.the_prices())
    return ModelCandidate(spec, bank, calls, session=session, secret=context.secret or b"").reply


def _rehearsed(player: CandidatePlayer) -> Reply:
    async def reply(transcript: Transcript) -> Answer:
        return player.reply(transcript)

    return reply
