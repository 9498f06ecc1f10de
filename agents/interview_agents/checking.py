"""What stands of a proposal: known names, given opportunities, the candidate's own words."""

from collections.abc import Iterable

from interview_agents.blinding import Blinded
from interview_agents.evidence import fault_of
from interview_agents.mind import ScoreView
from interview_agents.opportunity import opportunity_for
from interview_agents.scorecard import Dropped, ProposedScorecard, Ruling, Score, State, Strength
from interview_personas import Bank


class Checked:
    """A proposal after the evidence check and the opportunity rule."""

    def __init__(self, proposal: ProposedScorecard, view: ScoreView, blind: Blinded, bank: Bank) -> None:
        self.proposal = proposal
        self.dropped: list[Dropped] = []
        self.proposed = 0
        self._view, self._blind, self._bank = view, blind, bank
        flags = [flag.id for flag in bank.flags_of(view.round)]
        criteria = [criterion.id for criterion in bank.rubric(view.round).criteria]
        rulings = {r.flag: self._ruling(r) for r in proposal.rulings if self._known(r.flag, flags)}
        scores = {s.criterion: self._score(s) for s in proposal.scores if self._known(s.criterion, criteria)}
        self.rulings = tuple(rulings.get(flag) or _unruled(flag) for flag in flags)
        self.scores = tuple(scores.get(name) or Score(criterion=name, points=None) for name in criteria)
        self.strengths = tuple(kept for s in proposal.strengths if (kept := self._strength(s)))

    @property
    def faults(self) -> list[str]:
        """What was wrong, as sentences a mind can act on."""
        return [f"{dropped.what}: {dropped.why}" for dropped in self.dropped]

    @property
    def supported(self) -> int:
        """Claims that stand."""
        return self.proposed - len(self.dropped)

    def _drop(self, what: str, why: str) -> None:
        self.dropped.append(Dropped(what=what, why=why))

    def _known(self, name: str, names: Iterable[str]) -> bool:
        if name in set(names):
            return True
        self.proposed += 1
        self._drop(name, f"the {self._view.round} round has no such flag or criterion: leave it out")
        return False

    def _ruling(self, ruling: Ruling) -> Ruling:
        if ruling.ruling is State.NOT_ASSESSABLE:
            return self._hint(ruling)
        self.proposed += 1
        asked = opportunity_for(self._bank.red_flags[ruling.flag], self._view.opportunities)
        if asked is None:
            self._drop(ruling.flag, "the candidate was never given the opportunity: leave it not assessable")
            return _unruled(ruling.flag)
        quote = self._quoted(ruling.flag, ruling.turn_id, ruling.quote)
        return (
            ruling.model_copy(update={"quote": quote, "opportunity": asked})
            if quote
            else _unruled(ruling.flag)
        )

    def _hint(self, ruling: Ruling) -> Ruling:
        """A flag that is left open; words to look at stay with it where they are the candidate's."""
        own = self._blind.own_words(ruling.turn_id or "", ruling.quote or "")
        if fault_of(ruling.turn_id, own, self._blind.original):
            return _unruled(ruling.flag, ruling.why)
        return ruling.model_copy(update={"quote": own})

    def _score(self, score: Score) -> Score:
        if score.points is None:
            return score
        self.proposed += 1
        quote = self._quoted(score.criterion, score.turn_id, score.quote)
        return score.model_copy(update={"quote": quote} if quote else {"points": None, "quote": None})

    def _strength(self, strength: Strength) -> Strength | None:
        self.proposed += 1
        quote = self._quoted(strength.what, strength.turn_id, strength.quote)
        return strength.model_copy(update={"quote": quote}) if quote else None

    def _quoted(self, what: str, turn_id: str | None, quote: str | None) -> str | None:
        own = self._blind.own_words(turn_id or "", quote or "")
        fault = fault_of(turn_id, own, self._blind.original)
        if fault:
            self._drop(what, fault)
            return None
        return own


def _unruled(flag: str, why: str = "") -> Ruling:
    return Ruling(flag=flag, ruling=State.NOT_ASSESSABLE, why=why)
