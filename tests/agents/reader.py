"""A model's double that only knows what stands in its messages: it reads the prompt and obeys.

It shows that a prompt holds everything a model needs: ids, opportunities, the direction's
words, what is to be settled, what was at fault.
"""

import re
from collections.abc import AsyncGenerator
from typing import TypeVar

from langchain_core.messages import BaseMessage

from interview_agents.calls.call import Call
from interview_agents.model_mind.mind import ModelMind
from interview_agents.model_mind.sheets import (
    CommitteeSheet,
    FilledSlot,
    RewrittenAnswer,
    RuledFlag,
    ScoredCriterion,
    ScoreSheet,
    Settled,
    ShownStrength,
)
from interview_personas import Record

R = TypeVar("R", bound=Record)
SECRET = b"a secret of the tests"
DIRECTION = re.compile(r"<direction-(\w+)>\n(.*)\n</direction-\1>", re.DOTALL)
ANSWER = re.compile(r"\[([a-z_]+-\d+)\]\n<candidate-(\w+)>\n(.*?)\n</candidate-\2>", re.DOTALL)
FLAG = re.compile(r"^## (\w+)$", re.MULTILINE)
CRITERION = re.compile(r"^(\w+) \([^)\n]+\)\n1: ", re.MULTILINE)
FAULT = re.compile(r"^- (.+?): ", re.MULTILINE)
TO_SETTLE = re.compile(r"^- (\w+): .*?\(([a-z_]+-\d+)\)", re.MULTILINE)
WEAK = re.compile(
    r"^([a-z_]+-\d+), for \w+\..*?\nTemplate (\w+), slots:\n(.*?)\nSentences:\n", re.DOTALL | re.MULTILINE
)


class PromptReader:
    """Says what a direction says, quotes what a transcript has, rules on what was asked."""

    name = "openai:reader"

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        """Said instead, one a call, while there are any."""
        self.asked: list[Call] = []

    @property
    def calls(self) -> list[tuple[str, str, list[BaseMessage]]]:
        """Call id, session and messages."""
        return [(call.id, call.session, list(call.messages)) for call in self.asked]

    async def stream(self, call: Call) -> AsyncGenerator[str, None]:
        """The direction's words, a few letters at a time."""
        self.asked.append(call)
        text = self.replies.pop(0) if self.replies else _obeyed(call.messages[-1].text)
        for at in range(0, len(text), 4):
            yield text[at : at + 4]

    async def structured(self, call: Call, schema: type[R], *, repair: bool = True) -> R:  # noqa: ARG002 - its sheets are always of the right form
        """A sheet of claims that the prompt supports."""
        messages = list(call.messages)
        self.asked.append(call)
        page, body = messages[0].text, messages[1].text
        _, _, faults = messages[-1].text.partition("These claims do not hold:")
        at_fault = set(FAULT.findall(faults))
        sheet = _scored(page, body, at_fault) if schema is ScoreSheet else _deliberated(body, at_fault)
        assert isinstance(sheet, schema)
        return sheet  # pyright: ignore[reportReturnType] - narrowed by the line above


def model_mind() -> ModelMind:
    """The mind over three such doubles that are one."""
    return ModelMind(PromptReader(), secret=SECRET)


def _obeyed(message: str) -> str:
    found = DIRECTION.search(message)
    assert found, "a turn's message ends with a direction"
    quote = re.search(r"<candidate-(\w+)>\n(.*?)\n</candidate-\1>", found[2], re.DOTALL)
    say = found[2].partition("\nsay: ")[2] or "Thank you, that is all from me."
    return f"You said “{quote[2]}”. {say}" if quote else f"Right. {say}"


def _scored(page: str, body: str, at_fault: set[str]) -> ScoreSheet:
    answers = ANSWER.findall(body)
    turn_id, _, text = max(answers, key=lambda found: len(found[2]))
    quote = " ".join(text.splitlines()[0].split()[:8])
    left_out = set(re.findall(r"\w+", body.partition("leave them out:")[2].partition(".")[0])) | at_fault
    evidence = {"turn_id": turn_id, "quote": quote, "why": "it says so"}
    flags = [name for name in FLAG.findall(page) if name not in left_out]
    criteria = [name for name in CRITERION.findall(page) if name not in at_fault]
    return ScoreSheet(
        rulings=tuple(RuledFlag(flag=name, ruling="absent", **evidence) for name in flags),
        scores=tuple(ScoredCriterion(criterion=name, points=3, **evidence) for name in criteria),
        strengths=(ShownStrength(what="says something", turn_id=turn_id, quote=quote),),
        concern="",
        open_question="What else?",
        confidence="medium",
    )


def _deliberated(body: str, at_fault: set[str]) -> CommitteeSheet:
    said = {turn_id: text for turn_id, _, text in ANSWER.findall(body)}
    to_settle = body.partition("# Disagreements to settle")[2].partition("# Weak answers")[0]
    weak = body.partition("# Weak answers to rewrite")[2]
    return CommitteeSheet(
        summary="The rounds were read and their differences settled by what was said.",
        disagreements=tuple(
            Settled(about=about, sides="Two.", turn_id=turn, quote=said[turn][:20].strip(), resolution="So.")
            for about, turn in TO_SETTLE.findall(to_settle)
            if about not in at_fault
        ),
        rewrites=tuple(
            RewrittenAnswer(turn_id=turn, template=template, slots=_slots(slots))
            for turn, template, slots in WEAK.findall(weak)
            if f"rewrite of {turn}" not in at_fault
        ),
        would_change="A reason.",
    )


def _slots(lines: str) -> tuple[FilledSlot, ...]:
    names = re.findall(r"^- (.+?): ", lines, re.MULTILINE)
    return tuple(
        FilledSlot(
            name=name,
            sentences=(1, 2) if number == 0 else (1, 99),
            to_say="" if number == 0 else "and [what] else?",
        )
        for number, name in enumerate(names)
    )
