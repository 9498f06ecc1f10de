"""Which turns a debrief quotes, and for what: the way back from a turn to the claims on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from interview_agents.debrief import Debrief
from interview_agents.scorecard import Scorecard, State
from interview_panel.report import literal
from interview_personas import Bank


def quoted_for(debrief: Debrief, bank: Bank) -> Mapping[str, Sequence[str]]:
    """Turn id to links to the claims that quote it, in the order they are read."""
    claims: dict[str, list[str]] = defaultdict(list)
    for turn_id, label, anchor in _claims(debrief, bank):
        if turn_id:
            claims[turn_id].append(f"[{literal(label)}](#{anchor})")
    return claims


def _claims(debrief: Debrief, bank: Bank) -> Iterator[tuple[str | None, str, str]]:
    for flag in debrief.flags:
        if flag.ruling is State.PRESENT:
            yield flag.turn_id, bank.red_flags[flag.flag].title, f"flag-{flag.flag}"
    for card in debrief.scorecards:
        yield from _of_card(card, bank)
    for rewrite in debrief.rewrites:
        yield rewrite.turn_id, "a rewrite", "rewrites"


def _of_card(card: Scorecard, bank: Bank) -> Iterator[tuple[str | None, str, str]]:
    anchor = f"round-{card.round}"
    names = {criterion.id: criterion.name for criterion in bank.rubric(card.round).criteria}
    for score in card.scores:
        if score.points:
            yield score.turn_id, names.get(score.criterion, score.criterion), anchor
    for strength in card.strengths:
        yield strength.turn_id, "a strength", anchor
