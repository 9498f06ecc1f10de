"""The onsite's suite: what a simulated candidate was made to show is drawn out, and seen."""

from collections.abc import AsyncIterator, Iterator
from itertools import combinations
from typing import Literal

from interview_agents.debrief import Decision
from interview_agents.evidence import normalised
from interview_agents.opportunity import opportunities, opportunity_for
from interview_agents.scorecard import Scorecard
from interview_agents.transcript import Move, Transcript
from interview_evals.playing import Played, play
from interview_evals.suites.checks import Check, answered, check
from interview_evals.suites.suite import Setting, Suite
from interview_personas import Bank, CandidateSpec, Record


class HeldOnsite(Record):
    """A whole onsite with a simulated candidate."""

    kind: Literal["onsite"] = "onsite"
    candidate: CandidateSpec
    played: Played
    missed: bool = False
    """Whether a recording was missing."""

    @property
    def id(self) -> str:
        """The candidate's."""
        return self.candidate.id

    def checks(self, suite: Suite, bank: Bank) -> Iterator[Check]:
        """Planted flags drawn out and seen, nobody wrongly hired or flagged, every round held well."""
        yield answered(self.id, "answered", self.played.problem, missed=self.missed)
        for flag in sorted({*(plan.flag for plan in self.candidate.planted), *self.candidate.omits}):
            weight = suite.weights.get(bank.red_flags[flag].severity, 1.0)
            drawn = self._drawn_out(flag, bank)
            yield self._check(f"elicited/{flag}", drawn, wanted="its chance, or its words", weight=weight)
            yield self._check(f"detected/{flag}", self._seen(flag), wanted="raised", weight=weight)
        yield from self._outcome()
        if self.candidate.behaviour == "talks":
            for transcript in self.transcripts():
                yield from self._manners(transcript)

    def transcripts(self) -> tuple[Transcript, ...]:
        """What was said."""
        return self.played.debrief.transcripts if self.played.debrief else ()

    def cards(self) -> tuple[Scorecard, ...]:
        """What was written of each round."""
        return self.played.debrief.scorecards if self.played.debrief else ()

    def _outcome(self) -> Iterator[Check]:
        debrief = self.played.debrief
        found = debrief.found() if debrief else ()
        hired = debrief is not None and debrief.decision is Decision.HIRE
        said = debrief.decision if debrief else ""
        if self.candidate.kind == "degenerate":
            yield self._check("never_hired", not hired, said=said, wanted="no hire", hard=True)
        if self.candidate.kind == "strong":
            yield self._check("hired", hired, said=said, wanted="hire")
        if self.candidate.kind != "planted":
            yield self._check("no_flag", not found, said=", ".join(found), wanted="no red flag")

    def _manners(self, transcript: Transcript) -> Iterator[Check]:
        planned = next(part for part in self.played.plan.rounds if part.kind is transcript.round)
        turns, kind = transcript.questions(), transcript.round
        pushed = any(turn.direction and turn.direction.move is Move.CHALLENGE for turn in turns)
        yield self._check(f"challenged/{kind}", pushed, wanted="pushed back on once")
        same = [b.id for a, b in combinations(turns, 2) if normalised(a.text) == normalised(b.text)]
        yield self._check(f"no_repeat/{kind}", not same, said=", ".join(same), wanted="nothing asked twice")
        asked = sum(turn.direction is None or turn.direction.move is not Move.CLARIFY for turn in turns)
        said = f"{asked} of {planned.turns} turns, without clarifications"
        yield self._check(f"in_time/{kind}", asked <= planned.turns, said=said, wanted="within its turns")

    def _check(
        self,
        name: str,
        held: bool,  # noqa: FBT001 - the one thing there is to say
        *,
        said: str = "",
        wanted: str,
        weight: float = 1.0,
        hard: bool = False,
    ) -> Check:
        known = held if self.played.debrief else None
        told = said if self.played.debrief else self.played.problem
        return check(self.id, name, known, said=told, wanted=wanted, weight=weight, hard=hard)

    def _drawn_out(self, flag: str, bank: Bank) -> bool:
        """Whether the planted words were said, or what was to be passed over was asked for."""
        lines = [
            normalised(line) for plan in self.candidate.planted if plan.flag == flag for line in plan.lines
        ]
        told = [normalised(turn.text) for transcript in self.transcripts() for turn in transcript.answers()]
        if any(line in text for line in lines for text in told):
            return True
        return flag in self.candidate.omits and any(
            opportunity_for(bank.red_flags[flag], opportunities(transcript, bank))
            for transcript in self.transcripts()
            if transcript.round in bank.red_flags[flag].rounds
        )

    def _seen(self, flag: str) -> bool:
        return self.played.debrief is not None and flag in self.played.debrief.found()


async def hold_onsite(setting: Setting) -> AsyncIterator[HeldOnsite]:
    """Hold an onsite with every simulated candidate."""
    for spec in candidates_of(setting):
        with setting.asking(spec.id) as missed:
            played = await play(spec, setting.suite.length, setting.bank, setting.mind)
        yield HeldOnsite(candidate=spec, played=played, missed=missed())


def candidates_of(setting: Setting) -> Iterator[CandidateSpec]:
    """The simulated candidates that a suite names, or all of the bank's."""
    for spec in setting.bank.candidates.values():
        if setting.suite.candidates and spec.id not in setting.suite.candidates:
            continue
        if setting.wants(spec.id):
            yield spec
