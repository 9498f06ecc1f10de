"""Rewrites of weak answers: the candidate's own sentences in a documented order."""

import re

from interview_agents.debrief import Rewrite
from interview_agents.evidence import normalised
from interview_agents.text import folded, mentions, sentences
from interview_agents.transcript import Turn
from interview_personas import Template

BLANK = re.compile(r"\[to say: [^\]]*\]")
HEADING = re.compile(r"^\*\*[^*\n]{1,60}\*\*:?", re.MULTILINE)


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
        f"**{name}**: {' '.join(said) if said else f'[to say: {asks[name]}]'}"
        for name, said in placed.items()
    ]
    return Rewrite(turn_id=turn.id, template=template.id, original=turn.text, rewritten="\n".join(parts))


def adds_nothing(rewritten: str, original: str) -> bool:
    """Whether a rewrite holds only the candidate's sentences, headings and blanks.

    >>> adds_nothing("**Why**: it was cheap [to say: how?]", "We took it because it was cheap.")
    True
    >>> adds_nothing("**Impact**: it saved two million", "We took it.")
    False
    """
    said = normalised(original)
    text = HEADING.sub("\n", BLANK.sub("\n", rewritten))
    return all(normalised(s) in said for line in text.splitlines() for s in sentences(line.strip(" .:")))
