"""From where the readers should speak up, by what each choice does to the dev half of the labelled rounds.

The choice: the best kappa among those with at most three wrong flags in twenty, where a flag that neither
reader of the round saw counts as wrong. The held half is never read here.
"""

from collections.abc import Sequence
from itertools import product

from interview_agents.rehearsal import Rehearsal
from interview_agents.signals.readers import Reader, Side, Signals
from interview_evals.judge.cases import Case
from interview_evals.judge.figures import counts_of, raised_elsewhere
from interview_evals.judge.judging import judge
from interview_evals.judge.statistics import Confusion
from interview_evals.readers.cuts import Cuts
from interview_personas import Bank, Record

RIGHT = 0.85
"""Share of the raised flags that must be right."""
TRIED = tuple(step / 100 for step in range(44, 70, 4))


class Trial(Record):
    """One choice of cuts on the dev half."""

    cuts: Cuts
    counts: Confusion
    elsewhere: int
    """Flags raised that neither reader saw or ruled out."""

    @property
    def right(self) -> float:
        """Share of all flags raised that both readers saw."""
        raised = self.counts.right + self.counts.false + self.elsewhere
        return self.counts.right / raised if raised else 0.0


async def trials(cases: Sequence[Case], bank: Bank, signals: Signals, cuts: Cuts) -> tuple[Trial, ...]:
    """Every choice for flags of commission and of omission, the other cuts as they are."""
    found = []
    for commission, omission in product(TRIED, TRIED):
        tried = cuts.model_copy(update={"commission": commission, "omission": omission})
        judged = await judge(cases, bank, Rehearsal(signals_with(signals, tried, bank)))
        counts = counts_of(judged, bank)
        elsewhere = raised_elsewhere(judged)
        found.append(Trial(cuts=tried, counts=counts, elsewhere=elsewhere))
    return tuple(found)


def best_of(tried: Sequence[Trial]) -> Trial:
    """The choice; the one with most right where none is right often enough."""
    enough = [trial for trial in tried if trial.right >= RIGHT]
    if not enough:
        return max(tried, key=lambda trial: trial.right)
    return max(enough, key=lambda trial: (trial.counts.kappa or 0.0, trial.right))


def signals_with(signals: Signals, cuts: Cuts, bank: Bank) -> Signals:
    """The same readers, speaking up from other probabilities."""

    def cut(side: Side, flag: str, reader: Reader) -> Reader:
        kind = bank.red_flags[flag].kind if flag in bank.red_flags else "commission"
        return reader.model_copy(update={"high": cuts.of(kind, side), "low": cuts.unlike})

    readers = {
        side: {flag: cut(side, flag, reader) for flag, reader in of_side.items()}
        for side, of_side in signals.readers.items()
    }
    return signals.model_copy(update={"readers": readers})
