"""How the readers do on the bank's own speech, which none of them was trained on.

Snippets are short and written for one flag each; a bank's answers are longer and about
whatever their question asks. What holds there too is worth more than a cross-validation.
"""

from collections.abc import Iterable, Iterator

from interview_agents.rehearsal.signals import Signals, windows
from interview_personas import Bank, Point, Record, RedFlag


class Rate(Record):
    """How a reader took some texts."""

    texts: int
    yes: int
    """At or above ``high``."""
    no: int
    """Under ``low``."""

    def share(self, count: int) -> float | None:
        """A count's share of the texts; None when there are none."""
        return count / self.texts if self.texts else None


class BankCheck(Record):
    """One reader on the bank's speech."""

    flag: str
    kind: str
    against: Rate
    """What strong candidates say for points that stand against the flag."""
    others: Rate
    """What they say for all other points."""
    looks_like: Rate
    does_not_look_like: Rate

    @property
    def caught(self) -> int:
        """Examples of the flag that are read as the flag."""
        return self.looks_like.yes if self.kind == "commission" else self.looks_like.no

    @property
    def accused(self) -> int:
        """Near misses that are read as the flag."""
        return self.does_not_look_like.yes if self.kind == "commission" else self.does_not_look_like.no


def check_bank(signals: Signals, bank: Bank) -> Iterator[BankCheck]:
    """Every reader on the bank's strong speech and on its flag's own examples."""
    points = [point for question in bank.questions.values() for point in question.points]
    for flag in sorted(signals.readers):
        if flag in bank.red_flags:
            yield _check(signals, bank.red_flags[flag], points)


def _check(signals: Signals, flag: RedFlag, points: list[Point]) -> BankCheck:
    return BankCheck(
        flag=flag.id,
        kind=flag.kind,
        against=_rate(signals, flag.id, (p.says for p in points if flag.id in p.answers)),
        others=_rate(signals, flag.id, (p.says for p in points if flag.id not in p.answers)),
        looks_like=_rate(signals, flag.id, flag.looks_like),
        does_not_look_like=_rate(signals, flag.id, flag.does_not_look_like),
    )


def _rate(signals: Signals, flag: str, texts: Iterable[str]) -> Rate:
    reader = signals.readers[flag]
    best = [max(signals.probability(flag, window) for window in windows(text)) for text in texts]
    return Rate(
        texts=len(best), yes=sum(p >= reader.high for p in best), no=sum(p < reader.low for p in best)
    )
