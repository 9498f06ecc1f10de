"""The hiring committee: a packet in, a debrief out.

Failure contract: a mind's failure leaves no debrief; the packet is unchanged and the
committee can be asked again. The decision is arithmetic over sealed scorecards; the mind
adds words, and each of those that claims evidence is checked like any other claim.
"""

from collections.abc import Iterable, Sequence

from interview_agents.blinding import BlindedPacket
from interview_agents.debrief import Debrief, Decision, LoopFlag, Packet, ProposedDebrief, Rewrite
from interview_agents.loop_flags import loop_flags
from interview_agents.mind import Mind
from interview_agents.policy import aggregate, decide
from interview_agents.rewriting import adds_nothing, sentences_of
from interview_agents.scorecard import Dropped, State, Vote
from interview_agents.study import study_plan
from interview_personas import Bank


async def deliberate(packet: Packet, bank: Bank, mind: Mind, *, identity: Iterable[str] = ()) -> Debrief:
    """The committee's debrief.

    Args:
        packet: the rounds' transcripts and sealed scorecards; the mind reads it blinded.
        bank: flags, templates, study plan, thresholds.
        mind: who words the narrative.
        identity: names and schools to hide from the mind.

    Raises:
        MindError: when the mind cannot; the scorecards stay sealed and as they are.
    """
    proposal, dropped = await _proposed(BlindedPacket(packet, tuple(identity)), bank, mind)
    mechanical = aggregate(packet.scorecards, bank.scoring)
    decision, because = decide(mechanical, packet.scorecards, bank.scoring)
    flags = loop_flags(packet.scorecards, bank)
    checkable = len(proposal.disagreements) + len(proposal.rewrites)
    return Debrief(
        role=packet.role,
        company=packet.company,
        length=packet.length,
        chair=packet.chair,
        decision=decision,
        decided_because=because,
        aggregate=mechanical,
        insufficient=_nothing_to_judge(packet, decision),
        votes={card.round: card.vote for card in packet.scorecards},
        scorecards=packet.scorecards,
        flags=flags,
        self_check=_self_check(flags),
        summary=proposal.summary,
        disagreements=proposal.disagreements,
        rewrites=proposal.rewrites,
        would_change=proposal.would_change,
        study_plan=study_plan([f.flag for f in flags if f.ruling is State.PRESENT], bank),
        proposed=sum(card.proposed for card in packet.scorecards) + checkable + len(dropped),
        supported=sum(card.supported for card in packet.scorecards) + checkable,
        dropped=(*(d for card in packet.scorecards for d in card.dropped), *dropped),
        markers=tuple(sorted({m for card in packet.scorecards for m in card.measured.markers})),
        seconds=sum(card.measured.seconds for card in packet.scorecards),
        transcripts=packet.transcripts,
        mind_notice=mind.notice,
        provenance=mind.provenance(bank),
        coached=packet.coached,
    )


async def _proposed(
    blind: BlindedPacket, bank: Bank, mind: Mind
) -> tuple[ProposedDebrief, tuple[Dropped, ...]]:
    kept, dropped = _checked(await mind.deliberate(blind.packet, bank), blind, bank)
    if dropped:
        faults = [f"{d.what}: {d.why}" for d in dropped]
        kept, dropped = _checked(await mind.deliberate(blind.packet, bank, faults), blind, bank)
    return kept, dropped


def _checked(
    proposal: ProposedDebrief, blind: BlindedPacket, bank: Bank
) -> tuple[ProposedDebrief, tuple[Dropped, ...]]:
    dropped: list[Dropped] = []
    disagreements, rewrites = [], []
    for settled in proposal.disagreements:
        if fault := blind.fault_of(settled.turn_id, settled.quote):
            dropped.append(Dropped(what=settled.about, why=fault))
        else:
            quote = blind.own_words(settled.turn_id, settled.quote)
            disagreements.append(settled.model_copy(update={"quote": quote}))
    for rewrite in proposal.rewrites:
        own = _in_own_words(rewrite, blind, bank)
        if fault := blind.fault_of(rewrite.turn_id, rewrite.original) or _addition(own, bank):
            dropped.append(Dropped(what=f"rewrite of {rewrite.turn_id}", why=fault))
        else:
            rewrites.append(own)
    kept = {"disagreements": tuple(disagreements), "rewrites": tuple(rewrites)}
    return proposal.model_copy(update=kept), tuple(dropped)


def _in_own_words(rewrite: Rewrite, blind: BlindedPacket, bank: Bank) -> Rewrite:
    """A rewrite of the blinded answer as the candidate will read it."""
    template, rewritten = bank.templates.get(rewrite.template), rewrite.rewritten
    said = sentences_of(rewritten, template) if template else []
    for sentence in sorted(filter(None, said), key=len, reverse=True):
        rewritten = rewritten.replace(sentence, blind.own_words(rewrite.turn_id, sentence))
    original = blind.own_words(rewrite.turn_id, rewrite.original)
    return rewrite.model_copy(update={"original": original, "rewritten": rewritten})


def _addition(rewrite: Rewrite, bank: Bank) -> str | None:
    """What a rewrite holds beside the candidate's words; None when it holds nothing else."""
    template = bank.templates.get(rewrite.template)
    if template is None:
        return f"there is no template {rewrite.template!r}: use one of {', '.join(bank.templates)}"
    if adds_nothing(rewrite.rewritten, rewrite.original, template):
        return None
    return "it says what the candidate did not: use only their sentences, the template's headings and blanks"


def _nothing_to_judge(packet: Packet, decision: Decision) -> bool:
    missing = sum(card.vote is Vote.INSUFFICIENT for card in packet.scorecards)
    return decision is Decision.HOLD and 2 * missing > len(packet.scorecards)


def _self_check(flags: Sequence[LoopFlag]) -> tuple[str, ...]:
    return tuple(flag.flag for flag in flags if flag.ruling is State.NOT_ASSESSABLE)
