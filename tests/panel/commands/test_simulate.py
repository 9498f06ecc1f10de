"""``simulate``: whole onsites by simulated candidates."""

import pytest
from tests.panel.commands.cli import call, objects

from interview_agents.debrief import Debrief
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
    assert call(*ONE, "--json", "--seed", "4").stdout == call(*ONE, "--json", "--seed", "4").stdout


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
