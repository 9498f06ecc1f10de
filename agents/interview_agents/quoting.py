"""Picking a few of the candidate's own words for an interviewer to go on from."""

import re
from collections.abc import Collection

from interview_agents.speech import LEAD_IN, SPEECH
from interview_agents.text import folded, substance, words

FEWEST, MOST = 4, 13
CLAUSE = re.compile(r"[,;:()–—]\s+|\s+[-–—]\s+|\s+(?=(?:because|so that|although|whereas|while|but|which)\b)")


def phrase(answer: str, about: str, used: Collection[str] = ()) -> str | None:
    """A few consecutive words of an answer, the ones nearest to what comes next.

    Args:
        answer: the candidate's last answer.
        about: what the interviewer is going to ask; shared words draw the choice.
        used: phrases already quoted in this round.

    Returns:
        Verbatim words without a final stop, or None when nothing is worth quoting.
    """
    subject = {word[:5] for word in words(about) if len(word) > 3}  # noqa: PLR2004 - a crude stem
    taken = {folded(text) for text in used}
    choices = [c for s in substance(answer) if not s.endswith("?") for c in _clauses(s)]
    fit = [c for c in choices if folded(c) not in taken and FEWEST <= len(c.split()) <= MOST]
    scored = [(_worth(clause, subject) + at / len(fit), clause) for at, clause in enumerate(fit)]
    worth, best = max(scored, default=(0.0, ""))
    return best if worth > 1 else None


def _clauses(sentence: str) -> list[str]:
    parts = [LEAD_IN.sub("", part.strip()) for part in CLAUSE.split(sentence)]
    whole = LEAD_IN.sub("", sentence.strip())
    return [trimmed for part in [*parts, whole] if (trimmed := _trimmed(part))]


def _trimmed(clause: str) -> str:
    kept = clause.rstrip(" .!…\"'”’").split()
    while kept and kept[-1].casefold().strip(",") in SPEECH.trail_offs:
        kept.pop()
    text = " ".join(kept)
    first = words(text)[:1]
    small = bool(first) and first[0].partition("'")[0] in SPEECH.small_words
    return text[0].lower() + text[1:] if small else text


def _worth(clause: str, subject: set[str]) -> float:
    said = words(clause)
    telling = [word for word in said if len(word) > 4 and word not in SPEECH.fillers]  # noqa: PLR2004
    shared = sum(word[:5] in subject for word in set(said))
    numbers = any(word.isdigit() for word in said)
    return len(telling) * 0.5 + shared * 1.5 + numbers * 0.5 - 0.1 * abs(len(said) - 8)
