"""What a model fills in: the wire's schemas, and their way into a mind's proposals.

Every field is required and nothing has a default, because strict schemas know neither. A
claim's evidence stands before its ruling, so that a model which writes from left to right
has to find the words before it says what they show.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from interview_agents.debrief import Disagreement, Packet, ProposedDebrief, Rewrite
from interview_agents.scorecard import Confidence, ProposedScorecard, Ruling, Score, State, Strength
from interview_agents.text import sentences
from interview_agents.transcript import Turn
from interview_personas import Record, Template

BRACKETS = str.maketrans({"[": "(", "]": ")"})


class RuledFlag(Record):
    """A ruling on one red flag."""

    flag: str
    """Id of the flag, as listed."""
    turn_id: str | None
    """The candidate's turn that the quote is from."""
    quote: str | None
    """4 to 40 words copied character by character from that turn."""
    why: str
    """One sentence."""
    ruling: Literal["present", "absent", "not_assessable"]


class ScoredCriterion(Record):
    """Points on one criterion."""

    criterion: str
    """Id of the criterion, as listed."""
    turn_id: str | None
    quote: str | None
    """Copied character by character from that turn of the candidate's."""
    why: str
    """One sentence that names the anchor."""
    points: Literal[1, 2, 3, 4] | None
    """By the anchors; null when nothing in the round shows it either way."""


class ShownStrength(Record):
    """Something done well."""

    what: str
    """A short phrase."""
    turn_id: str
    quote: str


class ScoreSheet(Record):
    """The scorer's proposal for one round."""

    rulings: tuple[RuledFlag, ...]
    scores: tuple[ScoredCriterion, ...]
    strengths: tuple[ShownStrength, ...]
    concern: str
    open_question: str
    confidence: Confidence

    def proposal(self) -> ProposedScorecard:
        """The sheet as a mind proposes it."""
        return ProposedScorecard(
            scores=tuple(
                Score(criterion=s.criterion, points=s.points, turn_id=s.turn_id, quote=s.quote, why=s.why)
                for s in self.scores
            ),
            rulings=tuple(
                Ruling(flag=r.flag, ruling=State(r.ruling), turn_id=r.turn_id, quote=r.quote, why=r.why)
                for r in self.rulings
            ),
            strengths=tuple(Strength(what=s.what, turn_id=s.turn_id, quote=s.quote) for s in self.strengths),
            concern=self.concern,
            open_question=self.open_question,
            confidence=self.confidence,
        )


class Settled(Record):
    """One disagreement and the turn that settles it."""

    about: str
    """The flag or criterion id as listed, or ``vote``."""
    sides: str
    """What each side holds, in one sentence."""
    turn_id: str
    quote: str
    resolution: str


class FilledSlot(Record):
    """One slot of a template: which of the candidate's sentences go there, and what is missing."""

    name: str
    sentences: tuple[int, ...]
    """Numbers of the answer's sentences, in the order to be said."""
    to_say: str
    """What to add, as a question that does not contain its answer; empty when nothing is missing."""


class RewrittenAnswer(Record):
    """A weak answer put into a template."""

    turn_id: str
    template: str
    slots: tuple[FilledSlot, ...]


class CommitteeSheet(Record):
    """The committee's words."""

    summary: str
    disagreements: tuple[Settled, ...]
    rewrites: tuple[RewrittenAnswer, ...]
    would_change: str

    def proposal(self, packet: Packet, templates: Mapping[str, Template]) -> ProposedDebrief:
        """The sheet as a mind proposes it; rewrites are put together from the answers themselves."""
        turns = {turn.id: turn for transcript in packet.transcripts for turn in transcript.answers()}
        rewrites = (
            _rewrite(rewrite, turns[rewrite.turn_id], templates[rewrite.template])
            for rewrite in self.rewrites
            if rewrite.turn_id in turns and rewrite.template in templates
        )
        return ProposedDebrief(
            summary=self.summary,
            disagreements=tuple(Disagreement(**d.model_dump()) for d in self.disagreements),
            rewrites=tuple(rewrites),
            would_change=self.would_change,
        )


def _rewrite(proposed: RewrittenAnswer, turn: Turn, template: Template) -> Rewrite:
    """A rewrite that cannot add anything: its sentences are taken from the answer by number."""
    said = sentences(turn.text)
    filled = {slot.name: slot for slot in proposed.slots}
    used: set[int] = set()
    parts: dict[str, tuple[Sequence[str], str]] = {}
    for slot in template.slots:
        given = filled.get(slot.name)
        numbers = _fresh(given.sentences, len(said), used) if given else []
        used.update(numbers)
        asks = given.to_say if given else slot.asks
        parts[slot.name] = ([said[n - 1] for n in numbers], asks or ("" if numbers else slot.asks))
    return Rewrite(turn_id=turn.id, template=template.id, original=turn.text, rewritten=assembled(parts))


def assembled(parts: Mapping[str, tuple[Sequence[str], str]]) -> str:
    """A rewrite from slot names, the candidate's sentences in each, and what is still to be said.

    >>> print(assembled({"Why": (["It was cheap."], ""), "How": ([], "which model?")}))
    **Why**: It was cheap.
    **How**: [to say: which model?]
    """
    return "\n".join(
        f"**{name}**: {_joined([*said, f'[to say: {_plain(asks)}]'] if asks else said)}"
        for name, (said, asks) in parts.items()
    )


def _joined(said: Sequence[str]) -> str:
    """Sentences in a row; after one without a full stop a new line, so that two never become one."""
    return "".join(s + (" " if s.endswith((".", "!", "?", "…")) else "\n") for s in said).strip()


def _plain(asks: str) -> str:
    """A blank's words on one line, with nothing that could end the blank early."""
    return " ".join(asks.translate(BRACKETS).split())


def _fresh(numbers: Iterable[int], most: int, used: set[int]) -> list[int]:
    return [n for n in dict.fromkeys(numbers) if 1 <= n <= most and n not in used]
