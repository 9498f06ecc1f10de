"""``doctor``: one line a thing, what to do where something fails, and never a key."""

import json
import os
from pathlib import Path

import httpx
import pytest
from tests.agents.wire import failure
from tests.panel.commands.cli import call, lines
from tests.panel.commands.server import HERE, KEY, OPENAI, SPOKEN, Server

from interview_agents.calls import wire
from interview_agents.calls.prices import price_table
from interview_agents.signals.readers import Signals
from interview_evals.readers.shipping import packed
from interview_panel.corrections import corpus_of
from interview_panel.own_readers import SET_ASIDE, keep_own
from interview_panel.sandbox import TIERS
from interview_panel.settings import Settings

SHEET = "Sheet"
MACHINE = ["python", "bank", "sessions", "checkpoints", "browser page", "résumés"]
SANDBOXES = [f"sandbox, {tier}" for tier in TIERS]
BASICS = ("endpoint", "key", "model")


def findings(*flags: str, code: int = 0) -> dict[str, tuple[str, str]]:
    """What the doctor found: thing to state and sentence."""
    result = call("doctor", *flags)
    assert result.exit_code == code, result.stdout
    assert KEY not in result.output
    found = {}
    for line in lines(result.stdout):
        state, _, rest = line.partition(" ")
        what, _, text = rest.strip().partition(": ")
        found[what] = state, text
    return found


def states(found: dict[str, tuple[str, str]], model: str) -> dict[str, str]:
    """The states of what was found about one model."""
    return {
        what.removeprefix(f"{model}, "): state for what, (state, _) in found.items() if what.startswith(model)
    }


def test_a_machine_without_a_model_is_well_and_told_how_to_name_one() -> None:
    found = findings()
    assert [what for what in found if what != "sandbox"] == [*MACHINE, "voice", *SANDBOXES, "mind"]
    assert {found[what][0] for what in (*MACHINE, "voice", "mind")} == {"ok"}
    assert "INTERVIEW_PANEL_TRANSCRIBER" in found["voice"][1]
    assert "Embedded rehearsal" in found["mind"][1]
    assert "INTERVIEW_PANEL_MODEL" in found["mind"][1]
    assert "langgraph" in found["python"][1]


@pytest.mark.parametrize(
    ("name", "key", "state", "says"),
    [
        ("openai", KEY, "ok", "openai:gpt-transcribe at https://api.openai.com/v1"),
        ("openai:whisper-1", KEY, "note", "2027-02-26: use gpt-transcribe"),
        ("openai", "", "fails", "needs a key"),
        ("clever:ears", "", "fails", "names no model"),
    ],
)
def test_who_writes_down_what_is_said_is_named_with_what_is_known_of_it(
    monkeypatch: pytest.MonkeyPatch, name: str, key: str, state: str, says: str
) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER", name)
    monkeypatch.setenv("INTERVIEW_PANEL_TRANSCRIBER_API_KEY", key)
    found = findings(code=int(state == "fails"))
    assert found["voice"][0] == state
    assert says in found["voice"][1]


def test_corrections_are_named_with_what_makes_them_count_and_what_takes_them_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = Settings().home
    line = {"id": "s/coding/x", "q": "q", "question": "", "answer": "It was so. " * 9, "label": "flag"}
    corpus = corpus_of(home) / "you"
    corpus.mkdir(parents=True)
    (corpus / "overengineers.jsonl").write_text(json.dumps(line), encoding="utf-8")
    state, text = findings()["corrections"]
    assert (state, text.split(";")[0]) == ("note", "1 kept")
    assert "eval train --mine" in text
    file = keep_own(home, packed(Signals(idf={}, readers={})))
    assert "--forget-mine" in findings()["corrections"][1]
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "each")
    assert "not used where several" in findings()["corrections"][1]
    file.rename(file.with_name("0.readers.json.gz"))
    assert findings()["corrections"] == ("note", f"1 kept. {SET_ASIDE}")


def test_readers_and_corrections_that_cannot_be_read_fail() -> None:
    keep_own(Settings().home, b"")
    assert "--forget-mine" in findings(code=1)["mind"][1]
    (corpus_of(Settings().home) / "you").mkdir(parents=True)
    (corpus_of(Settings().home) / "you" / "overengineers.jsonl").write_text("{", encoding="utf-8")
    assert "overengineers.jsonl" in findings(code=1)["corrections"][1]


def test_each_sandbox_says_whether_it_holds_or_what_to_do() -> None:
    found = findings()
    assert all(found[what][0] in {"ok", "note"} and found[what][1] for what in SANDBOXES)
    none_holds = all(found[what][0] == "note" for what in SANDBOXES)
    assert ("sandbox" in found) == none_holds, "without any it says that code is only read"


def test_what_fails_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INTERVIEW_PANEL_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("INTERVIEW_PANEL_BANK", str(tmp_path / "nowhere"))
    found = findings(code=1)
    assert [what for what, (state, _) in found.items() if state == "fails"] == ["bank", "sessions"]
    assert "set INTERVIEW_PANEL_HOME" in found["sessions"][1]
    assert "nowhere" in found["bank"][1]


def test_the_home_is_the_one_of_the_settings() -> None:
    assert os.environ["INTERVIEW_PANEL_HOME"] in findings()["sessions"][1]


