"""A run beside its baseline, check by check and case by case.

Checks of one case hang together, so cases are counted and drawn again, never single checks. One case
is worse when more of its checks broke than were mended, by weight; McNemar's exact test asks whether
so many worse ones beside so few better ones can be chance.
"""

from collections.abc import Sequence
from typing import Self

from interview_evals.comparing.baseline import Baseline
from interview_evals.comparing.pairs import Moved, Pair, pairs_of
from interview_evals.comparing.verdicts import Verdict
from interview_evals.judge.figures import Figure
from interview_evals.judge.statistics import ALPHA, bootstrap, holm, least_drop, mcnemar
from interview_evals.suites.runs import Run, share_held
from interview_personas import Record


class Group(Record):
    """Checks counted together, of which any moved."""

    name: str
    checks: int
    regressed: int
    fixed: int
    p: float
    """As if it were the only group."""
    p_holm: float
    """Among all groups that moved."""


class Comparison(Record):
    """What a run comes to beside its baseline."""

    suite: str
    mind: str
    verdict: Verdict
    because: str
    cases: int
    """Cases with a check that both have measured."""
    checks: int
    before: float | None
    """Share that held, by weight, of the checks that both have measured."""
    now: float | None
    """The same now; of all checks where there is nothing to compare with."""
    change: Figure
    """Now minus before, with its interval over cases drawn again."""
    p: float
    worse: int
    """Cases that got worse."""
    better: int
    least_drop: float | None
    """The smallest share of cases getting worse that would likely have been seen; None: none would."""
    margin: float
    regressed: tuple[Moved, ...]
    fixed: tuple[Moved, ...]
    invariants: tuple[Moved, ...]
    """Hard checks that broke; known ones, which the baseline has broken too, are not among them."""
    not_measured: tuple[Moved, ...]
    gone: tuple[str, ...]
    """Cases of the baseline that were not held."""
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, run: Run, baseline: Baseline | None) -> Self:
        """Compare; without a baseline only invariants can be said to be broken."""
        pairs = pairs_of(run, baseline)
        both = [pair for pair in pairs if pair.measured]
        cases = [[pair for pair in both if pair.check.case == name] for name in _names(both)]
        moves = [_moved(case) for case in cases]
        worse, better = sum(step < 0 for step, _ in moves), sum(step > 0 for step, _ in moves)
        now, change = share_held([pair.check for pair in both or pairs]), _change(moves)
        found = cls(
            suite=run.suite.id,
            mind=run.mind,
            verdict=Verdict.PASS,
            because="",
            cases=len(cases),
            checks=len(both),
            before=None if now is None or change is None else now - change,
            now=now,
            change=Figure(value=change, interval=bootstrap(moves, _change) if worse or better else None),
            p=mcnemar(worse, better),
            worse=worse,
            better=better,
            least_drop=least_drop(len(cases)) if cases else None,
            margin=run.suite.margin,
            regressed=tuple(pair.moved for pair in both if pair.step < 0),
            fixed=tuple(pair.moved for pair in both if pair.step > 0),
            invariants=tuple(pair.moved for pair in pairs if pair.breaks_an_invariant),
            not_measured=tuple(pair.moved for pair in pairs if pair.unanswered),
            gone=_gone(run, baseline),
            groups=tuple(_groups(both)),
        )
        verdict, because = _verdict(found, run, baseline)
        return found.model_copy(update={"verdict": verdict, "because": because})

    @property
    def id(self) -> str:
        """Suite and mind."""
        return f"{self.suite}.{self.mind}"


def _names(pairs: Sequence[Pair]) -> list[str]:
    return list(dict.fromkeys(pair.check.case for pair in pairs))


def _moved(case: Sequence[Pair]) -> tuple[float, float]:
    """How far a case moved, and its weight."""
    return sum(pair.step * pair.check.weight for pair in case), sum(pair.check.weight for pair in case)


def _change(moves: Sequence[tuple[float, float]]) -> float | None:
    weight = sum(each for _, each in moves)
    return sum(step for step, _ in moves) / weight if weight else None


def _gone(run: Run, baseline: Baseline | None) -> tuple[str, ...]:
    have = {check.case for check in run.checks}
    return tuple(
        case for case in (baseline.checks if baseline else ()) if run.part in case and case not in have
    )


def _groups(pairs: Sequence[Pair]) -> list[Group]:
    """Groups of which any check moved; information, because many are looked at."""
    found = []
    for name in dict.fromkeys(pair.check.group for pair in pairs if pair.step):
        steps = [pair.step for pair in pairs if pair.check.group == name]
        regressed, fixed = steps.count(-1), steps.count(1)
        found.append((name, len(steps), regressed, fixed, mcnemar(regressed, fixed)))
    adjusted = holm([p for *_, p in found])
    return [
        Group(name=name, checks=n, regressed=down, fixed=up, p=p, p_holm=corrected)
        for (name, n, down, up, p), corrected in zip(found, adjusted, strict=True)
    ]


def _verdict(found: Comparison, run: Run, baseline: Baseline | None) -> tuple[Verdict, str]:
    if found.invariants:
        first = found.invariants[0]
        return (
            Verdict.REGRESSION,
            f"{len(found.invariants)} broken invariants, {first.name} of {first.case} first",
        )
    if found.p < ALPHA and found.worse > found.better:
        return Verdict.REGRESSION, (
            f"{found.worse} cases got worse and {found.better} better: by chance once in {1 / found.p:.0f}"
        )
    if why := _why_not_measured(found, run, baseline):
        return Verdict.NOT_MEASURED, why
    low = found.change.interval.low if found.change.interval else 0.0
    if low < -found.margin:
        return Verdict.INCONCLUSIVE, (
            f"{found.worse} cases got worse and {found.better} better: perhaps chance, and perhaps a drop of "
            f"{-low:.3f}, which is more than {found.margin:g}"
        )
    return Verdict.PASS, f"{found.worse} cases got worse and {found.better} better"


def _why_not_measured(found: Comparison, run: Run, baseline: Baseline | None) -> str:
    if share_held(run.checks) is None:
        return _nothing(run)
    if found.not_measured:
        first = found.not_measured[0]
        many = f"{len(found.not_measured)} of {len(run.checks)} checks have no answer"
        return f"{many}, {first.name} of {first.case} first: {first.now}"
    if baseline is None:
        return "there is no baseline: `interview-panel eval baseline promote` makes this run one"
    if baseline.version != run.version:
        return (
            f"the baseline's checks are of version {baseline.version}, these of {run.version}: promote again"
        )
    if found.gone:
        return f"{len(found.gone)} cases of the baseline were not held, {found.gone[0]} first"
    return ""


def _nothing(run: Run) -> str:
    if run.misses:
        return run.misses[0].partition("\n")[0]
    return "nothing was measured" if run.checks else "there are no cases"
