"""``run`` with models, over the wire: who is asked, what it takes, what is said when something fails."""

import logging
from pathlib import Path

import pytest
from tests.agents.wire import failure
from tests.panel.commands.cli import call, lines, objects
from tests.panel.commands.server import (
    COMMITTEE,
    DRILL,
    HERE,
    KEY,
    LOCAL,
    PLAYED,
    SCORECARD,
    SPOKEN,
    WHOLE,
    Server,
    in_two_parts,
)
from tests.panel.onsites import BANK, CONTEXT, FILLER

from interview_agents.errors import ModelSpecError
from interview_panel import OnsiteRequest
from interview_panel.plan import plan_onsite
from interview_panel.runner import Runner
from interview_panel.settings import Settings
from interview_personas import Length, RoundKind

INTRODUCTION = "Good morning, and thank you for taking the time. I have a few things to ask you today. "


def test_an_onsite_in_the_terminal_is_held_by_the_model_and_says_what_it_takes(server: Server) -> None:
    result = call(*DRILL, *HERE, stdin=WHOLE)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    plan = plan_onsite(OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.RECRUITER,)), BANK)
    expected = plan.rounds[0].turns + 2
    assert f"openai:scripted at {LOCAL} interviews, scores and judges." in shown
    assert f"Expected for the onsite: about {expected} calls" in shown
    assert "prices of 2026-" in shown
    calls = len(server.requests)
    assert f"Used: {calls} calls · " in shown
    assert server.asked[COMMITTEE] == server.asked[SCORECARD] == 1


def test_what_was_used_until_now_stands_with_every_question(openai: Server) -> None:
    shown = call(*DRILL, "--model", "openai", stdin=f"{FILLER}\n\n/quit\n").stdout
    heads = [line for line in lines(shown) if line.startswith("[recruiter")]
    assert len(heads) == 2
    assert all(" · $0.0" in head for head in heads)
    assert "Used: 2 calls · " in shown
    assert openai.models == {SPOKEN: {"gpt-6-luna"}}


@pytest.mark.usefixtures("server")
def test_without_a_price_the_tokens_are_shown_and_never_no_dollars() -> None:
    shown = call(*DRILL, *HERE, stdin="/quit\n").stdout
    (head,) = [line for line in lines(shown) if line.startswith("[recruiter")]
    assert head.endswith(" · 1,240 tokens]")
    assert "$0" not in shown
    assert "no price for" in shown


def test_the_rehearsal_says_nothing_of_calls_and_prices() -> None:
    result = call(*DRILL, stdin=WHOLE)
    assert result.exit_code == 0
    for word in ("Expected", "Used:", "tokens", "$"):
        assert word not in result.stdout


def test_the_rehearsal_can_be_asked_for_where_the_environment_names_a_model(
    openai: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai")
    assert call(*DRILL, "--model", "rehearsal", stdin=WHOLE).exit_code == 0
    assert openai.requests == []


def test_flags_beat_the_environment_role_by_role(openai: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai:gpt-5.4")
    monkeypatch.setenv("INTERVIEW_PANEL_SCORER_MODEL", "openai:gpt-5.4-nano")
    call(*DRILL, "--model", "openai:gpt-6-luna", "--judge-model", "openai:gpt-6.1-sol", stdin=WHOLE)
    assert openai.models == {
        SPOKEN: {"gpt-6-luna"},
        SCORECARD: {"gpt-5.4-nano"},
        COMMITTEE: {"gpt-6.1-sol"},
    }


def test_a_pause_says_what_failed_and_how_to_go_on(server: Server) -> None:
    server.instead[SCORECARD] = [failure(401)]
    result = call(*DRILL, *HERE, stdin=WHOLE)
    (row,) = objects(call("sessions", "list", "--json"))
    assert result.exit_code == 1
    assert "Paused: " in result.stderr
    assert "the key was refused (401)" in result.stderr
    assert f"interview-panel sessions resume {str(row['id'])[:12]}" in result.stderr
    went_on = call("sessions", "resume", str(row["id"])[:12])
    assert went_on.exit_code == 0
    assert "Practice, not a hiring evaluation." in went_on.stdout


@pytest.mark.parametrize("finished", [True, False])
def test_words_that_broke_off_are_said_not_to_count(server: Server, *, finished: bool) -> None:
    whole = server.line.spoken(
        [INTRODUCTION, "Well. ", "And so on."], end="stop" if finished else "", done=finished
    )
    server.instead = {SPOKEN: [in_two_parts(whole, "Well. ")], SCORECARD: [failure(401)]}
    result = call(*DRILL, *HERE, stdin=WHOLE)
    assert result.exit_code == 1
    assert ("were not finished and do not count" in result.stdout) is not finished


def test_words_that_leaked_are_withdrawn_and_the_question_is_asked_anew(server: Server) -> None:
    plan = plan_onsite(OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.RECRUITER,)), BANK)
    private = BANK.questions[plan.rounds[0].questions[0]].points[-1].says
    told = server.line.spoken([INTRODUCTION, "Well. ", f"{private} {private}"])
    server.instead[SPOKEN] = [in_two_parts(told, "Well. ")]
    shown = " ".join(call(*DRILL, *HERE, stdin="/quit\n").stdout.split())
    before, mark, after = shown.partition("The words above are withdrawn; this is the question:")
    assert mark
    assert "Good morning" in before
    assert private not in shown
    assert server.asked[SPOKEN] == 2
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        (transcript,) = runner.transcripts(runner.sessions()[0].id)
    assert transcript.turns[0].text[:40] in after


