"""Rounds and packets without their speaker, and the way from a quote back to what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from interview_agents.blinding.hiding import Hide, Piece, hiding, shown
from interview_agents.code_run import CodeRun
from interview_agents.debrief import Packet
from interview_agents.evidence import fault_of, occurs, place_of
from interview_agents.scorecard import Ruling, Score, Scorecard, Strength
from interview_agents.transcript import Transcript, Turn

Claim = TypeVar("Claim", Ruling, Score, Strength)


@dataclass(frozen=True)
class Blinded:
    """A transcript without its speaker, and the way back."""

    transcript: Transcript
    original: Transcript
    pieces: Mapping[str, tuple[Piece, ...]]
    """Turn id to what stands there, and what was said there, in order."""

    def own_words(self, turn_id: str, quote: str) -> str:
        """The candidate's words behind a quote of the blinded text.

        A quote that cannot be traced comes back as it is, and will fail the evidence check.
        """
        turn = self.original.turn(turn_id)
        if turn is None or occurs(quote, turn):
            return quote
        pieces = self.pieces[turn_id]
        place = place_of(quote, shown(pieces))
        return _between(*place, pieces) if place else quote


def blinded(transcript: Transcript, identity: Iterable[str] = ()) -> Blinded:
    """A round with whatever tells who the candidate is replaced, and nothing of how it was spoken.

    Args:
        transcript: the round as spoken.
        identity: names and schools known from elsewhere (the lobby, a résumé).
    """
    return _blinded(transcript, hiding(identity, transcript.answers()))


class BlindedPacket:
    """A committee's packet without the candidate's identity, and the way back."""

    def __init__(self, packet: Packet, identity: Iterable[str]) -> None:
        answers = chain.from_iterable(transcript.answers() for transcript in packet.transcripts)
        hide = hiding(identity, answers)
        self._rounds = [_blinded(transcript, hide) for transcript in packet.transcripts]
        self.packet = packet.model_copy(
            update={
                "transcripts": tuple(blind.transcript for blind in self._rounds),
                "scorecards": tuple(_hidden_card(card, hide) for card in packet.scorecards),
            }
        )

    def fault_of(self, turn_id: str, quote: str) -> str | None:
        """Why a quote of the blinded packet is not evidence; None when it is."""
        blind = self._round_of(turn_id)
        if blind is None:
            return f"there is no turn {turn_id!r}"
        return fault_of(turn_id, blind.own_words(turn_id, quote), blind.original)

    def own_words(self, turn_id: str, quote: str) -> str:
        """The candidate's words behind a quote of the blinded packet."""
        blind = self._round_of(turn_id)
        return blind.own_words(turn_id, quote) if blind else quote

    def _round_of(self, turn_id: str) -> Blinded | None:
        return next((b for b in self._rounds if b.original.turn(turn_id)), None)


def _between(start: int, end: int, pieces: Iterable[Piece]) -> str:
    """The words said behind a stretch of the blinded text; a blank is never cut."""
    own, at = "", 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.shown))
        if first < last:
            own += piece.said if piece.shown != piece.said else piece.said[first:last]
        at += len(piece.shown)
    return own


def _blinded(transcript: Transcript, hide: Hide) -> Blinded:
    pieces = {turn.id: _pieces(turn, hide) for turn in transcript.turns}
    turns = tuple(_hidden(turn, hide) for turn in transcript.without_delivery().turns)
    return Blinded(Transcript(round=transcript.round, turns=turns), transcript, pieces)


def _pieces(turn: Turn, hide: Hide) -> tuple[Piece, ...]:
    """The pieces of a turn's whole content."""
    beside = ((Piece("\n", "\n"), *hide(text)) for text in turn.beside)
    return (*hide(turn.text), *chain.from_iterable(beside))


def _hidden(turn: Turn, hide: Hide) -> Turn:
    asked = turn.direction
    if asked and asked.quote:
        asked = asked.model_copy(update={"quote": shown(hide(asked.quote))})
    update = {
        "text": shown(hide(turn.text)),
        "code": turn.code and shown(hide(turn.code)),
        "sketch": turn.sketch and shown(hide(turn.sketch)),
        "runs": tuple(_hidden_run(run, hide) for run in turn.runs),
        "direction": asked,
    }
    return turn.model_copy(update=update)


def _hidden_run(run: CodeRun, hide: Hide) -> CodeRun:
    """A run without what the candidate's own program may have told about them."""
    told = ("got", "printed", "message")
    verdicts = tuple(
        verdict.model_copy(update={name: shown(hide(getattr(verdict, name))) for name in told})
        for verdict in run.verdicts
    )
    code, problem = shown(hide(run.code)), shown(hide(run.problem))
    return run.model_copy(update={"code": code, "problem": problem, "verdicts": verdicts})


def _hidden_card(card: Scorecard, hide: Hide) -> Scorecard:
    def without(claim: Claim) -> Claim:
        return claim.model_copy(update={"quote": claim.quote and shown(hide(claim.quote))})

    return card.model_copy(
        update={
            "scores": tuple(map(without, card.scores)),
            "rulings": tuple(map(without, card.rulings)),
            "strengths": tuple(map(without, card.strengths)),
        }
    )
