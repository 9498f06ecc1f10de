"""``sessions resume`` with models: the same ones, at the same address, with no key that is not its own."""

import pytest
from tests.agents.wire import failure
from tests.panel.commands.cli import call, objects
from tests.panel.commands.server import (
    COMMITTEE,
    DRILL,
    ELSEWHERE,
    HERE,
    KEY,
    LOCAL,
    SCORECARD,
    SPOKEN,
    WHOLE,
    Server,
)
from tests.panel.onsites import CONTEXT, FILLER

from interview_panel.plan import ModelNames
from interview_panel.runner import Runner
from interview_panel.settings import Settings


def stored_names() -> ModelNames:
    """The models of the newest session of this home."""
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        return runner.sessions()[0].request.models


def test_an_onsite_goes_on_with_the_models_it_was_begun_with(
    openai: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(*DRILL, "--model", "openai:gpt-6-luna", stdin=f"{FILLER}\n\n/quit\n")
    (row,) = objects(call("sessions", "list", "--json"))
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai:gpt-5.4")
    result = call("sessions", "resume", str(row["id"]), stdin=WHOLE)
    assert result.exit_code == 0
    assert openai.models == {kind: {"gpt-6-luna"} for kind in (SPOKEN, SCORECARD, COMMITTEE)}


def test_an_onsite_the_rehearsal_began_is_not_taken_over_by_a_model(
    openai: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(*DRILL, stdin=f"{FILLER}\n\n/quit\n")
    (row,) = objects(call("sessions", "list", "--json"))
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "openai")
    assert call("sessions", "resume", str(row["id"]), stdin=WHOLE).exit_code == 0
    assert openai.requests == []


def test_an_onsite_goes_on_where_it_was_begun_and_takes_no_key_along(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(*DRILL, *HERE, stdin=f"{FILLER}\n\n/quit\n")
    (row,) = objects(call("sessions", "list", "--json"))
    assert stored_names() == ModelNames(interviewer="openai:scripted", base_url=LOCAL)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", ELSEWHERE)
    assert call("sessions", "resume", str(row["id"]), stdin=WHOLE).exit_code == 0
    assert server.asked[COMMITTEE] == 1
    assert not any(KEY in sent for sent in server.keys)


def test_an_onsite_can_be_moved_to_another_address(server: Server) -> None:
    call(*DRILL, *HERE, stdin=f"{FILLER}\n\n/quit\n")
    (row,) = objects(call("sessions", "list", "--json"))
    moved, flags = Server(ELSEWHERE), ("--base-url", ELSEWHERE, "--api-key", KEY)
    with moved.router:
        assert call("sessions", "resume", str(row["id"]), *flags, stdin=WHOLE).exit_code == 0
    assert moved.keys == {f"Bearer {KEY}"}
    assert len(server.requests) == 2
    assert moved.asked[COMMITTEE] == 1


def test_looking_at_an_onsite_asks_no_model(server: Server) -> None:
    server.instead[SPOKEN] = [failure(401)]
    assert call(*DRILL, *HERE).exit_code == 1
    (row,) = objects(call("sessions", "list", "--json"))
    before = len(server.requests)
    assert call("sessions", "show", str(row["id"])).exit_code == 0
    (exported,) = objects(call("sessions", "export", str(row["id"])))
    assert exported["debrief"] is None
    assert len(server.requests) == before
