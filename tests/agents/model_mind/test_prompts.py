"""Prompt files are checked when they are read and when they are filled."""

import re
from pathlib import Path

import pytest

from interview_agents.calls.strict_json import read_strictly
from interview_agents.model_mind.prompts import SHIPPED, Prompt, PromptError, load_prompts, read_prompt
from interview_agents.model_mind.sheets import RewrittenAnswer, ScoreSheet, Settled
from interview_agents.transcript import Move
from interview_personas import RoundKind, load_bank

PROMPTS = load_prompts()
HEAD = 'id = "hello"\nrole = "judge"\noutput = "text"'


def write(folder: Path, head: str, body: str, name: str = "hello") -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"+++\n{head}\n+++\n{body}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("prompt", list(PROMPTS), ids=lambda prompt: prompt.head.id)
class TestShipped:
    def test_names_where_its_rules_come_from(self, prompt: Prompt) -> None:
        assert prompt.head.cites
        named = ("DESIGN", "CATALOGUE", "AGENTS")
        assert [cite for cite in prompt.head.cites if not cite.startswith(named)] == []

    def test_has_a_source_for_each_numbered_rule(self, prompt: Prompt) -> None:
        rules = re.findall(r"^\d+\. ", prompt.body, re.MULTILINE)
        assert not rules or len(rules) == len(prompt.head.cites)

    def test_holds_no_logic(self, prompt: Prompt) -> None:
        assert not re.search(r"\{%|\{\{[^}\w]|\{#", prompt.body)

    def test_is_plain_text_for_people(self, prompt: Prompt) -> None:
        assert "—" not in prompt.body
        assert prompt.body == prompt.body.strip()


def test_there_is_a_page_for_every_round_and_every_role() -> None:
    names = {prompt.head.id for prompt in PROMPTS}
    assert {kind.value for kind in RoundKind} | {"interviewer", "scorer", "judge", "candidate"} <= names


def test_the_interviewers_page_explains_every_move() -> None:
    explained = set(re.findall(r"^- (\w+):", PROMPTS["interviewer"].body, re.MULTILINE))
    assert explained == {move.value for move in Move}


def example(name: str) -> tuple[str, list[str]]:
    """The words that a prompt's worked example is about, and its JSON objects."""
    words, *objects = PROMPTS[name].body.partition("# An example")[2].split("\n\n{")
    return words, ["{" + text for text in objects]


def test_the_scorers_example_is_a_sheet_that_holds() -> None:
    words, (written,) = example("scorer")
    sheet, bank = read_strictly(written, ScoreSheet), load_bank()
    asked, answered = re.findall(r"^\[system_design-0\d\] \w+: (.+)$", words, re.MULTILINE)
    claims = [(ruling.turn_id, ruling.quote or "") for ruling in sheet.rulings]
    claims += [(score.turn_id, score.quote or "") for score in sheet.scores if score.points]
    claims += [(strength.turn_id, strength.quote) for strength in sheet.strengths]
    assert [quote for _, quote in claims if quote not in answered or quote in asked] == []
    assert {turn for turn, _ in claims} == {"system_design-06"}
    ruled = {(bank.red_flags[r.flag].kind, r.ruling) for r in sheet.rulings}
    assert ruled == {("commission", "present"), ("omission", "present"), ("omission", "absent")}
    criteria = {criterion.id for criterion in bank.rubric(RoundKind.SYSTEM_DESIGN).criteria}
    assert {score.criterion for score in sheet.scores} < criteria
    assert {score.points for score in sheet.scores} == {1, None}


def test_the_judges_example_is_one_entry_of_each_list_that_holds() -> None:
    words, (settled, rewritten) = example("judge")
    disagreement, rewrite = read_strictly(settled, Settled), read_strictly(rewritten, RewrittenAnswer)
    said = re.findall(r"\d\. (.+?\.)(?= |$)", words, re.MULTILINE)
    assert disagreement.quote in said
    assert disagreement.turn_id == rewrite.turn_id
    template = load_bank().templates[rewrite.template]
    assert [slot.name for slot in rewrite.slots] == [slot.name for slot in template.slots]
    assert sorted(n for slot in rewrite.slots for n in slot.sentences) == list(range(1, len(said) + 1))


def test_blanks_are_filled_in_one_pass(tmp_path: Path) -> None:
    path = write(tmp_path, f'{HEAD}\nblanks = ["said", "flags"]', "{{said}} / {{flags}} / {json} / $180k")
    filled = read_prompt(path).fill(said="{{flags}}", flags="F")
    assert filled == "{{flags}} / F / {json} / $180k"


def test_a_blank_that_was_not_given_is_named() -> None:
    with pytest.raises(
        PromptError, match="'question': facts, task declared and not given; nonce given and not"
    ):
        PROMPTS["question"].fill(title="t", nonce="n")


@pytest.mark.parametrize(
    ("head", "body", "why"),
    [
        (f'{HEAD}\nblanks = ["a"]', "{{b}}", "a declared and not used; b used and not declared"),
        (f"{HEAD}\nmood = 1", "x", "head cannot be read"),
        (f"{HEAD}\nid = 2", "x", "head cannot be read"),
        (HEAD.replace("hello", "other"), "x", "call it 'hello'"),
    ],
)
def test_a_malformed_file_is_named_with_its_fault(tmp_path: Path, head: str, body: str, why: str) -> None:
    with pytest.raises(PromptError, match=f"hello.md: .*{re.escape(why)}"):
        read_prompt(write(tmp_path, head, body))


def test_a_file_without_a_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hello.md"
    path.write_text("Hello", encoding="utf-8")
    with pytest.raises(PromptError, match=r"start with a TOML head"):
        read_prompt(path)


def test_a_prompt_that_is_missing_is_named() -> None:
    with pytest.raises(PromptError, match=r"add sales\.md"):
        PROMPTS["sales"]


def test_every_edit_of_any_file_changes_the_hash(tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    same = load_prompts(tmp_path)
    assert same.sha256 == PROMPTS.sha256
    edited = tmp_path / "coding.md"
    edited.write_bytes(edited.read_bytes() + b"\n")
    load_prompts.cache_clear()
    assert load_prompts(tmp_path).sha256 != same.sha256
