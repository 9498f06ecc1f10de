"""The rehearsal's committee: disagreements, rewrites and a summary from the packet alone."""

from collections.abc import Iterator, Sequence

from interview_agents.debrief import Disagreement, Packet, ProposedDebrief, Rewrite
from interview_agents.policy import aggregate
from interview_agents.rewriting import rewrite
from interview_agents.scorecard import Ruling, Score, Scorecard, State, Vote
from interview_agents.transcript import Turn
from interview_personas import Bank

MOST_REWRITES = 5
SOLID = 3
"""Points from which a criterion speaks for the candidate."""
SEVERITY = ("crit", "high", "med", "low")


def propose_debrief(packet: Packet, bank: Bank) -> ProposedDebrief:
    """Everything the committee says that is not arithmetic."""
    return ProposedDebrief(
        summary=_summary(packet, bank),
        disagreements=(*_on_flags(packet, bank), *_on_votes(packet)),
        rewrites=tuple(_rewrites(packet, bank)),
        would_change=_would_change(packet, bank),
    )


def _standing(cards: Sequence[Scorecard], bank: Bank) -> list[tuple[Scorecard, Ruling]]:
    """Flags that stand, the gravest first."""
    stands = [(card, ruling) for card in cards for ruling in card.present()]
    return sorted(stands, key=lambda pair: SEVERITY.index(bank.red_flags[pair[1].flag].severity))


def _summary(packet: Packet, bank: Bank) -> str:
    stands = _standing(packet.scorecards, bank)
    best = [s.what.rstrip(".").lower() for card in packet.scorecards for s in card.strengths[:1]]
    parts = [aggregate(packet.scorecards, bank.scoring).why.capitalize() + "."]
    if best:
        parts.append("What spoke for the candidate: " + "; ".join(best[:3]) + ".")
    if stands:
        titles = list(dict.fromkeys(bank.red_flags[ruling.flag].title for _, ruling in stands))
        parts.append("What spoke against: " + "; ".join(titles[:4]) + ".")
    elif best:
        parts.append("No red flag stands.")
    return " ".join(parts)


def _on_flags(packet: Packet, bank: Bank) -> Iterator[Disagreement]:
    """One round saw a flag that another found absent: the quoted turn that shows it settles it."""
    for flag in bank.red_flags.values():
        seen = [(card, r) for card in packet.scorecards for r in card.rulings if r.flag == flag.id]
        shown = [(card, r) for card, r in seen if r.ruling is State.PRESENT]
        clear = [card for card, r in seen if r.ruling is State.ABSENT]
        if shown and clear:
            card, ruling = shown[0]
            yield Disagreement(
                about=flag.id,
                sides=f"{_name(card)} saw it; {', '.join(map(_name, clear))} did not.",
                resolution="It stands: once shown in the candidate's own words, "
                "good answers elsewhere do not undo it.",
                turn_id=ruling.turn_id or "",
                quote=ruling.quote or "",
            )


def _on_votes(packet: Packet) -> Iterator[Disagreement]:
    """The best and the worst vote lie two steps apart: the strongest evidence of the lower side."""
    scored = [card for card in packet.scorecards if card.points is not None]
    if len(scored) < 2:  # noqa: PLR2004
        return
    low = min(scored, key=lambda card: card.points or 0)
    high = max(scored, key=lambda card: card.points or 0)
    order = list(Vote)
    if order.index(low.vote) - order.index(high.vote) < 2:  # noqa: PLR2004
        return
    weak = [score for score in low.scores if score.points is not None and score.points < SOLID]
    claims: list[Ruling | Score] = [*low.present(), *weak]
    if claims:
        claim = claims[0]
        yield Disagreement(
            about="vote",
            sides=f"{_name(high)} votes {high.vote}; {_name(low)} votes {low.vote}.",
            resolution="Rounds look for different things, so neither vote is averaged away: "
            "this turn is why the lower one holds.",
            turn_id=claim.turn_id or "",
            quote=claim.quote or "",
        )


def _rewrites(packet: Packet, bank: Bank) -> Iterator[Rewrite]:
    """The answers behind the gravest flags, each in the template that mends it."""
    done: set[str] = set()
    for _, ruling in _standing(packet.scorecards, bank):
        turn = _turn(packet, ruling.turn_id)
        if turn is None or turn.id in done or not turn.text.strip() or len(done) >= MOST_REWRITES:
            continue
        done.add(turn.id)
        yield rewrite(turn, bank.templates[bank.red_flags[ruling.flag].template])


def _would_change(packet: Packet, bank: Bank) -> str:
    stands = _standing(packet.scorecards, bank)
    if stands:
        flag = bank.red_flags[stands[0][1].flag]
        return f"The same question answered like this: {flag.instead}"
    asked = [card.open_question for card in packet.scorecards if card.open_question]
    return f"A good answer to what stayed open: {asked[0]}" if asked else ""


def _turn(packet: Packet, turn_id: str | None) -> Turn | None:
    return next((t for transcript in packet.transcripts for t in transcript.turns if t.id == turn_id), None)


def _name(card: Scorecard) -> str:
    return card.round.replace("_", " ")
