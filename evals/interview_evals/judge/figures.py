"""What the judged rounds come to: figures with their intervals, beside judges that cannot read.

Figures of flags are of the decisions on which both readers agree. What the judge says of the
others is counted too (`Flags.elsewhere`): nobody saw a flag there, so most of it is wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Self

from interview_agents.debrief import Decision
from interview_agents.scorecard import Vote
from interview_evals.judge.judging import Judged
from interview_evals.judge.statistics import Confusion, Interval, bootstrap, quadratic_kappa
from interview_personas import Bank, Record

RANKS = (Vote.STRONG_NO_HIRE, Vote.LEAN_NO_HIRE, Vote.LEAN_HIRE, Vote.STRONG_HIRE)
"""The votes in order; `insufficient` is no rank."""
DECISIONS = (Decision.NO_HIRE, Decision.HOLD, Decision.HIRE)
"""The committee's decisions in order."""
Reader = Callable[[Judged, str], bool]


def rank(vote: Vote) -> int:
    """A vote's place among the votes; one that was withheld lies below all."""
    return RANKS.index(vote) if vote in RANKS else -1


class Figure(Record):
    """A figure and its interval over rounds drawn again."""

    value: float | None
    interval: Interval | None = None


class Flags(Record):
    """How a judge's flags agree with the labels."""

    counts: Confusion
    precision: Figure
    recall: Figure
    f1: Figure
    kappa: Figure
    elsewhere: int
    """Flags it raised that neither reader saw, and that are no labelled absence either."""


class Votes(Record):
    """How a judge's votes agree with those that both readers gave."""

    n: int
    kappa: Figure
    """Quadratic-weighted."""
    exact: float | None
    within_one: float | None
    bias: float | None
    """Mean of the judge's rank minus the readers': under 0 is harsher."""
    withheld: int
    """Rounds that both readers voted on and the judge called insufficient."""
    insufficient: int
    """Rounds that both readers called insufficient."""
    insufficient_missed: int
    """Of those, the ones that the judge gave a vote."""


class JudgeFigures(Record):
    """A judge against the labelled rounds of a half."""

    mind: str
    half: str
    rounds: int
    failed: tuple[str, ...]
    """Rounds without a scorecard: the mind failed. They count nowhere."""
    pooled: Flags
    per_flag: dict[str, Confusion]
    always: Confusion
    """A judge that raises every flag."""
    never: Confusion
    """A judge that raises none."""
    every: Confusion
    """The judge over every flag of each round on which the readers do not differ: one that neither
    saw is not there, whether or not it was ruled out."""
    second: Confusion
    """The second reader against the author, over every flag of each round."""
    votes: Votes
    second_votes: Votes
    quotes: int
    unsupported: int
    """Quotes in scorecards that the candidate did not say there."""
    proposed: int
    dropped: int
    """Proposals that code did not let stand, of those proposed."""

    @classmethod
    def of(cls, judged: Sequence[Judged], bank: Bank, mind: str, half: str) -> Self:
        """The figures of rounds that were judged."""
        done = [each for each in judged if each.card]
        names = [flag for flag in bank.red_flags if any(each.truth(flag) is not None for each in done)]
        cards = [each.card for each in done if each.card]
        return cls(
            mind=mind,
            half=half,
            rounds=len(judged),
            failed=tuple(f"{each.case.id}: {each.failure}" for each in judged if not each.card),
            pooled=_flags(done, bank),
            per_flag={flag: _confusion(done, [flag], _said) for flag in names},
            always=_confusion(done, names, lambda *_: True),
            never=_confusion(done, names, lambda *_: False),
            every=Confusion.of([pair for each in done for pair in _every(each)]),
            second=Confusion.of([pair for each in done for pair in _second(each)]),
            votes=_votes([(each.card.vote, each.case.vote) for each in done if each.card]),
            second_votes=_votes([(each.case.second.vote, each.case.author.vote) for each in done]),
            quotes=sum(each.quotes for each in done),
            unsupported=sum(len(each.unsupported) for each in done),
            proposed=sum(card.proposed for card in cards),
            dropped=sum(len(card.dropped) for card in cards),
        )


def _said(each: Judged, flag: str) -> bool:
    return flag in each.present


def pairs_of(each: Judged, bank: Bank) -> list[tuple[bool, bool]]:
    """What the judge said and what is true, of every flag that both readers decided."""
    return list(_pairs(each, list(bank.red_flags), _said))


def counts_of(judged: Sequence[Judged], bank: Bank) -> Confusion:
    """What the judge said and what is true, over every flag of every round that both readers decided."""
    return Confusion.of([pair for each in judged for pair in pairs_of(each, bank)])


def raised_elsewhere(judged: Sequence[Judged]) -> int:
    """How many flags the judge raised that neither reader saw, and that are no labelled absence either."""
    return sum(
        each.case.unseen(flag) and each.truth(flag) is None for each in judged for flag in each.present
    )


def _pairs(each: Judged, flags: Sequence[str], reader: Reader) -> Iterator[tuple[bool, bool]]:
    for flag in flags:
        if (truth := each.truth(flag)) is not None:
            yield reader(each, flag), truth


def _confusion(judged: Sequence[Judged], flags: Sequence[str], reader: Reader) -> Confusion:
    return Confusion.of([pair for each in judged for pair in _pairs(each, flags, reader)])


def _flags(judged: Sequence[Judged], bank: Bank) -> Flags:
    decided = [pairs_of(each, bank) for each in judged]

    def figure(read: Callable[[Confusion], float | None]) -> Figure:
        def of(rounds: Sequence[list[tuple[bool, bool]]]) -> float | None:
            return read(Confusion.of([pair for pairs in rounds for pair in pairs]))

        return Figure(value=of(decided), interval=bootstrap(decided, of))

    return Flags(
        counts=Confusion.of([pair for pairs in decided for pair in pairs]),
        precision=figure(lambda c: c.precision),
        recall=figure(lambda c: c.recall),
        f1=figure(lambda c: c.f1),
        kappa=figure(lambda c: c.kappa),
        elsewhere=raised_elsewhere(judged),
    )


def _every(each: Judged) -> Iterator[tuple[bool, bool]]:
    author, second = each.case.author.flags, each.case.second.flags
    for flag in each.due - (author ^ second):
        yield flag in each.present, flag in author


def _second(each: Judged) -> Iterator[tuple[bool, bool]]:
    for flag in each.due:
        yield flag in each.case.second.flags, flag in each.case.author.flags


def _votes(pairs: Sequence[tuple[Vote, Vote | None]]) -> Votes:
    """Votes of a judge beside those to be met, where there is one."""
    met = [(ours, theirs) for ours, theirs in pairs if theirs is not None]
    ranked = [(RANKS.index(a), RANKS.index(b)) for a, b in met if a in RANKS and b in RANKS]
    apart = [a - b for a, b in ranked]
    told = [ours for ours, theirs in met if theirs is Vote.INSUFFICIENT]
    return Votes(
        n=len(ranked),
        kappa=Figure(value=quadratic_kappa(ranked), interval=bootstrap(ranked, quadratic_kappa)),
        exact=_mean([d == 0 for d in apart]),
        within_one=_mean([abs(d) <= 1 for d in apart]),
        bias=_mean(apart),
        withheld=sum(a is Vote.INSUFFICIENT and b is not Vote.INSUFFICIENT for a, b in met),
        insufficient=len(told),
        insufficient_missed=sum(vote is not Vote.INSUFFICIENT for vote in told),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
