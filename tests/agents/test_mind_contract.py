"""What every mind has to keep, whatever thinks inside it."""

from collections.abc import Callable

import pytest
from tests.agents.reader import model_mind
from tests.agents.samples import CANARY, CASES, ROUNDS, TURN, packet, view
from tests.agents.talk import BANK, CODING, DESIGN, card

from interview_agents.blinding import BlindedPacket
from interview_agents.debrief import Packet
from interview_agents.evidence import fault_of
from interview_agents.mind import Mind
from interview_agents.rehearsal import Rehearsal
from interview_agents.rewriting import adds_nothing
from interview_agents.scorecard import Ruling, Score, Strength, evidence_of
from interview_agents.scorer import score_round, view_of
from interview_agents.transcript import Direction, Transcript
from interview_personas import RoundKind

Make = Callable[[], Mind]
MINDS: list[Make] = [Rehearsal, model_mind]
pytestmark = pytest.mark.parametrize("make", MINDS, ids=lambda make: make.__name__)


async def words(mind: Mind, kind: RoundKind, direction: Direction, seed: int = 3) -> str:
    return "".join([piece async for piece in mind.ask(view(kind, seed), direction)])


@pytest.mark.parametrize(("kind", "direction"), CASES)
class TestAsking:
    async def test_says_the_directions_content(
        self, make: Make, kind: RoundKind, direction: Direction
    ) -> None:
        text = await words(make(), kind, direction)
        assert text.strip()
        assert direction.text in text
        assert (direction.quote or "") in text

    async def test_is_the_same_for_the_same_seed(
        self, make: Make, kind: RoundKind, direction: Direction
    ) -> None:
        assert await words(make(), kind, direction) == await words(make(), kind, direction)

    async def test_leaks_nothing_that_is_not_due(
        self, make: Make, kind: RoundKind, direction: Direction
    ) -> None:
        text = await words(make(), kind, direction)
        assert CANARY not in text
        assert "{" not in text

    async def test_arrives_in_pieces(self, make: Make, kind: RoundKind, direction: Direction) -> None:
        pieces = [piece async for piece in make().ask(view(kind), direction)]
        assert len(pieces) > 1
        assert all(pieces)


@pytest.mark.parametrize("transcript", ROUNDS)
class TestScoring:
    async def test_proposes_only_flags_and_criteria_of_the_round(
        self, make: Make, transcript: Transcript
    ) -> None:
        sheet = await make().score(view_of(transcript, BANK), BANK)
        assert {r.flag for r in sheet.rulings} <= {f.id for f in BANK.flags_of(transcript.round)}
        assert {s.criterion for s in sheet.scores} <= {c.id for c in BANK.rubric(transcript.round).criteria}

    async def test_quotes_the_candidate_word_for_word(self, make: Make, transcript: Transcript) -> None:
        sheet = await make().score(view_of(transcript, BANK), BANK)
        every: list[Ruling | Score | Strength] = [*sheet.rulings, *sheet.scores, *sheet.strengths]
        claims = [claim for claim in every if evidence_of(claim)]
        assert claims
        assert [fault for c in claims if (fault := fault_of(c.turn_id, c.quote, transcript))] == []

    async def test_loses_nothing_to_the_evidence_check(self, make: Make, transcript: Transcript) -> None:
        sheet = await score_round(transcript, BANK, make())
        assert sheet.dropped == ()
        assert sheet.supported == sheet.proposed > 0

    async def test_scores_the_same_round_the_same_way(self, make: Make, transcript: Transcript) -> None:
        seen = view_of(transcript, BANK)
        assert await make().score(seen, BANK) == await make().score(seen, BANK)

    async def test_leaves_out_what_was_at_fault(self, make: Make, transcript: Transcript) -> None:
        seen = view_of(transcript, BANK)
        first = await make().score(seen, BANK)
        ruled = [r.flag for r in first.rulings if evidence_of(r)]
        name = [*ruled, *(s.criterion for s in first.scores if evidence_of(s))][0]
        again = await make().score(seen, BANK, [f"{name}: the quote does not occur: copy it word for word"])
        named = [r.flag for r in again.rulings if evidence_of(r)] + [
            s.criterion for s in again.scores if evidence_of(s)
        ]
        assert name not in named


async def test_deliberating_proposes_only_evidence_that_stands(make: Make) -> None:
    blind = BlindedPacket(packet(), ["Ana"])
    proposed = await make().deliberate(blind.packet, BANK)
    assert proposed.summary.strip()
    assert [d.about for d in proposed.disagreements if blind.fault_of(d.turn_id, d.quote)] == []
    assert [r.turn_id for r in proposed.rewrites if blind.fault_of(r.turn_id, r.original)] == []
    assert all(adds_nothing(r.rewritten, r.original, BANK.templates[r.template]) for r in proposed.rewrites)
    assert proposed.disagreements, "the rounds disagree about one flag"


async def test_deliberating_leaves_out_what_was_at_fault(make: Make) -> None:
    blind = BlindedPacket(packet(), ["Ana"])
    faults = [
        "opinion_not_structure: the quote does not occur: copy it",
        f"rewrite of {TURN}: it adds: leave it out",
    ]
    proposed = await make().deliberate(blind.packet, BANK, faults)
    assert "opinion_not_structure" not in [d.about for d in proposed.disagreements]
    assert TURN not in [r.turn_id for r in proposed.rewrites]


async def test_deliberating_over_nothing_says_so_and_claims_nothing(make: Make) -> None:
    empty = Packet(role="r", company="c", transcripts=(), scorecards=(card(DESIGN, None), card(CODING, None)))
    proposed = await make().deliberate(empty, BANK)
    assert (proposed.disagreements, proposed.rewrites) == ((), ())


def test_a_mind_says_what_it_is_and_what_it_was_made_with(make: Make) -> None:
    mind = make()
    assert mind.name
    assert len(mind.notice) > 20
    provenance = mind.provenance(BANK)
    assert (provenance.mind, provenance.bank_sha256) == (mind.name, BANK.sha256)
