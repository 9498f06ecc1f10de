"""The committee's suite: what differs is settled by a turn, and nothing is said that was not."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal

from interview_agents.debrief import Debrief, Packet
from interview_agents.errors import MindError
from interview_agents.evidence import fault_of
from interview_agents.judge import deliberate
from interview_agents.policy import aggregate, decide
from interview_agents.rehearsal import Rehearsal
from interview_agents.rewriting import adds_nothing
from interview_agents.scorecard import Scorecard, State, Vote
from interview_agents.transcript import Transcript
from interview_evals.errors import EvalError
from interview_evals.playing import Played, play
from interview_evals.suites.checks import Check, answered, check
from interview_evals.suites.onsite import candidates_of
from interview_evals.suites.suite import Setting, Suite
from interview_personas import Bank, Record

APART = 2
"""Steps between two votes from which the committee has something to settle."""


class Deliberated(Record):
    """A packet that the rehearsal's onsite gave, and what a mind's committee wrote of it."""

    kind: Literal["committee"] = "committee"
    id: str
    packet: Packet
    debrief: Debrief | None
    failure: str = ""
    missed: bool = False
    """Whether a recording was missing."""

    def checks(self, suite: Suite, bank: Bank) -> Iterator[Check]:  # noqa: ARG002 - every outcome's signature
        """What differs settled by a turn, rewrites without additions, nothing dropped, votes untouched."""
        yield answered(self.id, "answered", self.failure, missed=self.missed)
        settled = {d.about for d in self.debrief.disagreements} if self.debrief else set()
        for about in conflicts(self.packet.scorecards):
            yield self._check(f"settled/{about}", about in settled, wanted="settled by a turn")
        wrong = "; ".join(self._misquoted())
        yield self._check("turns", not wrong, said=wrong, wanted="the candidate's words", hard=True)
        added = ", ".join(self._additions(bank))
        yield self._check(
            "adds_nothing", not added, said=added, wanted="the candidate's sentences", hard=True
        )
        dropped = "; ".join(self._dropped())
        yield self._check("supported", not dropped, said=dropped, wanted="nothing to be dropped")
        yield self._check(
            "votes", self._votes_stand(bank), wanted="votes and decision by arithmetic", hard=True
        )
        if any(card.present() for card in self.packet.scorecards):
            rewrites = len(self.debrief.rewrites) if self.debrief else 0
            yield self._check(
                "rewritten", rewrites > 0, said=f"{rewrites} rewrites", wanted="a weak answer again"
            )

    def transcripts(self) -> tuple[Transcript, ...]:
        """What the committee read."""
        return self.packet.transcripts

    def cards(self) -> tuple[Scorecard, ...]:
        """The sheets it read."""
        return self.packet.scorecards

    def _check(self, name: str, held: bool, *, said: str = "", wanted: str, hard: bool = False) -> Check:  # noqa: FBT001 - the one thing there is to say
        known, told = (held, said) if self.debrief else (None, self.failure)
        return check(self.id, name, known, said=told, wanted=wanted, hard=hard)

    def _misquoted(self) -> Iterator[str]:
        held = {turn.id: transcript for transcript in self.packet.transcripts for turn in transcript.turns}
        for settled in self.debrief.disagreements if self.debrief else ():
            transcript = held.get(settled.turn_id)
            fault = fault_of(settled.turn_id, settled.quote, transcript) if transcript else "no such turn"
            if fault:
                yield f"{settled.about}: {fault}"

    def _additions(self, bank: Bank) -> Iterator[str]:
        for rewrite in self.debrief.rewrites if self.debrief else ():
            template = bank.templates.get(rewrite.template)
            if template is None or not adds_nothing(rewrite.rewritten, rewrite.original, template):
                yield rewrite.turn_id

    def _dropped(self) -> Iterator[str]:
        """What the committee proposed and code did not let stand."""
        sealed = [dropped for card in self.packet.scorecards for dropped in card.dropped]
        for dropped in self.debrief.dropped[len(sealed) :] if self.debrief else ():
            yield f"{dropped.what}: {dropped.why}"

    def _votes_stand(self, bank: Bank) -> bool:
        if self.debrief is None:
            return False
        cards = self.packet.scorecards
        decision, _ = decide(aggregate(cards, bank.scoring), cards, bank.scoring)
        return self.debrief.decision is decision and self.debrief.votes == {c.round: c.vote for c in cards}


def conflicts(cards: tuple[Scorecard, ...]) -> list[str]:
    """What sealed sheets differ on: flags that one shows and another rules out, and votes far apart."""
    stands = {ruling.flag for card in cards for ruling in card.present()}
    clear = {r.flag for card in cards for r in card.rulings if r.ruling is State.ABSENT}
    ranks = [list(Vote).index(card.vote) for card in cards if card.points is not None]
    apart = ["vote"] if ranks and max(ranks) - min(ranks) >= APART else []
    return [*sorted(stands & clear), *apart]


async def hold_committee(setting: Setting) -> AsyncIterator[Deliberated]:
    """Have the rehearsal hold every onsite, and the mind deliberate on what came of it.

    Raises:
        EvalError: an onsite of the rehearsal's came to no end.
    """
    for spec in candidates_of(setting):
        packet = _packet(spec.id, await play(spec, setting.suite.length, setting.bank, Rehearsal()))
        debrief, failure = None, ""
        with setting.asking(spec.id) as missed:
            try:
                debrief = await deliberate(
                    packet, setting.bank, setting.mind, identity=(spec.name, spec.school)
                )
            except MindError as error:
                failure = str(error)
        yield Deliberated(id=spec.id, packet=packet, debrief=debrief, failure=failure, missed=missed())


def _packet(candidate: str, played: Played) -> Packet:
    debrief = played.debrief
    if debrief is None:
        raise EvalError(
            f"the rehearsal's onsite with {candidate} stopped, so there is no packet: {played.problem}"
        )
    return Packet(
        role=debrief.role,
        company=debrief.company,
        transcripts=debrief.transcripts,
        scorecards=debrief.scorecards,
        session=f"eval-{candidate}",
        chair=debrief.chair,
        length=debrief.length,
    )
