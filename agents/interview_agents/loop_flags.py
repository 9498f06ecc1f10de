"""The rounds' rulings over the whole loop: each red flag once."""

from collections.abc import Sequence

from interview_agents.debrief import LoopFlag
from interview_agents.scorecard import Ruling, Scorecard, State
from interview_personas import Bank, RoundKind


def loop_flags(scorecards: Sequence[Scorecard], bank: Bank) -> tuple[LoopFlag, ...]:
    """One entry a red flag that any round ruled on, in catalogue order.

    A flag stands when it stands in any round, with the evidence of the first; it is
    absent when some round found it absent and none present. One that is left open keeps the
    first words that are worth a look.
    """
    entries = (_over_rounds(flag, scorecards) for flag in bank.red_flags)
    return tuple(entry for entry in entries if entry is not None)


def _over_rounds(flag: str, scorecards: Sequence[Scorecard]) -> LoopFlag | None:
    seen = [(card.round, r) for card in scorecards for r in card.rulings if r.flag == flag]
    for state in (State.PRESENT, State.ABSENT):
        where = [(kind, ruling) for kind, ruling in seen if ruling.ruling is state]
        if where:
            return _entry(where[0][1], tuple(kind for kind, _ in where))
    if not seen:
        return None
    hint = next((ruling for _, ruling in seen if ruling.quote), None)
    return _entry(hint) if hint else LoopFlag(flag=flag, ruling=State.NOT_ASSESSABLE, rounds=())


def _entry(ruling: Ruling, rounds: tuple[RoundKind, ...] = ()) -> LoopFlag:
    return LoopFlag(
        flag=ruling.flag,
        ruling=ruling.ruling,
        rounds=rounds,
        turn_id=ruling.turn_id,
        quote=ruling.quote,
        why=ruling.why,
    )
