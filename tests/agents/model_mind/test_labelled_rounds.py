"""Labelled rounds of the dev half, read at the wire by a scripted model that knows the labels.

Every request and answer is a real one: prompt, caller, SDK, strict JSON, evidence check, caps. A
model that rules as the labels do gets exactly those rulings, and one that quotes the interviewer none.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
from tests.agents.reader import SECRET
from tests.agents.talk import BANK
from tests.agents.wire import URL, USING, Line

from interview_agents.calls.caller import Caller
from interview_agents.model_mind.mind import ModelMind
from interview_agents.model_mind.prompts import load_prompts
from interview_agents.model_mind.scoring import score_call
from interview_agents.model_mind.sheets import RuledFlag, ScoreSheet
from interview_agents.opportunity import opportunity_for
from interview_agents.scorecard import Scorecard, State, evidence_of
from interview_agents.scorer import score_round, view_of
from interview_agents.transcript import Transcript, turn_id
from interview_agents.transcript_file import FileRound

CASES = Path(__file__).parents[3] / "evals" / "cases"
DEV = '"half": "dev"'
"""The other half is not looked at, not even here."""
READ = (
    "ada-02",
    "ada-16",
    "ada-20",
    "ada-36",
    "bruno-21",
    "bruno-30",
    "bruno-40",
    "chen-09",
    "chen-22",
    "chen-28",
)
"""All rounds; weak and strong ones, and traps: a model that the interviewer named, hedges, a correction."""


@cache
def labelled() -> Mapping[str, dict[str, Any]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.jsonl"))]
    lines = (line for text in texts for line in text.split("\n") if DEV in line)
    return {case["id"]: case for case in map(json.loads, lines)}


class Labelled:
    """A round and what both of its readers say."""

    def __init__(self, name: str) -> None:
        case = labelled()[name]
        read = FileRound.model_validate(case)
        self.transcript = read.transcript()
        given = view_of(self.transcript, BANK).opportunities
        flags = BANK.flags_of(read.round)
        known = {flag.id for flag in flags if opportunity_for(flag, given)}
        author, second = case["author"], case["second"]
        both = {p["flag"] for p in second["present"]} & known
        self.present = {
            p["flag"]: (turn_id(read.round, read.lead + p["turn"]), p["quote"])
            for p in author["present"]
            if p["flag"] in both
        }
        self.absent = {*author["absent"]} & {*second["absent"]} & known

    def sheet(self) -> ScoreSheet:
        """What a perfect reader fills in."""
        fullest = max(self.transcript.answers(), key=lambda answer: len(answer.text))
        own = fullest.id, fullest.text[:60].rpartition(" ")[0]
        rulings = [_ruled(flag, *claim, "present") for flag, claim in self.present.items()]
        rulings += [_ruled(flag, *own, "absent") for flag in sorted(self.absent)]
        return _sheet(rulings)

    def misquoted(self, *, by_id: bool) -> ScoreSheet:
        """The same claims with the interviewer's words for evidence, under their id or the candidate's."""
        asked, answer = next(self.transcript.exchanges())
        words = asked.text[:60].rpartition(" ")[0]
        claims = {**dict.fromkeys(self.present, "present"), **dict.fromkeys(sorted(self.absent), "absent")}
        at = asked if by_id else answer
        return _sheet([_ruled(flag, at.id, words, ruling) for flag, ruling in claims.items()])


def _ruled(flag: str, at: str, quote: str, ruling: str) -> RuledFlag:
    content = {"flag": flag, "turn_id": at, "quote": quote, "why": "The words say so.", "ruling": ruling}
    return RuledFlag.model_validate(content)


def _sheet(rulings: list[RuledFlag]) -> ScoreSheet:
    return ScoreSheet(
        rulings=tuple(rulings),
        scores=(),
        strengths=(),
        concern="",
        open_question="What else?",
        confidence="medium",
    )


@pytest.fixture(params=[False, True], ids=["chat", "responses"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    with respx.mock(base_url=URL, using=USING) as router:
        yield Line(router, responses=request.param, blocking=False)


async def scored(line: Line, transcript: Transcript, sheet: ScoreSheet) -> Scorecard:
    line.answers(line.written(sheet.model_dump_json()))
    return await score_round(transcript, BANK, ModelMind(Caller(line.spec()), secret=SECRET))


def asked_for(request: httpx.Request) -> str:
    return json.dumps(json.loads(request.content), ensure_ascii=False)


@pytest.mark.parametrize("name", READ)
async def test_a_model_that_reads_as_the_labels_do_gets_exactly_their_rulings(line: Line, name: str) -> None:
    case = Labelled(name)
    card = await scored(line, case.transcript, case.sheet())
    ruled = {r.flag: r.ruling for r in card.rulings if r.ruling is not State.NOT_ASSESSABLE}
    assert ruled == dict.fromkeys(case.present, State.PRESENT) | dict.fromkeys(case.absent, State.ABSENT)
    assert ruled
    assert card.dropped == ()
    assert {r.flag: (r.turn_id, r.quote) for r in card.present()} == case.present
    assert all(evidence_of(r) and r.opportunity for r in card.rulings if r.flag in ruled)
    (sent,) = [asked_for(call.request) for call in line.router.calls]
    assert "ScoreSheet" in sent


@pytest.mark.parametrize("by_id", [True, False], ids=["under their id", "under the candidate's"])
@pytest.mark.parametrize("name", READ)
async def test_a_model_that_quotes_the_interviewer_gets_nothing(
    line: Line, name: str, *, by_id: bool
) -> None:
    case = Labelled(name)
    card = await scored(line, case.transcript, case.misquoted(by_id=by_id))
    claims = len(case.present) + len(case.absent)
    assert [r.flag for r in card.rulings if r.ruling is not State.NOT_ASSESSABLE] == []
    assert len(card.dropped) == card.proposed == claims
    first, second = (asked_for(call.request) for call in line.router.calls)
    why = "was spoken by the interviewer: quote the candidate" if by_id else "copy it word for word"
    assert why not in first
    assert second.count(why) == claims


@pytest.mark.parametrize("name", sorted(labelled()))
def test_a_round_says_of_each_flag_which_turn_gave_it_its_chance_or_that_none_did(name: str) -> None:
    seen = view_of(FileRound.model_validate(labelled()[name]).transcript(), BANK)
    body = score_call(seen, BANK, load_prompts(), "n0nce").messages[-1].text
    given, _, rest = body.partition("# Opportunities given")[2].partition("leave them out: ")
    said = {
        flag: turn
        for turn, flags in re.findall(r"^- (\S+): (.+)$", given, re.MULTILINE)
        for flag in flags.split(", ")
    }
    said |= dict.fromkeys(rest.partition(".")[0].split(", "))
    said.pop("none", None)
    flags = BANK.flags_of(seen.round)
    assert said == {flag.id: opportunity_for(flag, seen.opportunities) for flag in flags}


def test_nothing_is_counted_of_a_file_that_it_does_not_say() -> None:
    seen = view_of(Labelled("ada-16").transcript, BANK)
    body = score_call(seen, BANK, load_prompts(), "n0nce").messages[-1].text
    assert "I'm not convinced" in body
    assert "Push-backs" not in body
