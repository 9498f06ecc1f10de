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
    wanted = normalised(quote)
    return bool(wanted) and wanted in normalised(turn.content)


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    """Start and end in a text of a quote's first place, compared as ``normalised`` does.

    >>> place_of('a "good" fit', "It is a  “good” fit.")
    (6, 19)
    """
    have = list(_compared(text))
    wanted = "".join(letter for letter, _ in _compared(quote)).strip()
    at = "".join(letter for letter, _ in have).find(wanted)
    return (have[at][1], have[at + len(wanted) - 1][1] + 1) if wanted and at >= 0 else None


def _compared(text: str) -> Iterator[tuple[str, int]]:
    """The letters to compare, each with its position in the text."""
    in_space = False
    for position, raw in enumerate(text):
        for letter in unicodedata.normalize("NFKC", raw).translate(QUOTE_MARKS):
            if not (in_space and letter.isspace()):
                yield " " if letter.isspace() else letter, position
            in_space = letter.isspace()


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
