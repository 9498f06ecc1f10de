"""A round and a twin of it, and what a judge made of both."""

from interview_agents.scorecard import Vote
from interview_evals.judge.figures import rank
from interview_evals.judge.judging import Judged
from interview_evals.twins.making import DIRECTIONAL, Change, Twin
from interview_personas import Record


class Pair(Record):
    """A round and a twin of it, judged."""

    case: str
    change: Change
    variant: str
    votes: tuple[Vote, Vote]
    appeared: tuple[str, ...]
    """Flags raised on the twin alone."""
    gone: tuple[str, ...]
    """Flags raised on the round alone."""
    raised: tuple[bool, bool] | None = None
    """Of directional twins, whether their flag was raised before and after; None where no ruling is due."""

    @property
    def flipped(self) -> bool:
        """Whether the vote changed."""
        return self.votes[0] is not self.votes[1]

    @property
    def shift(self) -> int:
        """Ranks that the twin's vote lies above the round's."""
        before, after = map(rank, self.votes)
        return after - before

    @property
    def reflagged(self) -> bool:
        """Whether any flag differs."""
        return bool(self.appeared or self.gone)


def pair_of(twin: Twin, base: Judged, other: Judged) -> Pair | None:
    """What a round and its twin were made of; None where one of them has no scorecard."""
    if base.card is None or other.card is None:
        return None
    return Pair(
        case=base.case.id,
        change=twin.change,
        variant=twin.variant,
        votes=(base.card.vote, other.card.vote),
        appeared=tuple(sorted(other.present - base.present)),
        gone=tuple(sorted(base.present - other.present)),
        raised=(twin.variant in base.present, twin.variant in other.present)
        if twin.change in DIRECTIONAL and twin.variant in base.due
        else None,
    )
