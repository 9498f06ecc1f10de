"""Where the words that a debrief rests on stand in its transcripts, and which claims rest on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from interview_agents.debrief import Debrief
from interview_agents.evidence import place_of
from interview_agents.scorecard import Scorecard, State
from interview_panel.exhibits import seen_at
from interview_personas import Bank
from interview_ui.shown import anchor_of, turn_name

Place = tuple[int, int]


class Claim(NamedTuple):
    """Something the debrief says, and where on the page it says so."""

    label: str
    anchor: str


class Mark(NamedTuple):
    """Quoted words: their place in a turn's content, and the claims that rest on them."""

    number: int
    """From 1, in the order in which the words were said."""
    start: int
    end: int
    claims: tuple[Claim, ...]


class Evidence:
    """Every quote of a debrief with its place, found as the evidence check finds it."""

    def __init__(self, debrief: Debrief, bank: Bank) -> None:
        contents = {turn.id: turn.content for part in debrief.transcripts for turn in part.turns}
        resting: dict[str, dict[Place | None, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        places: dict[tuple[str, str | None], Place | None] = {}
        for turn_id, quote, claim in _claims(debrief, bank):
            if turn_id in contents:
                place = places[turn_id, quote] = place_of(quote, contents[turn_id]) if quote else None
                resting[turn_id][place].append(claim)
        self._marks = {turn_id: _marks(found) for turn_id, found in resting.items()}
        self._whole = {turn_id: _once(found.get(None, ())) for turn_id, found in resting.items()}
        numbers = {(turn_id, mark[1:3]): mark.number for turn_id in resting for mark in self._marks[turn_id]}
        self._numbers = {said: numbers[said[0], place] for said, place in places.items() if place}

    def marks(self, turn_id: str) -> Sequence[Mark]:
        """The quoted words of a turn, in the order in which they were said."""
        return self._marks.get(turn_id, ())

    def on_the_whole(self, turn_id: str) -> Sequence[Claim]:
        """The claims that rest on a turn, and on no words of it in particular."""
        return self._whole.get(turn_id, ())

    def link(self, turn_id: str, quote: str | None = None, label: str = "Go to") -> str:
        """Small Markdown that leads to quoted words on the same page, or to the whole turn."""
        number = self._numbers.get((turn_id, quote))
        where = turn_name(turn_id) + (f", quote {number}" if number else "")
        return f":small[[{label} {where}](#{anchor_of(turn_id, number)})]"

    def show(self, turn_id: str | None, words: str | None) -> None:
        """Put words of the candidate on the page, and the link to where they were said."""
        if not turn_id or not words:
            return
        with st.container(gap="xxsmall"):
            st.text(f"“{words.strip()}”")
            st.markdown(self.link(turn_id, words))


def _marks(resting: Mapping[Place | None, Sequence[Claim]]) -> Sequence[Mark]:
    places = sorted(place for place in resting if place)
    return tuple(Mark(number, *place, _once(resting[place])) for number, place in enumerate(places, 1))


def _once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claims))


def _claims(debrief: Debrief, bank: Bank) -> Iterator[tuple[str | None, str | None, Claim]]:
    for flag in debrief.flags:
        claim = Claim(f"Red flag: {bank.red_flags[flag.flag].title}", f"flag-{flag.flag}")
        yield from ((turn_id, quote, claim) for turn_id, quote in seen_at(flag, debrief.scorecards))
    for card in debrief.scorecards:
        yield from _of_card(card, bank)
    for item in debrief.disagreements:
        yield item.turn_id, item.quote, Claim("A disagreement", "committee")
    for rewrite in debrief.rewrites:
        yield rewrite.turn_id, None, Claim("A rewrite", "rewrites")


def _of_card(card: Scorecard, bank: Bank) -> Iterator[tuple[str | None, str | None, Claim]]:
    anchor = f"round-{card.round}"
    flags, names = bank.red_flags, {each.id: each.name for each in bank.rubric(card.round).criteria}
    for score in card.scores:
        if score.points:
            name = names.get(score.criterion, score.criterion)
            yield score.turn_id, score.quote, Claim(f"{name}: {score.points} of 4", anchor)
    for strength in card.strengths:
        yield strength.turn_id, strength.quote, Claim("A strength", anchor)
    for ruling in card.rulings:
        if ruling.ruling is State.ABSENT:
            yield ruling.turn_id, ruling.quote, Claim(f"Not shown: {flags[ruling.flag].title}", anchor)
