"""What tells who the candidate is, and the blanks that are put in its place."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from interview_agents.speech import SPEECH
from interview_agents.transcript import Turn

NAMED_SCHOOL = (
    "MIT|ETH(?: Zürich| Zurich)?|EPFL|IIT(?: [A-Z][a-z]+)?|NUS|KAIST|UCL|UCLA|Caltech|Stanford|Harvard"
    "|Princeton|Yale|Oxford|Cambridge|Berkeley|Carnegie Mellon|Tsinghua|Peking University"
)
PLACE = r"[A-Z][\w'’-]+(?: +(?:(?:of|at|in) +)?[A-Z][\w'’-]+){0,3}"
SCHOOL = re.compile(
    rf"\b(?:the )?(?:University|College|Institute|School|Academy|Polytechnic)\s+of\s+{PLACE}"
    r"|\b(?:[A-Z][\w'’-]+\s+){1,3}(?:University|College|Polytechnic|Institute of Technology)\b"
    rf"|\b(?:{NAMED_SCHOOL})\b"
)
NAME = r"([A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2})"
INTRODUCTIONS = (
    re.compile(rf"\b(?:[Mm]y name(?:['’]s| is)|[Cc]all me|I(?:['’]m| am) called)\s+{NAME}"),
    re.compile(rf"\b(?:[Tt]his is|[Ii]t['’]s)\s+{NAME}\s+(?:speaking|here)(?=\s*(?:[,.;:!?–—\n]|$))"),
)
PRONOUNS = re.compile(
    r"\(?\b(?:he|she|they|xe|ze)\s*/\s*(?:him|her|them|xem|zir)(?:\s*/\s*(?:his|hers|theirs))?\b\)?"
    r"|\bas an? (?:woman|man|female|male|mother|father|mum|mom|dad)\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?!\()"  # but not `a@b.mean()`, a matrix product
    r"|\b(?:linkedin|github|gitlab|twitter|x)\.com/[\w./-]+\w",
    re.IGNORECASE,
)
SHORT = 3
"""Letters from which a name is known in any case."""


class Piece(NamedTuple):
    """A stretch of text: what was said, and what is shown instead of it."""

    said: str
    shown: str


Hide = Callable[[str], tuple[Piece, ...]]


def hiding(identity: Iterable[str], answers: Iterable[Turn]) -> Hide:
    """A way to cut texts into pieces with blanks where they tell who the candidate is.

    Args:
        identity: names and schools known from elsewhere, in any spelling.
        answers: the candidate's turns, where names are given too.
    """
    known = [name.strip() for name in identity if name.strip()]
    given = _introduced(answers)
    patterns = {name: _in_any_case(name) for name in _with_parts(known)}
    patterns |= {name: re.escape(name) for name in _with_parts(given) if name not in patterns}
    longest_first = sorted(patterns, key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(patterns[name] for name in longest_first) or '(?!)'})(?!\w)")
    blanks = ((CONTACT, "[contact]"), (SCHOOL, "[school]"), (PRONOUNS, "[pronouns]"), (names, "[name]"))

    def hide(text: str) -> tuple[Piece, ...]:
        found = [(*match.span(), blank) for pattern, blank in blanks for match in pattern.finditer(text)]
        return _cut(text, found)

    return hide


def shown(pieces: Iterable[Piece]) -> str:
    """The text that pieces show."""
    return "".join(piece.shown for piece in pieces)


def _introduced(answers: Iterable[Turn]) -> list[str]:
    """Names by which the candidate introduces themselves."""
    texts = [turn.text for turn in answers]
    return [name for text in texts for pattern in INTRODUCTIONS for name in pattern.findall(text)]


def _with_parts(names: Iterable[str]) -> set[str]:
    """Names, and the parts of each that are long enough and written like a name."""
    whole = set(names)
    parts = {
        part
        for name in whole
        for part in name.split()
        if len(part) >= SHORT and (part[0].isupper() or name.islower())
    }
    return whole | parts


def _in_any_case(name: str) -> str:
    """A pattern for a name; one that is a word too, or very short, needs its capital."""
    if len(name) < SHORT or name.casefold() in SPEECH.names_and_words:
        return re.escape(name[0].upper() + name[1:])
    parts = r"\s+".join(map(re.escape, name.split()))
    return f"(?i:{parts})"


def _cut(text: str, found: Iterable[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """A text in pieces; where two blanks meet, the first covers both."""
    pieces: list[Piece] = []
    at = 0
    for start, end, blank in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= at:
            pieces += [Piece(text[at:start], text[at:start]), Piece(text[start:end], blank)]
        elif end > at:
            pieces[-1] = Piece(pieces[-1].said + text[at:end], pieces[-1].shown)
        at = max(at, end)
    return (*pieces, Piece(text[at:], text[at:]))
