"""A round as it was held, on the page: what was said, handed in and run, with the quoted words marked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from interview_agents.delivery import delivery_in_words
from interview_agents.transcript import Transcript, Turn
from interview_panel.exhibits import handed_in
from interview_ui.components.record import Part, Piece, Said, record
from interview_ui.debrief.evidence import Claim, Evidence, Mark
from interview_ui.shown import anchor_of, turn_name

SILENCE = "(silence)"


def show_record(transcript: Transcript, interviewer: str, evidence: Evidence) -> None:
    """A round's turns with an anchor for each, and for every quote of the debrief."""
    record(f"record_{transcript.round}", [_said(turn, interviewer, evidence) for turn in transcript.turns])


def _said(turn: Turn, interviewer: str, evidence: Evidence) -> Said:
    marks = evidence.marks(turn.id)
    return {
        "id": anchor_of(turn.id),
        "who": f"{'You' if turn.by_candidate else interviewer} · {turn_name(turn.id)}",
        "side": "candidate" if turn.by_candidate else "interviewer",
        "parts": list(_parts(turn, marks)),
        "quotes": [
            {"number": mark.number, "id": anchor_of(turn.id, mark.number), "claims": _links(mark.claims)}
            for mark in marks
        ],
        "whole": _links(evidence.on_the_whole(turn.id)),
        "notes": list(_notes(turn)),
    }


def _links(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    return [(claim.label, f"#{claim.anchor}") for claim in claims]


def _parts(turn: Turn, marks: Sequence[Mark]) -> Iterator[Part]:
    """The words and what came with them; one a line they are the turn's content, which places count in."""
    start = 0
    for kind, label, text in (("words", "", turn.text), *handed_in(turn)):
        if text.strip():
            yield {"kind": kind, "label": label, "pieces": list(_pieces(text, start, marks))}
        start += len(text) + 1


def _pieces(text: str, start: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """A text cut wherever a quote begins or ends, each piece with the numbers of its quotes."""
    end = start + len(text)
    cuts = {start, end} | {at for mark in marks for at in (mark.start, mark.end) if start < at < end}
    for first, last in pairwise(sorted(cuts)):
        numbers = [mark.number for mark in marks if mark.start <= first and last <= mark.end]
        yield text[first - start : last - start], numbers


def _notes(turn: Turn) -> Iterator[str]:
    if turn.wants == "end_round":
        yield "Left the round here."
    if turn.by_candidate and not turn.content.strip():
        yield SILENCE
    if turn.delivery:
        yield f"{delivery_in_words(turn.delivery)}."
