"""A debrief as Markdown a person reads from the top, every claim linked to its turn."""

import re
from collections.abc import Iterable, Iterator

from interview_agents.debrief import Debrief, LoopFlag
from interview_agents.delivery import delivery_in_words
from interview_agents.scorecard import Ruling, Scorecard, State
from interview_agents.transcript import Transcript, Turn
from interview_panel.bill import spending_line
from interview_panel.exhibits import about, delivery_line, handed_in, measured_line, seen_at
from interview_personas import Bank, Criterion

PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#|~$^]|(?<=^)[-+=])", re.MULTILINE)
"""What Markdown acts on anywhere, or at the start of a line."""
SELF_LINKING = re.compile(r"(?<=:)(?=//|\w)|(?<=@)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where Markdown would link by itself, or turn words into an emoji."""
JOINER = "\u2060"
"""Invisible; it breaks both."""
VOTES = {
    "strong_hire": "strong hire",
    "lean_hire": "lean hire",
    "lean_no_hire": "lean no hire",
    "strong_no_hire": "strong no hire",
    "insufficient": "insufficient",
}
SEVERITIES = {"crit": "critical", "high": "high", "med": "medium", "low": "low"}
DECISIONS = {"hire": "Hire", "no_hire": "No hire", "hold": "Hold"}


def markdown(debrief: Debrief, bank: Bank) -> str:
    """The whole debrief, its transcripts last so that every quote has a turn to link to."""
    parts = [
        _head(debrief, bank),
        _votes(debrief),
        _flags(debrief, bank),
        *(_round(card, debrief, bank) for card in debrief.scorecards),
        _committee(debrief, bank),
        _rewrites(debrief, bank),
        _self_check(debrief, bank),
        _plan(debrief, bank),
        _provenance(debrief),
        *map(_transcript, debrief.transcripts),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def literal(text: str) -> str:
    r"""Text that Markdown shows as it is: no markup, image, link or emoji of a candidate's comes alive.

    >>> literal("see [x](http://y) :smile:").replace(JOINER, "")
    'see \\[x\\]\\(http://y\\) :smile:'
    """
    return SELF_LINKING.sub(JOINER, PUNCTUATION.sub(r"\\\1", text))


def round_name(kind: str) -> str:
    """A round's name in a sentence."""
    return "ML system design" if kind == "system_design" else kind


def _head(debrief: Debrief, bank: Bank) -> str:
    too_little = " There was too little to judge; that is no verdict on you." if debrief.insufficient else ""
    return (
        f"# Debrief: {DECISIONS[debrief.decision]}\n\n"
        f"*{debrief.notice}* {about(debrief, bank)}.\n\n"
        f"**Decision:** {DECISIONS[debrief.decision]}, because {debrief.decided_because}.{too_little}\n\n"
        f"**Mechanical aggregate:** {DECISIONS[debrief.aggregate.decision]} ({debrief.aggregate.why}).\n\n"
        f"{literal(debrief.summary)}"
    )


def _votes(debrief: Debrief) -> str:
    rows = [
        f"| {round_name(c.round)} | {VOTES[c.vote]} | {'–' if c.points is None else f'{c.points:.2f}'} "
        f"| {c.confidence} | {c.measured.seconds / 60:.0f} min | {c.supported} / {c.proposed} |"
        for c in debrief.scorecards
    ]
    head = "| round | sealed vote | points | confidence | time used | claims supported |"
    return "\n".join(["## Votes, as sealed", "", head, "|---|---|---|---|---|---|", *rows])


def _flags(debrief: Debrief, bank: Bank) -> str:
    stands = [flag for flag in debrief.flags if flag.ruling is State.PRESENT]
    if not stands:
        return "## Red flags\n\nNone stands."
    return "## Red flags\n\n" + "\n".join(_flag(flag, debrief, bank) for flag in stands)


def _flag(entry: LoopFlag, debrief: Debrief, bank: Bank) -> str:
    flag = bank.red_flags[entry.flag]
    sources = "; ".join(f"{source.file[:3]} {source.section}" for source in flag.sources[:3])
    origin = f"documented in {sources}" if flag.origin == "documented" else f"derived from {sources}"
    rounds = ", ".join(map(round_name, entry.rounds))
    return (
        f"- **{flag.title}** ({flag.number}, severity {SEVERITIES[flag.severity]}, {origin}), "
        f"seen in {rounds}: {literal(entry.why)}\n"
        + "".join(f"  {_cite(*place)}\n" for place in seen_at(entry, debrief.scorecards))
        + f"  Instead: {literal(flag.instead)}"
    )


def _cite(turn_id: str | None, quote: str | None) -> str:
    if not turn_id or not quote:
        return ""
    return f"> “{literal(' '.join(quote.split()))}” ([{turn_id}](#{turn_id}))"


def _round(card: Scorecard, debrief: Debrief, bank: Bank) -> str:
    person = bank.people[card.interviewer].name if card.interviewer in bank.people else "the interviewer"
    lines = [
        f"## {round_name(card.round).capitalize() if card.round != 'system_design' else 'ML system design'}"
    ]
    lines.append(f"Held by {person}. {measured_line(card)}")
    lines += filter(None, (delivery_line(t) for t in debrief.transcripts if t.round is card.round))
    lines.append("\n".join(_criteria(card, bank)))
    lines += [f"- Strength: {literal(s.what)} {_cite(s.turn_id, s.quote)}" for s in card.strengths]
    if card.concern:
        lines.append(f"**Concern:** {literal(card.concern)}")
    if card.open_question:
        lines.append(f"**Open question:** {literal(card.open_question)}")
    lines += [f"- Capped at {cap.most:g} ({cap.on}): {literal(cap.why)}" for cap in card.caps]
    ruled = list(_ruled(card.rulings, bank))
    return "\n\n".join([*lines, "\n".join(ruled)])


def weight_of(criterion: Criterion) -> str:
    """A criterion's share of its round, and who says so."""
    return f"{criterion.weight:.0%}, {'a document’s' if criterion.documented else 'ours'}"


def _criteria(card: Scorecard, bank: Bank) -> Iterator[str]:
    yield "| criterion | weight | points | what that looks like | why |\n|---|---|---|---|---|"
    for criterion, score in zip(bank.rubric(card.round).criteria, card.scores, strict=True):
        anchor = criterion.anchors.of(score.points) if score.points else "no signal"
        link = f" ([{score.turn_id}](#{score.turn_id}))" if score.points and score.turn_id else ""
        yield (
            f"| {criterion.name} | {weight_of(criterion)} | {score.points or '–'} | {literal(anchor)} "
            f"| {literal(score.why)}{link} |"
        )


def _ruled(rulings: Iterable[Ruling], bank: Bank) -> Iterator[str]:
    for ruling in rulings:
        if ruling.ruling is State.ABSENT:
            yield f"- Not shown: {bank.red_flags[ruling.flag].title} {_cite(ruling.turn_id, ruling.quote)}"


def _committee(debrief: Debrief, bank: Bank) -> str:
    chair = bank.people[debrief.chair].name if debrief.chair in bank.people else "The chair"
    lines = [f"## The committee, chaired by {chair}"]
    for item in debrief.disagreements:
        about = bank.red_flags[item.about].title if item.about in bank.red_flags else item.about
        lines.append(
            f"- **{about}**: {literal(item.sides)} {literal(item.resolution)} "
            f"{_cite(item.turn_id, item.quote)}"
        )
    if not debrief.disagreements:
        lines.append("The rounds do not contradict one another.")
    if debrief.would_change:
        lines.append(f"**What would change this:** {literal(debrief.would_change)}")
    return "\n\n".join(lines)


def _rewrites(debrief: Debrief, bank: Bank) -> str:
    if not debrief.rewrites:
        return ""
    parts = ["## Weak answers, rewritten in your own words", "Nothing is added: a blank is for you to fill."]
    for rewrite in debrief.rewrites:
        name = bank.templates[rewrite.template].name
        original = literal(" ".join(rewrite.original.split()))
        lines = [f"  - {_line(line)}" for line in rewrite.rewritten.splitlines()]
        parts.append(
            "\n".join(
                [f"- [{rewrite.turn_id}](#{rewrite.turn_id}), as *{name}*", f"  > {original}", "", *lines]
            )
        )
    return "\n\n".join(parts)


def _line(line: str) -> str:
    heading, mark, said = line.partition("**: ")
    return f"{heading}{mark}{literal(said)}" if mark else literal(line)


def _self_check(debrief: Debrief, bank: Bank) -> str:
    if not debrief.self_check:
        return ""
    rows = []
    for name in debrief.self_check:
        said = debrief.hint(name)
        look = f" Worth a look: “{literal(said)}”" if said else ""
        rows.append(f"- {bank.red_flags[name].title}. Better: {literal(bank.red_flags[name].instead)}{look}")
    return "\n".join(["## Check these yourself: they could not be assessed", "", *rows])


def _plan(debrief: Debrief, bank: Bank) -> str:
    topics = {topic.id: topic for topic in bank.study_plan.topics}
    lines = [
        "## Study plan",
        "",
        "The documented eight weeks; what your red flags call for comes first, in bold.",
    ]
    for week in debrief.study_plan:
        names = [f"**{topics[t].title}**" if t in week.first else topics[t].title for t in week.topics]
        lines.append(f"- Weeks {week.weeks}, {week.title}: {', '.join(names)}")
        lines += [f"  - {topics[topic].do}" for topic in week.first]
    return "\n".join(lines)


def _provenance(debrief: Debrief) -> str:
    made = debrief.provenance
    named = ", ".join(f"{name} `{digest[:12]}`" for name, digest in made.digests().items())
    markers = f" Answers carry: {', '.join(debrief.markers)}." if debrief.markers else ""
    used = f"\n\nModels: {literal(spending_line(debrief.spent))}." if debrief.spent else ""
    return (
        "## How this was made\n\n"
        f"{debrief.mind_notice} {debrief.ours}\n\n"
        f"Claims with evidence: {debrief.supported} supported of {debrief.proposed} proposed.{markers} "
        f"Mind `{made.mind}`, {named}.{used}"
    )


def _transcript(transcript: Transcript) -> str:
    if not transcript.turns:
        return ""
    lines = [f"## Transcript: {round_name(transcript.round)}"]
    for turn in transcript.turns:
        lines += _turn(turn)
    return "\n\n".join(lines)


def _turn(turn: Turn) -> Iterator[str]:
    speaker = "You" if turn.by_candidate else "Interviewer"
    yield f'<a id="{turn.id}"></a>**{speaker}** `{turn.id}`: {literal(turn.text) or "*(silence)*"}'
    for part in handed_in(turn):
        yield literal(part.label)
        yield _block(part.text, "text" if part.kind == "sketch" else "python")
    if turn.delivery:
        yield f"{delivery_in_words(turn.delivery)}."


def _block(source: str, language: str) -> str:
    """Code or a sketch between fences it cannot close; a sketch is text and no live picture."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", source)), default=0))
    return f"{fence}{language}\n{source}\n{fence}"
