"""Quotes must be the candidate's own words: found in the turn, or not evidence."""

import unicodedata
from collections.abc import Iterator

from interview_agents.transcript import Transcript, Turn
from interview_personas import Record

QUOTE_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


class Evidence(Record):
    """Words the candidate said, and where."""

    turn_id: str
    quote: str


def normalised(text: str) -> str:
    """Text as quotes are compared: NFKC, one kind of quote mark, single spaces.

    Nothing else is forgiven: not case, not punctuation, not a left-out word.

    >>> normalised("a  “good” fit") == 'a "good" fit'
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(QUOTE_MARKS).split())


def occurs(quote: str, turn: Turn) -> bool:
    """Whether a quote stands in a turn, word for word."""
    return _stands(normalised(quote), turn.content)


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    """Start and end in a text of a quote's first place; None where the quote does not stand.

    >>> place_of('a "good" fit', "It is a  “good” fit.")
    (6, 19)
    """
    wanted = normalised(quote)
    if not _stands(wanted, text):
        return None
    have = list(_compared(text))
    at = "".join(letter for letter, _, _ in have).find(wanted)
    return (have[at][1], have[at + len(wanted) - 1][2]) if at >= 0 else None


def _stands(wanted: str, text: str) -> bool:
    return bool(wanted) and wanted in normalised(text)


def _compared(text: str) -> Iterator[tuple[str, int, int]]:
    """The letters of the normalised text, each with start and end of what it came from."""
    in_space = False
    for start, end in _stretches(text):
        for letter in unicodedata.normalize("NFKC", text[start:end]).translate(QUOTE_MARKS):
            if not (in_space and letter.isspace()):
                yield " " if letter.isspace() else letter, start, end
            in_space = letter.isspace()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where a text can be cut so that its parts normalise alone: never between a letter and its accent."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end].isascii() or _apart(text[start:end], text[end]):
            yield start, end
            start = end


def _apart(stretch: str, letter: str) -> bool:
    alone = unicodedata.normalize("NFKC", letter)
    together = unicodedata.normalize("NFKC", stretch + letter)
    return not unicodedata.combining(alone[0]) and together == unicodedata.normalize("NFKC", stretch) + alone


def fault_of(turn_id: str | None, quote: str | None, transcript: Transcript) -> str | None:
    """Why a quote is not evidence, as a sentence a mind can act on; None when it is."""
    if not turn_id or not quote or not quote.strip():
        return "no turn and quote were given: name the candidate's turn and copy words from it"
    turn = transcript.turn(turn_id)
    if turn is None:
        return f"there is no turn {turn_id!r}: use an id from the transcript"
    if not turn.by_candidate:
        return f"{turn_id!r} was spoken by the interviewer: quote the candidate"
    if not occurs(quote, turn):
        return f"the quote does not occur in {turn_id!r}: copy it word for word"
    return None