def test_a_model_that_does_everything_is_well(openai: Server) -> None:
    found = findings("--model", "openai:gpt-6-luna")
    assert states(found, "openai:gpt-6-luna") == dict.fromkeys(
        (*BASICS, "streaming", "structured output", "price"), "ok"
    )
    assert OPENAI in found["openai:gpt-6-luna, endpoint"][1]
    assert found["openai:gpt-6-luna, key"][1] == "accepted"
    assert (
        "$0.1 for a million tokens read, $0.01 read again, $0.5 written"
        in found["openai:gpt-6-luna, price"][1]
    )
    assert openai.asked == {SPOKEN: 1, SHEET: 1}


def test_every_model_is_asked_once_and_only_for_what_it_is_wanted_for(openai: Server) -> None:
    found = findings("--model", "openai", "--candidate-model", "openai:gpt-5.4-nano")
    assert openai.models == {SPOKEN: {"gpt-6-luna", "gpt-5.4-nano"}, SHEET: {"gpt-6.1-terra"}}
    assert len(openai.requests) == 3
    assert "structured output" not in states(found, "openai:gpt-6-luna")
    assert "streaming" not in states(found, "openai:gpt-6.1-terra")


def test_a_server_without_a_key_or_a_price_is_well(server: Server) -> None:
    found = findings(*HERE)
    assert found["openai:scripted, key"] == ("ok", "none is given and none is asked for")
    assert found["openai:scripted, price"][0] == "note"
    assert "INTERVIEW_PANEL_PRICES" in found["openai:scripted, price"][1]
    assert server.asked == {SPOKEN: 1, SHEET: 1}


@pytest.mark.parametrize(
    ("answer", "at", "why"),
    [
        (wire.http.ConnectError("refused"), "endpoint", "check the address"),
        (failure(503), "endpoint", "the endpoint failed (503)"),
        (failure(401, message=f"Incorrect API key provided: {KEY}"), "key", "check OPENAI_API_KEY"),
        (failure(429, "insufficient_quota"), "key", "no credit left: top it up"),
        (failure(404, "model_not_found"), "model", "no such model or address: check the name"),
    ],
)
def test_what_fails_first_is_named_and_the_rest_is_not_tried(
    server: Server, answer: httpx.Response | Exception, at: str, why: str
) -> None:
    server.instead = {SPOKEN: [answer], SHEET: [answer]}
    found = findings(*HERE, "--api-key", KEY, code=1)
    assert why in found[f"openai:scripted, {at}"][1]
    place = BASICS.index(at)
    expected = [*["ok"] * place, "fails", *["-"] * (4 - place), "note"]
    assert list(states(found, "openai:scripted").values()) == expected
    assert len(server.requests) == 1


def test_a_server_that_is_not_running_is_told_how_to_start() -> None:
    server = Server("http://localhost:11434/v1")
    server.instead[SPOKEN] = [wire.http.ConnectError("refused")]
    with server.router:
        found = findings("--model", "ollama:qwen3", code=1)
    assert "start it with `ollama serve`" in found["ollama:qwen3, endpoint"][1]


def test_a_model_that_cannot_fill_in_a_sheet_fails_where_it_must_score(server: Server) -> None:
    server.instead[SHEET] = [server.line.written("The color is red.")]
    found = findings(*HERE, code=1)
    assert found["openai:scripted, streaming"][0] == "ok"
    state, text = found["openai:scripted, structured output"]
    assert state == "fails"
    assert "cannot write scorecards: choose another" in text
    assert server.asked[SHEET] == 1


def test_words_without_a_count_of_tokens_are_noted(server: Server) -> None:
    whole = server.line.spoken(["Red."]).content
    without = b"".join(part + b"\n\n" for part in whole.split(b"\n\n") if part and b'"usage"' not in part)
    server.instead[SPOKEN] = [
        httpx.Response(200, headers={"content-type": "text/event-stream"}, content=without)
    ]
    found = findings(*HERE)
    assert found["openai:scripted, streaming"][0] == "note"
    assert "costs will not be known" in found["openai:scripted, streaming"][1]


@pytest.mark.parametrize(
    ("flags", "what", "why"),
    [
        (("--model", "openai:gpt-6-luna"), "openai:gpt-6-luna, model", "needs a key: set OPENAI_API_KEY"),
        (("--model", "openai:gpt-4", "--api-key", KEY), "openai:gpt-4, model", "was shut down on 2026-10-23"),
        (("--model", "watson:x"), "mind", "write one of openai:NAME"),
        (("--scorer-model", "ollama:a"), "mind", "name who interviews"),
    ],
)
def test_a_model_that_cannot_work_fails_before_it_is_asked(
    flags: tuple[str, ...], what: str, why: str
) -> None:
    state, text = findings(*flags, code=1)[what]
    assert state == "fails"
    assert why in text


def test_an_announced_end_is_noted(openai: Server) -> None:
    state, text = findings("--model", "openai:gpt-5")["openai:gpt-5, model"]
    assert state == "note"
    instead = price_table().models["gpt-5"].instead
    assert text == f"gpt-5 is announced to be shut down on 2026-12-11: use {instead}"
    assert len(openai.requests) == 2


def test_a_price_table_that_cannot_be_read_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INTERVIEW_PANEL_PRICES", str(tmp_path / "nowhere.toml"))
    state, text = findings(*HERE, code=1)["mind"]
    assert state == "fails"
    assert "nowhere.toml: the price table cannot be read" in text
