"""``interview-panel cassettes``: what a person sees of recordings."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interview_evals.cassettes.answer import Answer
from interview_evals.cassettes.command import app
from interview_evals.cassettes.files import Cassette, write_sealed
from interview_evals.cassettes.manifest import FILE, Manifest, Model
from interview_evals.errors import CassetteError

RUNNER = CliRunner()


def shelf(folder: Path, *, rule: str = "Rule 1: rule less.", text: str = "Why?") -> Path:
    write_sealed(
        folder / FILE, Manifest(about="a double", models={"interviewer": Model(name="llamacpp:small")})
    )
    for call in ("interviewer/coding-01#1", "interviewer/coding-03#1"):
        cassette = Cassette(
            case="a",
            call=call,
            api="chat",
            request={
                "model": "small",
                "messages": [{"role": "system", "content": f"You ask.\n{rule}\nBegin."}],
            },
            answer=Answer(
                model="small", ended="stop", text=text, usage={"prompt_tokens": 7, "completion_tokens": 2}
            ),
        )
        write_sealed(folder / "a" / f"{call.replace('/', '-').replace('#', '-')}.yaml", cassette)
    return folder


def run(*arguments: object) -> tuple[int, str]:
    done = RUNNER.invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    return done.exit_code, done.output


def test_recordings_are_listed_with_who_answered_and_faults_as_what_they_are(tmp_path: Path) -> None:
    code, said = run("ls", shelf(tmp_path))
    assert code == 0
    assert "2 recordings. a double" in said
    assert "a/interviewer-coding-01-1.yaml" in said
    assert "Made by hand, not recorded" in said
    assert "cut_stream" in said


def test_a_list_for_programs_is_one_object_a_recording(tmp_path: Path) -> None:
    code, said = run("ls", shelf(tmp_path), "--json")
    rows = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert [(row["call"], row["tokens"], row["answer"]["text"]) for row in rows] == [
        ("interviewer/coding-01#1", 9, "Why?"),
        ("interviewer/coding-03#1", 9, "Why?"),
    ]


def test_a_difference_is_shown_as_lines_of_prompt_and_answer(tmp_path: Path) -> None:
    one, other = shelf(tmp_path / "1"), shelf(tmp_path / "2", rule="Rule 1: rule right.", text="Why\nnot?")
    code, said = run("diff", one, other)
    assert code == 1
    assert said.count("  -Rule 1: rule less.\n  +Rule 1: rule right.") == 2
    assert "  -Why?\n  +Why\n  +not?" in said
    assert run("diff", one, one) == (0, "No call is different\n")


def test_a_difference_between_two_files(tmp_path: Path) -> None:
    first = "a/interviewer-coding-01-1.yaml"
    one, other = shelf(tmp_path / "1"), shelf(tmp_path / "2", text="So?")
    code, said = run("diff", one / first, other / first)
    assert (code, "+So?" in said, "Rule" in said) == (1, True, False)


def test_what_a_run_did_not_use_is_listed_and_deleted_only_when_asked(tmp_path: Path) -> None:
    folder, used = shelf(tmp_path / "c"), tmp_path / "used.txt"
    used.write_text("a/interviewer-coding-01-1.yaml\n")
    assert run("prune", folder, "--used", used)[1].endswith("1 recordings are not used\n")
    assert len(list(folder.glob("a/*"))) == 2
    run("prune", folder, "--used", used, "--yes")
    assert [path.name for path in folder.glob("a/*")] == ["interviewer-coding-01-1.yaml"]


def test_the_list_of_another_folder_prunes_nothing(tmp_path: Path) -> None:
    folder, used = shelf(tmp_path / "c"), tmp_path / "used.txt"
    used.write_text("b/x.yaml\n")
    with pytest.raises(CassetteError, match="none of its files"):
        run("prune", folder, "--used", used, "--yes")
    assert len(list(folder.glob("a/*"))) == 2


def test_a_scan_finds_secrets_edits_and_strangers(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    assert run("scan", folder) == (0, f"0 files with a fault in {folder}\n")
    (folder / "a" / "notes.txt").write_text("later")
    edited, secret = sorted(folder.glob("a/*.yaml"))
    edited.write_text(edited.read_text().replace("Why?", "Who?"))
    secret.write_text(secret.read_text().replace("Begin.", "sk-proj-0123456789abcdefABCD"))
    code, said = run("scan", folder)
    assert code == 1
    assert "interviewer-coding-01-1.yaml: it was changed after it was written" in said
    assert "interviewer-coding-03-1.yaml: it holds an API key" in said
    assert "notes.txt: it is no recording" in said


def test_a_folder_without_recordings_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CassetteError, match="record some first"):
        run("scan", tmp_path)
