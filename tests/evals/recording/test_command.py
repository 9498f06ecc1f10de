"""``interview-panel eval record``: what a changed prompt is, from its first miss to the cases it moved."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import respx
from tests.agents.wire import URL, USING, stream
from typer.testing import CliRunner

from interview_agents.model_mind.prompts import SHIPPED
from interview_evals.command import app
from interview_evals.suites.suite import SUITES

SUITE = """
kind = "interviewer"
title = "A few turns"
answers = "{answers}"
out_of_role = ["rubric"]

[[minds]]
id = "luna"
model = "openai:gpt-6-luna"
recordings = "recorded"
about = "a double of the tests"
cases = ["rex-Q06-a", "rex-Q06-b"]
"""
OLD, NEW = "Speak now: only the words the candidate hears.", "Speak now, and be kind: only what they hear."


class Desk:
    """A suite of two turns, with a model that says what it is told to say."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.says = folder, "And what would you measure first?"
        (folder / "few.toml").write_text(SUITE.format(answers=SUITES.parent / "coverage"), "utf-8")
        self.prompts = SHIPPED
        self.asked: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(json.loads(request.content)["messages"][-1]["content"])
        return stream({"choices": [{"delta": {"content": self.says}, "finish_reason": "stop"}]}, "[DONE]")

    def eval(self, *arguments: str, code: int) -> str:
        """What a command prints; it must end with that code."""
        folders = {"--baselines": "baselines", "--run" if arguments[0] == "baseline" else "--output": "out"}
        if arguments[0] != "baseline":
            folders |= {"--suites": "", "--prompts": str(self.prompts)}
        more = [part for name, where in folders.items() for part in (name, str(self.folder / where))]
        done = CliRunner().invoke(app, [*arguments, *more])
        assert done.exit_code == code, done.output
        return done.output

    def record(self, *arguments: str, code: int) -> str:
        return self.eval("record", *arguments, "--base-url", URL, "--api-key", "planted-key-12345", code=code)

    def edit(self) -> None:
        """Change one line of a prompt, in a copy: a process reads a folder once."""
        self.prompts = shutil.copytree(SHIPPED, self.folder / "edited")
        file = self.prompts / "direction.md"
        file.write_text(file.read_text("utf-8").replace(OLD, NEW), "utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.delenv("CI", raising=False)  # where nothing is recorded
    desk = Desk(tmp_path)
    with respx.mock(base_url=URL, using=USING, assert_all_called=False) as router:
        router.post("/chat/completions").mock(side_effect=desk.answer)
        yield desk


def test_a_changed_prompt_is_shown_asked_again_and_compared(desk: Desk) -> None:
    assert "2 recorded" in desk.record(code=3)
    desk.eval("baseline", "promote", code=0)
    desk.asked.clear()
    desk.eval("run", code=0)
    assert desk.asked == []

    desk.edit()
    told = desk.eval("run", code=3)
    assert "direction.md line 12 changed: 2 recordings" in told
    assert f"-{OLD}" in told
    assert f"+{NEW}" in told
    assert desk.asked == []

    desk.says = "Says my rubric: what would you measure first?"
    worse = desk.record("--missing", code=1)
    assert len(desk.asked) == 2
    assert "broke: rex-Q06-a in_role" in worse
    assert "2 recorded" in worse
    desk.asked.clear()
    desk.record("--missing", code=1)
    assert desk.asked == []


def test_no_file_that_is_written_holds_the_key(desk: Desk) -> None:
    desk.record(code=3)
    desk.eval("baseline", "promote", code=0)
    files = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert not [path for path in files if b"planted-key-12345" in path.read_bytes()]


def test_another_answer_now_is_told_and_written_nowhere(desk: Desk) -> None:
    desk.record(code=3)
    kept = {path: path.read_bytes() for path in (desk.folder / "recorded").rglob("*.yaml")}
    desk.says = "What else?"
    assert "another answer now: few/rex-Q06-a" in desk.record("--verify", code=1)
    assert {path: path.read_bytes() for path in (desk.folder / "recorded").rglob("*.yaml")} == kept


def test_what_a_whole_run_used_is_listed_for_pruning(desk: Desk) -> None:
    desk.record(code=3)
    desk.eval("run", "-k", "Q06-a", code=3)
    listed = desk.folder / "out" / "luna.used.txt"
    assert not listed.exists()
    desk.eval("run", code=3)
    used = listed.read_text("utf-8").split()
    assert len(used) == 2
    assert all((desk.folder / "recorded" / name).is_file() for name in used)


@pytest.mark.parametrize("wrong", [("--missing", "--all"), ("--mind", "nobody")])
def test_wrong_use_asks_nobody(desk: Desk, wrong: tuple[str, ...]) -> None:
    desk.record(*wrong, code=2)
    assert desk.asked == []
