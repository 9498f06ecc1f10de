"""``simulate``: whole onsites by simulated candidates."""

import re

import pytest
from tests.agents.wire import failure
from tests.panel.commands.cli import call, lines, objects
from tests.panel.commands.server import (
    ANSWER,
    COMMITTEE,
    HERE,
    LOCAL,
    PLAYED,
    SCORECARD,
    SPOKEN,
    Server,
)

from interview_agents.debrief import Debrief
from interview_agents.errors import ModelSpecError
from interview_panel.errors import RequestError

ONE = ("simulate", "--candidate", "brandon_kessler", "--length", "drill")
KEYS = {"candidate", "planted", "found", "votes", "decision", "turns", "seconds", "debrief"}


def test_json_is_one_object_an_onsite() -> None:
    (found,) = objects(call(*ONE, "--json"))
    assert set(found) >= KEYS
    debrief = Debrief.model_validate(found["debrief"])
    assert found["candidate"] == "brandon_kessler"
    assert found["decision"] == debrief.decision.value
    assert found["found"] == list(debrief.found())
    assert found["turns"] == sum(len(transcript.turns) for transcript in debrief.transcripts)
    assert found["votes"] == {kind.value: vote.value for kind, vote in debrief.votes.items()}


def test_the_same_seed_gives_the_same_onsite() -> None:
    told = [call(*ONE, "--json", "--seed", "4").stdout for _ in range(2)]
    one, other = (re.sub(r'"(seconds|memory_mb)": [\d.e-]+', "", text) for text in told)
    assert one == other, "all but what running the code took"


def test_n_onsites_take_the_next_seeds() -> None:
    two = objects(call(*ONE, "--json", "--n", "2", "--round", "recruiter"))
    (second,) = objects(call(*ONE, "--json", "--seed", "1", "--round", "recruiter"))
    assert len(two) == 2
    assert two[1] == second


def test_only_the_wanted_rounds_are_held() -> None:
    (found,) = objects(call(*ONE, "--json", "--round", "coding", "--round", "recruiter"))
    votes = found["votes"]
    assert isinstance(votes, dict)
    assert list(votes) == ["coding", "recruiter"]


def test_everybody_plays_when_nobody_is_named() -> None:
    result = call("simulate", "--length", "drill", "--round", "recruiter", "--json")
    names = [found["candidate"] for found in objects(result)]
    assert len(names) == len(set(names)) >= 15


def test_for_people_it_prints_the_debrief() -> None:
    shown = call(*ONE, "--round", "recruiter").stdout
    assert shown.startswith("# Debrief: ")
    assert "Practice, not a hiring evaluation." in shown


def test_somebody_who_is_not_in_the_bank_is_refused_with_who_is() -> None:
    with pytest.raises(RequestError, match=r"no candidate 'nobody': choose one of .*brandon_kessler"):
        call("simulate", "--candidate", "nobody")


def test_a_simulated_candidate_is_rehearsed_whoever_interviews(server: Server) -> None:
    result = call(*PLAYED, *HERE, "--json")
    (found,) = objects(result)
    debrief = Debrief.model_validate(found["debrief"])
    asked = len(debrief.transcripts[0].questions())
    assert server.asked == {SPOKEN: asked, SCORECARD: 1, COMMITTEE: 1}
    assert debrief.provenance.mind == "openai:scripted"
    assert f"Used: {asked + 2} calls · " in result.stderr
    assert "Expected for the onsite: about " in result.stderr


def test_a_candidates_model_plays_when_it_is_asked_for(server: Server) -> None:
    result = call(*PLAYED, "--candidate-model", "openai:scripted", "--base-url", LOCAL, "--json")
    (found,) = objects(result)
    debrief = Debrief.model_validate(found["debrief"])
    answers = debrief.transcripts[0].answers()
    assert server.asked == {SPOKEN: len(answers)}
    assert {answer.text for answer in answers} == {ANSWER}
    assert debrief.provenance.mind == "rehearsal"
    assert f"openai:scripted at {LOCAL} plays the candidate" in result.stderr
    assert f"Used: {len(answers)} calls · " in result.stderr


def test_who_cannot_be_played_by_a_model_is_rehearsed(server: Server) -> None:
    silent = ("simulate", "--length", "drill", "--round", "recruiter", "--candidate", "silent_blank")
    result = call(*silent, "--candidate-model", "openai:scripted", "--base-url", LOCAL, "--json")
    assert result.exit_code == 0
    assert server.requests == []
    assert "Expected" not in result.stderr


def test_an_onsite_that_breaks_off_has_no_result_and_the_others_are_held(server: Server) -> None:
    server.instead[COMMITTEE] = [failure(400, message="too much of it")]
    result = call(*PLAYED, "--n", "2", *HERE, "--json")
    assert result.exit_code == 1
    assert [found["candidate"] for found in objects(result)] == ["brandon_kessler"]
    (said,) = [line for line in lines(result.stderr) if line.startswith("No result")]
    assert said.startswith("No result for brandon_kessler, seed 0: ")
    assert "the endpoint refused the request (400)" in said


def test_a_candidates_model_that_cannot_work_is_refused_before_anything_begins() -> None:
    with pytest.raises(ModelSpecError, match="needs a key: set OPENAI_API_KEY"):
        call(*PLAYED, "--candidate-model", "openai")
