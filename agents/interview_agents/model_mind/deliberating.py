"""What the committee reads: every round's transcript and sealed scorecard, and what is to be settled.

Which disagreements there are and which answers were weak is found here, in code, so that a
model settles and places what is in front of it and overlooks none.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from langchain_core.messages import HumanMessage, SystemMessage

from interview_agents.calls.call import Call
from interview_agents.debrief import Packet
from interview_agents.fencing import fenced
from interview_agents.model_mind.prompts import Prompts
from interview_agents.model_mind.rendering import numbered, spoken
from interview_agents.policy import aggregate, decide
from interview_agents.scorecard import Ruling, Score, Scorecard, State, Vote, evidence_of
from interview_agents.transcript import Turn
from interview_personas import Bank, RedFlag

MOST_REWRITES = 5
APART = 2
"""Votes, or points on a shared criterion, that lie so far apart are a disagreement."""
SEVERITY = ("crit", "high", "med", "low")


class Weak(NamedTuple):
    """An answer to rewrite, and the template that mends it."""

    turn: Turn
    template: str
    flag: str


def committee_call(packet: Packet, bank: Bank, prompts: Prompts, nonce: str) -> Call:
    """The call for the committee's part of a debrief."""
    named = dict.fromkeys(
        ruling.flag for card in packet.scorecards for ruling in card.rulings if ruling.quote
    )
    page = prompts["judge"].fill(brief=bank.people[packet.chair].brief if packet.chair else "")
    body = prompts["packet"].fill(
        role=packet.role,
        company=packet.company,
        nonce=nonce,
        rounds="\n\n".join(_rounds(packet, nonce)),
        flags="\n".join(_named(bank.red_flags[name]) for name in named) or "None.",
        decision=_decision(packet.scorecards, bank),
        disagreements="\n".join(f"- {line}" for line in disagreements(packet, bank)) or "None.",
        weak="\n\n".join(_weak_lines(weak_answers(packet, bank), bank, nonce)) or "None.",
    )
    return Call("judge/committee#1", [SystemMessage(page), HumanMessage(body)], packet.session)


def _named(flag: RedFlag) -> str:
    return f"- {flag.id}: {flag.title} ({flag.kind})"


def _decision(cards: Sequence[Scorecard], bank: Bank) -> str:
    """The decision and its reason, and the mean beside it where that is not the reason."""
    mechanical = aggregate(cards, bank.scoring)
    decision, because = decide(mechanical, cards, bank.scoring)
    beside = f" Mechanical aggregate: {mechanical.why}." if mechanical.why != because else ""
    return f"{decision.value}, because {because}.{beside}"


def disagreements(packet: Packet, bank: Bank) -> Iterator[str]:
    """Where the rounds differ: a flag, a shared criterion, the votes."""
    for flag in bank.red_flags.values():
        ruled = [(card, r) for card in packet.scorecards for r in card.rulings if r.flag == flag.id]
        states = {ruling.ruling for _, ruling in ruled}
        if {State.PRESENT, State.ABSENT} <= states:
            sides = [f"{r.ruling.value} in {_at(card, r)}" for card, r in ruled if evidence_of(r)]
            yield f"{flag.id}: {'; '.join(sides)}"
    yield from _on_criteria(packet.scorecards)
    voted = [card for card in packet.scorecards if card.vote is not Vote.INSUFFICIENT]
    order = list(Vote)
    if voted:
        high, low = (pick(voted, key=lambda card: order.index(card.vote)) for pick in (min, max))
        if order.index(low.vote) - order.index(high.vote) >= APART:
            yield f"vote: {_name(high)} votes {high.vote.value}; {_name(low)} votes {low.vote.value}"


def _on_criteria(cards: Sequence[Scorecard]) -> Iterator[str]:
    for name in dict.fromkeys(score.criterion for card in cards for score in card.scores):
        scored = [
            (s.points, card, s) for card in cards for s in card.scores if s.criterion == name and s.points
        ]
        points = [given for given, _, _ in scored]
        if len(points) > 1 and max(points) - min(points) >= APART:
            yield f"{name}: {'; '.join(f'{given} in {_at(card, score)}' for given, card, score in scored)}"


def weak_answers(packet: Packet, bank: Bank) -> tuple[Weak, ...]:
    """The answers behind the gravest flags, each once."""
    turns = {turn.id: turn for transcript in packet.transcripts for turn in transcript.answers()}
    standing = [ruling for card in packet.scorecards for ruling in card.present()]
    standing.sort(key=lambda ruling: SEVERITY.index(bank.red_flags[ruling.flag].severity))
    found: dict[str, Weak] = {}
    for ruling in standing:
        turn = turns.get(ruling.turn_id or "")
        if turn is not None and turn.text.strip():
            found.setdefault(turn.id, Weak(turn, bank.red_flags[ruling.flag].template, ruling.flag))
    return tuple(found.values())[:MOST_REWRITES]


def _weak_lines(answers: Sequence[Weak], bank: Bank, nonce: str) -> Iterator[str]:
    for weak in answers:
        template = bank.templates[weak.template]
        slots = "\n".join(f"- {slot.name}: {slot.asks}" for slot in template.slots)
        yield (
            f"{weak.turn.id}, for {weak.flag}. Instead: {bank.red_flags[weak.flag].instead}\n"
            f"Template {template.id}, slots:\n{slots}\nSentences:\n{fenced(numbered(weak.turn), nonce)}"
        )


def _rounds(packet: Packet, nonce: str) -> Iterator[str]:
    for transcript in packet.transcripts:
        cards = [card for card in packet.scorecards if card.round is transcript.round]
        sealed = "\n\n".join(fenced(_card(card), nonce) for card in cards)
        title = transcript.round.replace("_", " ")
        yield f"## Round: {title}\n\n{spoken(transcript, nonce)}\n\nSealed scorecard:\n{sealed or 'None.'}"


def _card(card: Scorecard) -> str:
    lines = [f"vote: {card.vote.value}; points: {'none' if card.points is None else round(card.points, 2)}"]
    lines += [_claim(score.criterion, score.points, score) for score in card.scores]
    lines += [_claim(r.flag, r.ruling.value, r) for r in card.rulings if evidence_of(r)]
    lines += [f"strength: {s.what} ({s.turn_id})" for s in card.strengths]
    lines += [f"cap: {cap.on} at most {cap.most:g}, {cap.why}" for cap in card.caps]
    lines += [f"concern: {card.concern}"] if card.concern else []
    return "\n".join(lines)


def _claim(name: str, value: object, claim: Ruling | Score) -> str:
    at = f' at {claim.turn_id}: "{claim.quote}"' if evidence_of(claim) else ""
    why = f" ({claim.why})" if claim.why else ""
    return f"{name}: {'no signal' if value is None else value}{at}{why}"


def _at(card: Scorecard, claim: Ruling | Score) -> str:
    return f"{_name(card)} ({claim.turn_id})" if claim.turn_id else _name(card)


def _name(card: Scorecard) -> str:
    return card.round.value.replace("_", " ")
