"""Whole onsites held by model minds: how many calls, and what stays the same between them."""

from collections import Counter
from itertools import groupby, pairwise

import pytest
from tests.agents.growing import assert_goes_on, on_the_wire
from tests.agents.reader import SECRET, PromptReader

from interview_agents.model_mind.leaks import secrets_of
from interview_agents.model_mind.mind import ModelMind
from interview_agents.model_mind.private import private_of
from interview_panel import Length, OnsiteRequest, PanelContext, load_bank
from interview_panel.commands.simulate import play
from interview_panel.plan import Applicant

BANK = load_bank()
CANDIDATES = ("thandiwe_mokoena", "brandon_kessler", "injection", "silent_blank")


@pytest.mark.parametrize("name", CANDIDATES)
async def test_an_onsite_takes_one_call_a_turn_one_a_scorecard_and_one_for_the_committee(name: str) -> None:
    calls, spec = PromptReader(), BANK.candidates[name]
    request = OnsiteRequest(candidate=Applicant(name=spec.name), role=spec.role, length=Length.SHORT, seed=5)
    debrief = await play(spec, request, PanelContext(mind=ModelMind(calls, secret=SECRET), bank=BANK))
    asked = [turn for transcript in debrief.transcripts for turn in transcript.questions()]
    scored = [card for card in debrief.scorecards if card.points is not None or card.proposed]
    made = Counter(call_id.partition("/")[0] for call_id, *_ in calls.calls)
    assert made["interviewer"] == len(asked)
    assert made["scorer"] == len(scored)
    assert made["judge"] == 1
    assert [call_id for call_id, *_ in calls.calls if not call_id.endswith("#1")] == []
    assert len({session for _, session, _ in calls.calls}) == 1


async def test_every_rounds_requests_grow_at_their_end_only() -> None:
    calls, spec = PromptReader(), BANK.candidates["thandiwe_mokoena"]
    request = OnsiteRequest(candidate=Applicant(name=spec.name), role=spec.role, length=Length.FULL, seed=5)
    debrief = await play(spec, request, PanelContext(mind=ModelMind(calls, secret=SECRET), bank=BANK))
    turns = [call for call in calls.calls if call[0].startswith("interviewer/")]
    rounds = 0
    for _, held in groupby(turns, key=lambda call: call[0].rpartition("-")[0]):
        wires = [on_the_wire(messages) for _, _, messages in held]
        rounds += 1
        for before, after in pairwise(wires):
            assert_goes_on(before, after)
    assert rounds == len(debrief.transcripts)


async def test_nothing_private_is_in_any_transcript() -> None:
    calls, spec = PromptReader(), BANK.candidates["hanna_lindqvist"]
    request = OnsiteRequest(candidate=Applicant(name=spec.name), role=spec.role, length=Length.SHORT, seed=2)
    debrief = await play(spec, request, PanelContext(mind=ModelMind(calls, secret=SECRET), bank=BANK))
    for transcript in debrief.transcripts:
        for turn in transcript.questions():
            assert turn.direction
            secrets = secrets_of(*private_of(BANK.questions[turn.direction.question_id]))  # pyright: ignore[reportArgumentType] - frozen, so hashable
            known = [turn.direction.text, *(answer.content for answer in transcript.answers())]
            assert secrets.found(turn.text, known) == ()