@pytest.mark.parametrize("command", [DRILL, PLAYED, ("assess", "a.json")])
@pytest.mark.parametrize(
    ("flags", "why"),
    [
        (("--model", "openai"), "needs a key: set OPENAI_API_KEY"),
        (("--model", "openai:gpt-4", "--api-key", KEY), "gpt-4 was shut down on 2026-10-23: use gpt-5"),
        (("--model", "watson:x"), "'watson:x' names no model"),
    ],
)
def test_a_model_that_cannot_work_is_refused_before_anything_begins(
    command: tuple[str, ...], flags: tuple[str, ...], why: str
) -> None:
    with pytest.raises(ModelSpecError, match=why):
        call(*command, *flags)
    assert objects(call("sessions", "list", "--json")) == []


@pytest.mark.parametrize(
    "flags",
    [
        ("--model", "ollama:a", "--base-url", LOCAL),
        ("--api-key", KEY),
        ("--model", "rehearsal", "--scorer-model", "openai"),
    ],
)
def test_flags_that_nothing_would_read_are_refused(flags: tuple[str, ...]) -> None:
    result = call("run", *flags)
    assert result.exit_code == 2
    assert "Invalid value" in result.stderr
    assert KEY not in result.output


def test_no_key_is_in_any_output_log_or_file(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.instead[SCORECARD] = [failure(401, message=f"Incorrect API key provided: {KEY}.")]
    flags = (*HERE, "--api-key", KEY)
    shown = [call(*DRILL, *flags, stdin=WHOLE), call(*PLAYED, *flags, "--json"), call("doctor", *flags)]
    (row,) = objects(call("sessions", "list", "--json"))
    shown += [call("sessions", "resume", str(row["id"]), "--api-key", KEY)]
    shown += [call("sessions", "export", str(row["id"])), call("sessions", "show", str(row["id"]))]
    assert server.keys == {f"Bearer {KEY}"}
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(str(row["id"]).encode() in content for content in kept)
    for text in (*(result.output for result in shown), caplog.text, *map(repr, kept)):
        assert KEY not in text
        assert "canary" not in text


def test_a_login_in_an_address_is_used_and_neither_shown_nor_stored(tmp_path: Path) -> None:
    address = "http://me:canary@127.0.0.1:9/v1"
    server = Server()
    with server.router:
        flags = ("--model", "openai:scripted", "--base-url", address)
        shown = [call("doctor", *flags), call(*DRILL, *flags, stdin="/quit\n")]
    assert [result.exit_code for result in shown] == [0, 0]
    assert server.keys == {"Basic bWU6Y2FuYXJ5"}
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for text in (*(result.output for result in shown), *map(repr, kept)):
        assert "canary" not in text
