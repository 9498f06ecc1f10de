"""Rewrites of weak answers: the candidate's own sentences in a documented order."""

import re
from collections.abc import Sequence

from interview_agents.debrief import Rewrite
from interview_agents.evidence import normalised
from interview_agents.text import folded, mentions, sentences
from interview_agents.transcript import Turn
from interview_personas import Template

BLANK = re.compile(r"\[to say: [^\]]*\]")
STOPPED = re.compile(r"[.!?…][\"'”’)]*$")
LEFT_OUT = " …"
"""Between sentences without a full stop, so that two of them are not read as one."""


def rewrite(turn: Turn, template: Template) -> Rewrite:
    """An answer put into a template's slots, with a question wherever it said nothing.

    Nothing is added: each slot holds the candidate's sentences or a ``[to say: …]`` blank.
    """
    placed: dict[str, list[str]] = {slot.name: [] for slot in template.slots}
    for sentence in sentences(turn.text):
        text = folded(sentence)
        home = next((s.name for s in template.slots if mentions(text, s.cues)), None)
        if home:
            placed[home].append(sentence)
    asks = {slot.name: slot.asks for slot in template.slots}
    parts = [
        f"**{name}**: {_in_a_row(said) if said else f'[to say: {asks[name]}]'}"
        for name, said in placed.items()
    ]
    return Rewrite(turn_id=turn.id, template=template.id, original=turn.text, rewritten="\n".join(parts))


def sentences_of(rewritten: str, template: Template) -> list[str]:
    """What a rewrite says between the template's headings and the blanks, verbatim."""
    names = "|".join(re.escape(slot.name) for slot in template.slots)
    heading = re.compile(rf"^\*\*(?:{names})\*\*:?", re.MULTILINE)
    text = heading.sub("\n", BLANK.sub("\n", rewritten))
    return [s.removesuffix(LEFT_OUT) for line in text.splitlines() for s in sentences(line.strip(" .:"))]


def adds_nothing(rewritten: str, original: str, template: Template) -> bool:
    """Whether a rewrite holds only the candidate's sentences, the template's headings and blanks.

    >>> from interview_personas import load_bank
    >>> depth = load_bank().templates["depth_5"]
    >>> adds_nothing("**Why**: it was cheap [to say: how?]", "We took it because it was cheap.", depth)
    True
    >>> adds_nothing("**Impact**: it saved two million", "We took it.", depth)
    False
    """
    said = normalised(original)
    return all(normalised(sentence) in said for sentence in sentences_of(rewritten, template))


def _in_a_row(said: Sequence[str]) -> str:
    """Sentences on one line; one without a full stop is marked where it ends."""
    ended = [s if STOPPED.search(s) else s + LEFT_OUT for s in said[:-1]]
    return " ".join([*ended, *said[-1:]])
