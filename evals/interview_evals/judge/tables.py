"""What ``interview-panel eval judge`` prints."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from interview_evals.judge.calibration import Trial
from interview_evals.judge.figures import Figure, JudgeFigures, Votes
from interview_evals.judge.statistics import Confusion, Interval
from interview_evals.showing import number, table


def judge_table(figures: JudgeFigures) -> Table:
    """The judge beside one that raises every flag, one that raises none, and the second reader."""
    columns = ("red flags", "decisions", "precision", "recall", "F1", "kappa")
    shown_in = table(*columns, title=_title(figures))
    pooled = figures.pooled
    shown = (pooled.precision, pooled.recall, pooled.f1, pooled.kappa)
    shown_in.add_row(figures.mind, str(pooled.counts.total), *(_figure(each) for each in shown))
    for name, counts in (
        ("always on", figures.always),
        ("never on", figures.never),
        (f"{figures.mind}, undecided flags as not there", figures.every),
        ("the second reader, all flags", figures.second),
    ):
        shown_in.add_row(name, str(counts.total), *_counted(counts))
    return shown_in


def votes_table(figures: JudgeFigures) -> Table:
    """The judge's votes and the second reader's."""
    columns = ("votes", "n", "weighted kappa", "exact", "within one", "bias", "withheld", "insufficient")
    shown_in = table(*columns)
    shown_in.add_row(figures.mind, *_voted(figures.votes))
    shown_in.add_row("the second reader", *_voted(figures.second_votes))
    return shown_in


def flags_table(figures: JudgeFigures) -> Table:
    """A row a flag, with how often it is there and how often it is not."""
    shown_in = table("flag", "there", "not", "precision", "recall", "F1", "kappa")
    for flag, counts in figures.per_flag.items():
        there, absent = counts.right + counts.missed, counts.false + counts.quiet
        shown_in.add_row(flag, str(there), str(absent), *_counted(counts))
    return shown_in


def trials_table(tried: Sequence[Trial]) -> Table:
    """A row a choice of cuts."""
    columns = ("commission", "omission", "right", "false", "elsewhere", "missed", "share right", "kappa")
    shown_in = table(*columns, title="The dev half, by where the readers speak up", left=())
    for trial in tried:
        counts = trial.counts
        numbers = (counts.right, counts.false, trial.elsewhere, counts.missed)
        cuts = (f"{trial.cuts.commission:.2f}", f"{trial.cuts.omission:.2f}")
        shown_in.add_row(*cuts, *map(str, numbers), number(trial.right), number(counts.kappa))
    return shown_in


def notes(figures: JudgeFigures) -> Iterator[str]:
    """What the tables leave out, a sentence each."""
    yield f"{figures.pooled.elsewhere} flags more were raised that neither reader saw or ruled out."
    yield f"{figures.quotes} quotes, {figures.unsupported} of them not the candidate's words in that turn."
    yield f"{figures.proposed} claims proposed, {figures.dropped} dropped for want of evidence."
    yield from (f"No scorecard: {failure}" for failure in figures.failed)


def _title(figures: JudgeFigures) -> str:
    return f"{figures.rounds} labelled rounds, {figures.half}; 95 % intervals over rounds drawn again"


def _figure(figure: Figure) -> str:
    return f"{number(figure.value)} {_interval(figure.interval)}".strip()


def _interval(interval: Interval | None) -> str:
    return f"({interval.low:.2f}-{interval.high:.2f})" if interval else ""


def _counted(counts: Confusion) -> list[str]:
    return [number(value) for value in (counts.precision, counts.recall, counts.f1, counts.kappa)]


def _voted(votes: Votes) -> list[str]:
    shares = [number(value) for value in (votes.exact, votes.within_one, votes.bias)]
    told = f"{votes.insufficient - votes.insufficient_missed}/{votes.insufficient}"
    return [str(votes.n), _figure(votes.kappa), *shares, str(votes.withheld), told]
