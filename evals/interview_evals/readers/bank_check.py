"""How the readers do on the bank's own speech, which none of them was trained on.

Snippets are short and written for one flag each; a bank's answers are longer and about
whatever their question asks. What holds there too is worth more than a cross-validation.
"""

from collections.abc import Iterable, Iterator

from interview_agents.signals.readers import Side, Signals, windows
from interview_personas import Bank, Point, Record, RedFlag


class Rate(Record):
    """How many of some texts a reader said yes to."""

    texts: int
    yes: int


class BankCheck(Record):
    """One flag's readers on the bank's speech."""

    flag: str
    kind: str
    accused: Rate
    """What strong candidates say, read as the flag."""
    cleared: Rate
    """What they say for points that stand against the flag, read as that."""
    looks_like: Rate
    """The flag's own examples, read as the flag."""
    does_not_look_like: Rate
    """Its near misses, read as the flag."""


def check_bank(signals: Signals, bank: Bank) -> Iterator[BankCheck]:
    """Every flag's readers on the bank's strong speech and on the flag's own examples."""
    points = [point for question in bank.questions.values() for point in question.points]
    for flag in sorted({name for readers in signals.readers.values() for name in readers}):
        if flag in bank.red_flags:
            yield _check(signals, bank.red_flags[flag], points)


def _check(signals: Signals, flag: RedFlag, points: list[Point]) -> BankCheck:
    return BankCheck(
        flag=flag.id,
        kind=flag.kind,
        accused=_rate(signals, flag.id, "flag", (point.says for point in points)),
        cleared=_rate(signals, flag.id, "strong", (p.says for p in points if flag.id in p.answers)),
        looks_like=_rate(signals, flag.id, "flag", flag.looks_like),
        does_not_look_like=_rate(signals, flag.id, "flag", flag.does_not_look_like),
    )


def _rate(signals: Signals, flag: str, side: Side, texts: Iterable[str]) -> Rate:
    reader, read = signals.reader(flag, side), tuple(texts)
    if reader is None:
        return Rate(texts=len(read), yes=0)
    best = [max(signals.probability(reader, window) for window in windows(text)) for text in read]
    return Rate(texts=len(read), yes=sum(p >= reader.high for p in best))
