"""Coach mode is named in the debrief and changes nothing else: not a word that a mind reads or says."""

from tests.agents.provider import provided
from tests.agents.reader import SECRET
from tests.panel.onsites import BANK, CONTEXT, TWO, play
from tests.panel.provided import HOLDERS, NOW, specs_of

from interview_agents.calls.caller import Caller
from interview_agents.coach import feedback
from interview_agents.debrief import Debrief
from interview_agents.model_mind.mind import ModelMind
from interview_panel import PanelContext, Session, memory_archive
from interview_panel.report import markdown

COACHED = TWO.model_copy(update={"coach": True})


async def debrief_of(context: PanelContext, *, coach: bool) -> Debrief:
    session = await Session.start(COACHED if coach else TWO, memory_archive(), context, session_id="one")
    standing = await play(session)
    if coach:
        for transcript in await session.transcripts():
            assert all(
                feedback(transcript, turn.id, BANK).turn_id == turn.id for turn in transcript.answers()
            )
    assert standing.debrief is not None
    return standing.debrief


async def test_the_debrief_says_whether_there_was_a_coach_and_is_the_same_otherwise() -> None:
    coached, alone = [await debrief_of(CONTEXT, coach=coach) for coach in (True, False)]
    assert (coached.coached, alone.coached) == (True, False)
    assert coached.model_copy(update={"coached": False}) == alone
    assert "onsite, held with coach mode." in markdown(coached, BANK)
    assert "coach" not in markdown(alone, BANK)


async def test_a_models_calls_are_the_same_with_a_coach() -> None:
    sent = []
    for coach in (True, False):
        mind = ModelMind(*(Caller(spec) for spec in map(specs_of(NOW).__getitem__, HOLDERS)), secret=SECRET)
        with provided() as provider:
            await debrief_of(PanelContext(mind=mind, bank=BANK), coach=coach)
        sent.append(provider.bodies)
    assert len(sent[0]) > 5
    assert sent[0] == sent[1]


async def test_a_debrief_from_before_there_was_a_coach_is_still_read() -> None:
    debrief = await debrief_of(CONTEXT, coach=False)
    before = debrief.model_dump(mode="json")
    del before["coached"]
    assert Debrief.model_validate(before) == debrief
