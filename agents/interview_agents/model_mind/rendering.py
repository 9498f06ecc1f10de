"""Rounds, rubrics and flags as prompts show them; everything a candidate said is fenced."""

from collections.abc import Iterable
from typing import NamedTuple

from interview_agents.fencing import fenced
from interview_agents.model_mind.code_seen import code_seen
from interview_agents.text import clean, sentences
from interview_agents.transcript import Transcript, Turn
from interview_personas import Bank, Criterion, Question, RedFlag, RoundKind


class Page(NamedTuple):
    """What opens a conversation, what is the same in other rounds before what is this round's own."""

    shared: str
    own: str

    @property
    def text(self) -> str:
        """The whole page."""
        return f"{self.shared}\n\n{self.own}"


def spoken(transcript: Transcript, nonce: str) -> str:
    """A round's turns in order, each with its id before it and its words fenced."""
    return "\n\n".join(f"[{turn.id}]\n{_shown(turn, nonce)}" for turn in transcript.turns)


def _shown(turn: Turn, nonce: str) -> str:
    seen = code_seen(turn)
    return f"{utterance(turn, nonce)}\n{seen}" if seen else utterance(turn, nonce)


def utterance(turn: Turn, nonce: str) -> str:
    """One turn's words, and the code or sketch handed in with them, between its speaker's marks."""
    text = turn.text
    if turn.code and turn.code.strip():
        text += f"\n\nCode:\n{turn.code}"
    if turn.sketch and turn.sketch.strip():
        text += f"\n\nSketch, in Mermaid's text:\n{turn.sketch}"
    return fenced(text.strip() or "(silence)", nonce, turn.speaker.value)


def paper(text: str, most: int, nonce: str) -> str:
    """What a candidate handed in, fenced; what is longer than there is room for is cut, and that is said.

    >>> print(paper("Built a ranker. Ran it.", 17, "k3"))
    <candidate-k3>
    Built a ranker.
    </candidate-k3>
    (Cut here: 15 of 23 characters.)
    """
    whole = clean(text)
    if not whole:
        return "None was handed in."
    kept = whole if len(whole) <= most else whole[:most].rsplit(maxsplit=1)[0]
    note = f"\n(Cut here: {len(kept):,} of {len(whole):,} characters.)" if kept != whole else ""
    return fenced(kept, nonce) + note


def rubric_lines(criteria: Iterable[Criterion]) -> str:
    """The sheet a round is scored on, an anchor a line."""
    return "\n\n".join(
        f"{criterion.id} ({criterion.name})\n"
        f"1: {criterion.anchors.one}\n2: {criterion.anchors.two}\n"
        f"3: {criterion.anchors.three}\n4: {criterion.anchors.four}"
        for criterion in criteria
    )


def flag_lines(kind: RoundKind, bank: Bank) -> str:
    """Every red flag of a round: what it is, when it may be raised, and examples of both sides."""
    return "\n\n".join(_flag(flag, bank) for flag in bank.flags_of(kind))


def _flag(flag: RedFlag, bank: Bank) -> str:
    chances = "; ".join(_lower(bank.opportunities[name].title) for name in flag.opportunities)
    return (
        f"## {flag.id}\n{flag.title}. {flag.kind.capitalize()}.\n"
        f"Opportunity: {chances}.\n"
        f"Instead: {flag.instead}\n"
        f'Shows it: "{shortest(flag.looks_like)}"\n'
        f'Does not show it: "{shortest(flag.does_not_look_like)}"'
    )


def shortest(examples: Iterable[str]) -> str:
    """The example that costs least; a flag's examples are written to be equally telling."""
    return min(examples, key=len)


def points_lines(questions: Iterable[Question]) -> str:
    """What good answers cover, so that a thing said in plain words is recognised."""
    lines = []
    for question in questions:
        lines.append(f"{question.id}, {question.title}:")
        lines += [f"- ({point.criterion}) {point.what}" for point in question.points]
    return "\n".join(lines) or "These questions are not from our bank; there is no sheet for them."


def numbered(turn: Turn) -> str:
    """An answer's sentences with the numbers a rewrite names them by."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(sentences(turn.text), 1))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
