"""Whole rounds held with a real model. A small one may do badly; what we promise holds anyway."""

import pytest
from tests.panel.onsites import BANK, SCREEN, play, player, reply_to

from interview_agents.calls.caller import Caller
from interview_agents.debrief import Debrief
from interview_agents.model_mind.mind import ModelMind
from interview_agents.rehearsal import Rehearsal
from interview_agents.scorecard import Ruling, Score, Scorecard, Strength, evidence_of
from interview_agents.transcript import Transcript
from interview_evals.peer.drills import Asks, Drill, drill
from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import PeerModel
from interview_evals.peer.server import Peer, serving
from interview_panel import PanelContext, RoundKind, Session, memory_archive

pytestmark = pytest.mark.peer
TOO_SMALL = 768
"""Tokens; every round's page is longer."""


def flat(text: str) -> str:
    return " ".join(text.casefold().split())


def assert_only_what_was_said_is_quoted(card: Scorecard, transcript: Transcript) -> None:
    answers = {turn.id: flat(turn.content) for turn in transcript.answers()}
    claims: list[Ruling | Score | Strength] = [*card.rulings, *card.scores, *card.strengths]
    for claim in claims:
        if evidence := evidence_of(claim):
            assert flat(evidence.quote) in answers[evidence.turn_id]


def assert_whole(held: Drill, debrief: Debrief) -> None:
    (card,) = debrief.scorecards
    assert debrief.transcripts == (held.transcript,)
    assert_only_what_was_said_is_quoted(card, held.transcript)
    assert card.proposed == card.supported + len(card.dropped)
    assert held.judge.calls in {1, 2}
    assert debrief.spent == held.interviewer + held.scorer + held.judge


def assert_paused_cleanly(held: Drill) -> None:
    """Why is said in one line, and every answer that was given is there."""
    assert held.problem
    assert "\n" not in held.problem
    speakers = [turn.by_candidate for turn in held.transcript.turns]
    assert speakers == [bool(number % 2) for number in range(len(speakers))]


@pytest.mark.parametrize("asks", ["peer", "rehearsal"])
async def test_a_round_ends_with_a_checked_debrief_or_pauses_with_a_reason(peer: Peer, asks: Asks) -> None:
    spec = BANK.candidates["hanna_lindqvist"]
    held = await drill(peer, RoundKind.RECRUITER, spec, BANK, asks=asks)
    asked = len(held.transcript.questions())
    assert 0 <= held.interviewer.calls - (asks == "peer") * (asked + held.withdrawn) <= bool(held.problem)
    if held.debrief:
        assert_whole(held, held.debrief)
    else:
        assert_paused_cleanly(held)


async def test_a_model_with_too_little_room_pauses_a_round_and_another_mind_ends_it(model: PeerModel) -> None:
    archive, who = memory_archive(), player()
    rehearsed = PanelContext(mind=Rehearsal(), bank=BANK)
    session = await Session.start(SCREEN, archive, rehearsed)
    await session.answer(await reply_to(session, await session.advance(), who))
    with serving(model, fetched(model), context=TOO_SMALL) as small:
        modelled = PanelContext(mind=ModelMind(Caller(small.spec())), bank=BANK)
        paused = await (await Session.resume(session.id, archive, modelled)).advance()
    assert paused.state == "paused"
    assert "longer than the model can read" in paused.problem
    (said,) = await session.transcripts()
    assert [turn.by_candidate for turn in said.turns] == [False, True]
    finished = await play(await Session.resume(session.id, archive, rehearsed), who)
    assert finished.debrief is not None
    assert finished.debrief.transcripts[0].turns[:2] == said.turns
