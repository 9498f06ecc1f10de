"""Quotes must be the candidate's own words: found in the turn, or not evidence."""

import unicodedata

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
