"""The rehearsal mind: the baseline that a model has to beat, measured by the same evals."""

import re
from collections.abc import AsyncIterator, Sequence

from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.mind import AskView, ScoreView
from interview_agents.rehearsal.deliberation import propose_debrief
from interview_agents.rehearsal.marking import mark, missed, strengths
from interview_agents.rehearsal.rulings import answered, rule
from interview_agents.rehearsal.wording import worded
from interview_agents.scorecard import ProposedScorecard, Provenance, Ruling, State
from interview_agents.signals.readers import Signals, load_signals
from interview_agents.transcript import Direction
from interview_personas import Bank

PIECE = re.compile(r"\S+\s*")


class Rehearsal:
    """Interviews, scores and deliberates without a model. It implements ``Mind``.

    Args:
        signals: the readers; the shipped ones when left out.
        remark: what else there is to say about them.

    >>> Rehearsal().name
    'rehearsal'
    """

    name = "rehearsal"

    def __init__(self, signals: Signals | None = None, *, remark: str = "") -> None:
        self._signals, self._remark = signals or load_signals(), remark

    @property
    def notice(self) -> str:
        """What this is, how well it was measured, and whose readers it reads with."""
        return f"{self._measured} {self._remark}".rstrip()

    @property
    def _measured(self) -> str:
        """What this is, with its measured accuracy on held-out snippets."""
        readers = [reader for reader in self._signals.readers.get("flag", {}).values() if reader.high <= 1]
        if not readers:
            return "Embedded rehearsal, no model: exact signals only."
        total = sum(reader.snippets for reader in readers)
        precision = sum(reader.precision * reader.snippets for reader in readers) / total
        recall = sum(reader.recall * reader.snippets for reader in readers) / total
        return (
            f"Embedded rehearsal, no model: {len(readers)} red flags are read by small distilled readers "
            f"whose precision was {precision:.2f} at recall {recall:.2f} on {total} held-out snippets "
            "(cross-validated; expect less on real speech). What it cannot tell it leaves to your self-check."
        )

    def provenance(self, bank: Bank) -> Provenance:
        """Bank and signals; there is no prompt."""
        return Provenance(mind=self.name, bank_sha256=bank.sha256, signals_sha256=self._signals.sha256)

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The direction in the persona's frames, a word at a time."""
        for piece in PIECE.findall(worded(view, direction)):
            yield piece

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """Rulings from signals and marks from rubric points.

        A fault means the rehearsal misquoted; it has nothing better to propose than to
        leave those claims out.
        """
        told = answered(view, self._signals)
        if told < bank.scoring.min_substantive:
            return ProposedScorecard(
                scores=(), rulings=(), concern=f"Too little to judge: {told} answers say something."
            )
        at_fault = {fault.split(":")[0] for fault in faults}
        rulings = tuple(r for r in rule(view, bank, self._signals) if r.flag not in at_fault)
        left = missed(view)
        stands = [r for r in rulings if r.ruling is State.PRESENT]
        return ProposedScorecard(
            scores=tuple(s for s in mark(view, bank, rulings) if s.criterion not in at_fault),
            rulings=rulings,
            strengths=tuple(s for s in strengths(view) if s.what not in at_fault),
            concern=_concern(stands, bank) or (f"Not heard: {left[0].what}" if left else ""),
            open_question=left[0].probes[0] if left else "",
            confidence="medium" if view.measured.substantive > 2 * bank.scoring.min_substantive else "low",
        )

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """A narrative put together from the packet, without what was found at fault."""
        proposal = propose_debrief(packet, bank)
        at_fault = {fault.split(":")[0] for fault in faults}
        disagreements = tuple(d for d in proposal.disagreements if d.about not in at_fault)
        rewrites = tuple(r for r in proposal.rewrites if f"rewrite of {r.turn_id}" not in at_fault)
        return proposal.model_copy(update={"disagreements": disagreements, "rewrites": rewrites})


def _concern(stands: Sequence[Ruling], bank: Bank) -> str:
    order = ("crit", "high", "med", "low")
    worst = min(stands, key=lambda r: order.index(bank.red_flags[r.flag].severity), default=None)
    return f"{bank.red_flags[worst.flag].title}: {worst.why}." if worst else ""
