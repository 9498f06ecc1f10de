"""What is printed of a debrief: plain JSON in the order it is read."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from interview_agents.debrief import Debrief, LoopFlag, Rewrite
from interview_agents.delivery import delivery_in_words
from interview_agents.scorecard import Score, Scorecard, State
from interview_agents.transcript import Transcript, Turn
from interview_panel.bill import spending_line
from interview_panel.exhibits import about, delivery_line, handed_in, measured_line, seen_at
from interview_panel.report import DECISIONS, SEVERITIES, VOTES, round_name, weight_of
from interview_panel.state import Plain
from interview_personas import Bank, Criterion

Cited = Mapping[Literal["turn", "quote"], str]


def pages(debrief: Debrief, bank: Bank) -> Plain:
    """Everything that `debrief.typ` sets."""
    return {
        "title": DECISIONS[debrief.decision],
        "about": about(debrief, bank),
        "notice": debrief.notice,
        "lead": list(_lead(debrief)),
        "votes": [_vote(card) for card in debrief.scorecards],
        "flags": [_flag(flag, debrief, bank) for flag in debrief.flags if flag.ruling is State.PRESENT],
        "rounds": [_round(card, bank) for card in debrief.scorecards],
        "committee": _committee(debrief, bank),
        "rewrites": [_rewrite(part, bank) for part in debrief.rewrites],
        "self_check": [
            {
                "title": bank.red_flags[name].title,
                "severity": SEVERITIES[bank.red_flags[name].severity],
                "instead": bank.red_flags[name].instead,
                "look": debrief.hint(name),
            }
            for name in debrief.self_check
        ],
        "plan": list(_plan(debrief, bank)),
        "made": list(_made(debrief)),
        "transcripts": [_transcript(part) for part in debrief.transcripts if part.turns],
        "turns": [turn.id for turn in chain.from_iterable(t.turns for t in debrief.transcripts)],
    }


def title(kind: str) -> str:
    """A round's name as a heading."""
    name = round_name(kind)
    return name[0].upper() + name[1:]


def _lead(debrief: Debrief) -> Iterator[str]:
    too_little = " There was too little to judge; that is no verdict on you." if debrief.insufficient else ""
    yield f"{DECISIONS[debrief.decision]}, because {debrief.decided_because}.{too_little}"
    mechanical = debrief.aggregate
    yield f"Mechanical aggregate: {DECISIONS[mechanical.decision]} ({mechanical.why})."
    yield debrief.summary


def _vote(card: Scorecard) -> Plain:
    return {
        "round": title(card.round),
        "vote": VOTES[card.vote],
        "points": "–" if card.points is None else f"{card.points:.2f}",
        "time": f"{card.measured.seconds / 60:.0f} min",
        "supported": f"{card.supported} of {card.proposed}",
    }


def _flag(entry: LoopFlag, debrief: Debrief, bank: Bank) -> Plain:
    flag = bank.red_flags[entry.flag]
    sources = "; ".join(f"{source.file[:3]} {source.section}" for source in flag.sources[:3])
    origin = "documented in" if flag.origin == "documented" else "derived from"
    return {
        "title": flag.title,
        "about": f"Severity {SEVERITIES[flag.severity]}. {flag.number}, {origin} {sources}; "
        f"seen in {', '.join(map(round_name, entry.rounds))}",
        "why": entry.why,
        "cited": [_cited(*place) for place in seen_at(entry, debrief.scorecards)],
        "instead": flag.instead,
    }


def _cited(turn_id: str | None, quote: str | None) -> Cited | None:
    return {"turn": turn_id, "quote": " ".join(quote.split())} if turn_id and quote else None


def _round(card: Scorecard, bank: Bank) -> Plain:
    criteria = zip(bank.rubric(card.round).criteria, card.scores, strict=True)
    return {
        "title": title(card.round),
        "by": bank.people[card.interviewer].name if card.interviewer in bank.people else "",
        "measured": measured_line(card),
        "criteria": [_criterion(criterion, score) for criterion, score in criteria],
        "strengths": [{"what": s.what, "cited": _cited(s.turn_id, s.quote)} for s in card.strengths],
        "concern": card.concern,
        "question": card.open_question,
        "caps": [f"Capped at {cap.most:g} ({cap.on}): {cap.why}" for cap in card.caps],
        "absent": [
            {"title": bank.red_flags[ruling.flag].title, "cited": _cited(ruling.turn_id, ruling.quote)}
            for ruling in card.rulings
            if ruling.ruling is State.ABSENT
        ],
    }


def _criterion(criterion: Criterion, score: Score) -> Plain:
    anchor = criterion.anchors.of(score.points) if score.points else "no signal"
    return {
        "name": criterion.name,
        "weight": weight_of(criterion),
        "points": str(score.points or "–"),
        "anchor": anchor,
        "why": score.why,
    }


def _committee(debrief: Debrief, bank: Bank) -> Plain:
    flags = bank.red_flags
    return {
        "chair": bank.people[debrief.chair].name if debrief.chair in bank.people else "",
        "disagreements": [
            {
                "about": flags[item.about].title if item.about in flags else item.about,
                "text": f"{item.sides} {item.resolution}",
                "cited": _cited(item.turn_id, item.quote),
            }
            for item in debrief.disagreements
        ],
        "would_change": debrief.would_change,
    }


def _rewrite(part: Rewrite, bank: Bank) -> Plain:
    return {
        "turn": part.turn_id,
        "template": bank.templates[part.template].name,
        "original": part.original,
        "rewritten": [_line(line) for line in part.rewritten.splitlines() if line.strip()],
    }


def _line(line: str) -> Plain:
    """One part of a rewrite: the template's heading, and what the candidate said to it."""
    heading, mark, said = line.partition("**: ")
    return {"name": heading.removeprefix("**"), "said": said} if mark else {"name": "", "said": line}


def _plan(debrief: Debrief, bank: Bank) -> Iterator[Plain]:
    topics = {topic.id: topic for topic in bank.study_plan.topics}
    for week in debrief.study_plan:
        yield {
            "title": f"Weeks {week.weeks}: {week.title}",
            "first": [{"title": topics[name].title, "do": topics[name].do} for name in week.first],
            "rest": [topics[name].title for name in week.topics if name not in week.first],
        }


def _made(debrief: Debrief) -> Iterator[str]:
    made = debrief.provenance
    yield debrief.mind_notice
    yield debrief.ours
    dropped = f"{len(debrief.dropped)} dropped by the check"
    yield f"Claims with evidence: {debrief.supported} supported of {debrief.proposed} proposed; {dropped}."
    if debrief.markers:
        yield f"Answers carry signs of instructions: {', '.join(debrief.markers)}."
    if debrief.spent:
        yield f"Models: {spending_line(debrief.spent)}."
    parts = [f"{name} {digest[:12]}" for name, digest in made.digests().items()]
    yield f"Mind: {made.mind}. {', '.join(parts)}."


def _transcript(transcript: Transcript) -> Plain:
    return {
        "title": title(transcript.round),
        "spoken": delivery_line(transcript),
        "turns": list(map(_turn, transcript.turns)),
    }


def _turn(turn: Turn) -> Plain:
    notes = [f"{delivery_in_words(turn.delivery)}."] if turn.delivery else []
    return {
        "id": turn.id,
        "speaker": "You" if turn.by_candidate else "Interviewer",
        "text": turn.text or "(silence)",
        "parts": [
            {"label": part.label, "text": part.text, "code": part.kind != "sketch"}
            for part in handed_in(turn)
        ],
        "notes": [*notes, *(["Left the round here."] if turn.wants == "end_round" else [])],
    }
