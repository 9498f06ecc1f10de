"""The rounds' rulings over the whole loop: each red flag once."""

from collections.abc import Sequence

from interview_agents.debrief import LoopFlag
from interview_agents.scorecard import Scorecard, State
from interview_personas import Bank


def loop_flags(scorecards: Sequence[Scorecard], bank: Bank) -> tuple[LoopFlag, ...]:
    """One entry a red flag that any round ruled on, in catalogue order.

    A flag stands when it stands in any round, with the evidence of the first; it is
    absent when some round found it absent and none present.
    """
    entries = (_over_rounds(flag, scorecards) for flag in bank.red_flags)
    return tuple(entry for entry in entries if entry is not None)


def _over_rounds(flag: str, scorecards: Sequence[Scorecard]) -> LoopFlag | None:
    seen = [(card.round, r) for card in scorecards for r in card.rulings if r.flag == flag]
    for state in (State.PRESENT, State.ABSENT):
        where = [(kind, ruling) for kind, ruling in seen if ruling.ruling is state]
        if where:
            first = where[0][1]
            return LoopFlag(
                flag=flag,
                ruling=state,
                rounds=tuple(kind for kind, _ in where),
                turn_id=first.turn_id,
                quote=first.quote,
                why=first.why,
            )
    return LoopFlag(flag=flag, ruling=State.NOT_ASSESSABLE, rounds=()) if seen else None
