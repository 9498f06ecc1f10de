"""Rewrites of weak answers: the candidate's own sentences in a documented order."""

import re
from collections.abc import Mapping, Sequence

from interview_agents.debrief import Rewrite
from interview_agents.evidence import normalised
from interview_agents.text import folded, mentions, sentences
from interview_agents.transcript import Turn
from interview_personas import Template

BLANK = re.compile(r"\[to say: [^\]]*\]")
HEADING = re.compile(r"^\*\*[^*\n]{1,60}\*\*:?", re.MULTILINE)
BRACKETS = str.maketrans({"[": "(", "]": ")"})


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
    parts = {name: (said, "" if said else asks[name]) for name, said in placed.items()}
    return Rewrite(turn_id=turn.id, template=template.id, original=turn.text, rewritten=assembled(parts))


def assembled(parts: Mapping[str, tuple[Sequence[str], str]]) -> str:
    """A rewrite from slot names, the candidate's sentences in each, and what is still to be said.

    >>> print(assembled({"Why": (["It was cheap."], ""), "How": ([], "which model?")}))
    **Why**: It was cheap.
    **How**: [to say: which model?]
    """
    return "\n".join(
        f"**{name}**: {_joined([*said, f'[to say: {_plain(asks)}]'] if asks else said)}"
        for name, (said, asks) in parts.items()
    )


def _joined(said: Sequence[str]) -> str:
    """Sentences in a row; after one without a full stop a new line, so that two never become one."""
    return "".join(s + (" " if s.endswith((".", "!", "?", "…")) else "\n") for s in said).strip()


def _plain(asks: str) -> str:
    """A blank's words on one line, with nothing that could end the blank early."""
    return " ".join(asks.translate(BRACKETS).split())


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
