"""How an answer was spoken reaches the candidate's own debrief, and nobody who asks, scores or decides."""

import json
from collections.abc import Iterable

from tests.agents.provider import provided
from tests.agents.reader import SECRET
from tests.agents.talk import DESIGN, asked, card, said, talk
from tests.panel.onsites import BANK, CONTEXT, TWO, play, player
from tests.panel.provided import HOLDERS, NOW, specs_of
from tests.panel.test_views import Reading

from interview_agents.answer import Answer
from interview_agents.blinding import BlindedPacket
from interview_agents.calls.caller import Caller
from interview_agents.debrief import Debrief, Packet
from interview_agents.delivery import Delivery
from interview_agents.model_mind.mind import ModelMind
from interview_agents.rehearsal import CandidatePlayer
from interview_agents.transcript import Transcript
from interview_panel import PanelContext, Session, memory_archive
from interview_panel.exhibits import delivery_line
from interview_panel.report import markdown

CANARIES = ("4321.125", "777.625", "918273", "645546")
SPOKEN = Delivery(spoken_s=4321.125, words_per_minute=777.625, long_pauses=918_273, fillers_at_least=645_546)


class Speaker(CandidatePlayer):
    """Speaks every answer, in a way that is found again wherever it is written."""

    def reply(self, transcript: Transcript) -> Answer:
        return super().reply(transcript).model_copy(update={"delivery": SPOKEN})


def speaker() -> Speaker:
    return Speaker(BANK.candidates["hanna_lindqvist"], BANK)


async def debrief_of(context: PanelContext, who: CandidatePlayer) -> Debrief:
    session = await Session.start(TWO, memory_archive(), context, session_id="one")
    debrief = (await play(session, who)).debrief
    assert debrief is not None
    return debrief


def told(texts: Iterable[str]) -> list[str]:
    """The canaries, and the fields' names, that stand in texts."""
    looked_for = (*CANARIES, "fillers_at_least", "long_pauses", "words_per_minute")
    return [each for text in texts for each in looked_for if each in text]


async def test_no_mind_is_shown_how_an_answer_was_spoken() -> None:
    mind = Reading()
    await debrief_of(PanelContext(mind=mind, bank=BANK), speaker())
    shown = [
        record.model_dump_json(exclude_none=True) for records in mind.shown.values() for record in records
    ]
    assert len(shown) > 5
    assert told(shown) == []


async def test_no_model_is_sent_how_an_answer_was_spoken() -> None:
    mind = ModelMind(*(Caller(spec) for spec in map(specs_of(NOW).__getitem__, HOLDERS)), secret=SECRET)
    with provided() as provider:
        await debrief_of(PanelContext(mind=mind, bank=BANK), speaker())
    assert len(provider.bodies) > 5
    assert told(map(json.dumps, provider.bodies)) == []


def test_a_committees_packet_says_nothing_of_it() -> None:
    held = talk(DESIGN, asked(), said())
    spoken = held.model_copy(
        update={"turns": (held.turns[0], held.turns[1].model_copy(update={"delivery": SPOKEN}))}
    )
    packet = Packet(role="r", company="c", transcripts=(spoken,), scorecards=(card(DESIGN, None),))
    assert told([packet.model_dump_json()]), "so there is something to hide"
    assert told([BlindedPacket(packet, ()).packet.model_dump_json(exclude_none=True)]) == []


async def test_it_changes_no_score_and_no_decision() -> None:
    spoken, typed = [await debrief_of(CONTEXT, who) for who in (speaker(), player())]
    assert all(turn.delivery == SPOKEN for t in spoken.transcripts for turn in t.answers())
    without = tuple(transcript.without_delivery() for transcript in spoken.transcripts)
    assert spoken.model_copy(update={"transcripts": without}) == typed


async def test_the_report_has_a_line_a_round_for_who_spoke() -> None:
    spoken, typed = [await debrief_of(CONTEXT, who) for who in (speaker(), player())]
    assert markdown(spoken, BANK).count("Shown, never scored.") == len(spoken.scorecards) == 2
    assert "Spoken: " not in markdown(typed, BANK)


def test_a_rounds_line_is_about_its_spoken_answers_alone() -> None:
    turns = talk(DESIGN, asked(), said(), asked(), said(), asked(), said()).turns
    ways = [(1, (10.0, 150.0, 1, 2)), (5, (30.0, 110.0, 0, 5))]
    for at, way in ways:
        delivery = Delivery.model_validate(dict(zip(Delivery.model_fields, way, strict=True)))
        turns = (*turns[:at], turns[at].model_copy(update={"delivery": delivery}), *turns[at + 1 :])
    line = delivery_line(Transcript(round=DESIGN, turns=turns))
    assert line == (
        "Spoken: 2 answers at 120 words a minute, 1 long pause, at least 7 fillers. Shown, never scored."
    )
    assert delivery_line(talk(DESIGN, asked(), said())) == ""
