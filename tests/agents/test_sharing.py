"""A debrief that is shown to others does not tell whose it is."""

import asyncio
from itertools import cycle

from tests.panel.onsites import CONTEXT, SCREEN

from interview_agents.blinding import anonymous
from interview_agents.code_facts import CodeFacts
from interview_agents.debrief import Debrief
from interview_agents.evidence import occurs
from interview_panel import Answer, Session, memory_archive

SAID = (
    "My name is Ottilie Brandvold, she/her, and at Carnegie Mellon I built a model that warns a ferry crew "
    "when ice is near. I labelled two winters of photos myself and the crews checked a third of them.",
    "We chose a small tree model over a network because the crew wanted to see why it warned, and recall "
    "mattered more to us than accuracy, since Ottilie has to answer for a missed warning.",
    "The first winter failed: the labels were late by a day, so I moved the split to whole weeks and wrote "
    "down what the camera could not see. Brandvold and the captain signed it off together.",
)


def told() -> Debrief:
    """A screen in which the candidate introduces herself with every answer."""

    async def hold() -> Debrief:
        session = await Session.start(SCREEN, memory_archive(), CONTEXT)
        standing = await session.advance()
        words = cycle(SAID)
        while standing.question:
            await session.answer(Answer(text=next(words)))
            standing = await session.advance()
        assert standing.debrief
        return standing.debrief

    return asyncio.run(hold())


def test_names_schools_and_pronouns_are_gone_everywhere() -> None:
    shared = anonymous(told(), ["Ottilie Brandvold"]).model_dump_json()
    for tell_tale in ("Ottilie", "Brandvold", "she/her", "Carnegie"):
        assert tell_tale not in shared


def test_everything_else_stays_and_its_quotes_still_stand_in_the_shared_turns() -> None:
    own = told()
    shared = anonymous(own, ["Ottilie Brandvold"])
    assert (shared.votes, shared.decision, shared.found()) == (own.votes, own.decision, own.found())
    turns = {turn.id: turn for transcript in shared.transcripts for turn in transcript.turns}
    quoted = [
        (r.turn_id, r.quote) for card in shared.scorecards for r in card.rulings if r.turn_id and r.quote
    ]
    assert quoted
    assert all(occurs(quote, turns[turn_id]) for turn_id, quote in quoted)


def test_a_sketch_addresses_and_the_names_of_functions_are_covered_too() -> None:
    own = told()
    (transcript,) = own.transcripts
    hers = {
        "text": "Write to ottilie.b@ferry.example or see github.com/obrandvold; w = a@b.mean() stays.",
        "sketch": "flowchart LR\n  Brandvold --> Crew",
        "code": "def ottilie(): ...",
    }
    turns = [turn.model_copy(update=hers if turn.by_candidate else {}) for turn in transcript.turns]
    (card,) = own.scorecards
    facts = CodeFacts(lines=1, parses=True, functions=("ottilie",))
    sheet = card.model_copy(update={"measured": card.measured.model_copy(update={"code": facts})})
    spoken = transcript.model_copy(update={"turns": tuple(turns)})
    said = own.model_copy(update={"transcripts": (spoken,), "scorecards": (sheet,)})
    shared = anonymous(said, ["Ottilie Brandvold"]).model_dump_json()
    for tell_tale in ("ottilie", "Ottilie", "brandvold", "Brandvold", "ferry.example"):
        assert tell_tale not in shared
    assert "w = a@b.mean() stays." in shared
