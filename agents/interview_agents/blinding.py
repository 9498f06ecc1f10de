"""Scorers never learn who speaks: names, pronouns and schools are replaced before they read.

Replacements are remembered by position, so that a quote from the blinded text can be given
back in the candidate's own words and checked there.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from interview_agents.debrief import Packet
from interview_agents.evidence import fault_of, occurs
from interview_agents.scorecard import Ruling, Score, Scorecard, Strength
from interview_agents.transcript import Transcript

Hide = Callable[[str], str]
Claim = TypeVar("Claim", Ruling, Score, Strength)

NAMED_SCHOOL = (
    "MIT|ETH(?: Zürich| Zurich)?|EPFL|IIT(?: [A-Z][a-z]+)?|NUS|KAIST|UCL|UCLA|Caltech|Stanford|Harvard"
    "|Princeton|Yale|Oxford|Cambridge|Berkeley|Carnegie Mellon|Tsinghua|Peking University"
)
PLACE = r"(?:[A-Z][\w'’-]*(?:\s+(?:and|of|at|in)\s+)?[\s-]?){1,4}"
SCHOOL = re.compile(
    rf"\b(?:the )?(?:University|College|Institute|School|Academy|Polytechnic)\s+of\s+{PLACE}"
    r"|\b(?:[A-Z][\w'’-]+\s+){1,3}(?:University|College|Polytechnic|Institute of Technology)\b"
    rf"|\b(?:{NAMED_SCHOOL})\b"
)
INTRODUCTION = re.compile(
    r"\b(?:[Mm]y name(?:['’]s| is)|[Tt]his is|[Ii]t['’]s|[Cc]all me)\s+"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2})"
)
PRONOUNS = re.compile(
    r"\(?\b(?:he|she|they|xe|ze)\s*/\s*(?:him|her|them|xem|zir)(?:\s*/\s*(?:his|hers|theirs))?\b\)?"
    r"|\bas an? (?:woman|man|female|male|mother|father|mum|mom|dad)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Blinded:
    """A transcript without its speaker, and the way back."""

    transcript: Transcript
    original: Transcript

    def own_words(self, turn_id: str, quote: str) -> str:
        """The candidate's words behind a quote of the blinded text.

        A quote that cannot be traced comes back as it is, and will fail the evidence check.
        """
        turn, blind = self.original.turn(turn_id), self.transcript.turn(turn_id)
        if turn is None or blind is None or occurs(quote, turn):
            return quote
        pattern = r"(.{1,80}?)".join(map(_loosely, re.split(r"\[(?:name|school|pronouns)\]", quote)))
        found = re.search(pattern, turn.content, re.DOTALL)
        return found.group(0) if found and occurs(quote, blind) else quote


def _loosely(part: str) -> str:
    return re.escape(part).replace(r"\ ", r"\s+")


def blinded(transcript: Transcript, identity: Iterable[str] = ()) -> Blinded:
    """A round with whatever tells who the candidate is replaced.

    Args:
        transcript: the round as spoken.
        identity: names and schools known from elsewhere (the lobby, a résumé).
    """
    hide = _hiding(identity, [transcript])
    return Blinded(_hidden(transcript, hide), transcript)


class BlindedPacket:
    """A committee's packet without the candidate's identity, and the way back."""

    def __init__(self, packet: Packet, identity: Iterable[str]) -> None:
        hide = _hiding(identity, packet.transcripts)
        self._rounds = [Blinded(_hidden(t, hide), t) for t in packet.transcripts]
        self.packet = packet.model_copy(
            update={
                "transcripts": tuple(blind.transcript for blind in self._rounds),
                "scorecards": tuple(_hidden_card(card, hide) for card in packet.scorecards),
            }
        )

    def fault_of(self, turn_id: str, quote: str) -> str | None:
        """Why a quote of the blinded packet is not evidence; None when it is."""
        blind = self._round_of(turn_id)
        return fault_of(turn_id, quote, blind.transcript) if blind else f"there is no turn {turn_id!r}"

    def own_words(self, turn_id: str, quote: str) -> str:
        """The candidate's words behind a quote of the blinded packet."""
        blind = self._round_of(turn_id)
        return blind.own_words(turn_id, quote) if blind else quote

    def _round_of(self, turn_id: str) -> Blinded | None:
        return next((b for b in self._rounds if b.original.turn(turn_id)), None)


def _hiding(identity: Iterable[str], transcripts: Iterable[Transcript]) -> Hide:
    introduced = {
        match["name"]
        for transcript in transcripts
        for turn in transcript.answers()
        for match in INTRODUCTION.finditer(turn.text)
    }
    whole = {name.strip() for name in {*identity, *introduced} if name.strip()}
    parts = {part for name in whole for part in name.split() if len(part) > 2 and part[0].isupper()}  # noqa: PLR2004
    names = sorted(whole | parts, key=len, reverse=True)
    known = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b") if names else None

    def hide(text: str) -> str:
        text = PRONOUNS.sub("[pronouns]", SCHOOL.sub("[school]", text))
        return known.sub("[name]", text) if known else text

    return hide


def _hidden(transcript: Transcript, hide: Hide) -> Transcript:
    turns = (
        turn.model_copy(update={"text": hide(turn.text), "code": turn.code and hide(turn.code)})
        for turn in transcript.turns
    )
    return Transcript(round=transcript.round, turns=tuple(turns))


def _hidden_card(card: Scorecard, hide: Hide) -> Scorecard:
    def without(claim: Claim) -> Claim:
        return claim.model_copy(update={"quote": claim.quote and hide(claim.quote)})

    return card.model_copy(
        update={
            "scores": tuple(map(without, card.scores)),
            "rulings": tuple(map(without, card.rulings)),
            "strengths": tuple(map(without, card.strengths)),
        }
    )
