"""Whole rounds with the labels of two readers, who worked without each other's.

Half of them are held: no threshold and no rule was ever chosen by looking at those.
"""

from pathlib import Path
from typing import Literal

from interview_agents.scorecard import Vote
from interview_agents.transcript_file import FileRound
from interview_evals.lines import found_in, records
from interview_personas import Record

CASES = Path(__file__).parents[2] / "cases"
"""Where a checkout keeps them; an installed wheel has none."""
Half = Literal["dev", "held"]


class Seen(Record):
    """A red flag that a reader saw, and where."""

    flag: str
    turn: int
    """Position from 0 in the round's turns."""
    quote: str


class Labels(Record):
    """What one reader said of a round; a flag in neither list had no chance there, or was doubtful."""

    present: tuple[Seen, ...]
    absent: tuple[str, ...]
    """The round gave a chance for it, and the candidate clearly did the strong thing."""
    vote: Vote

    @property
    def flags(self) -> frozenset[str]:
        """Ids of the flags that were seen."""
        return frozenset(seen.flag for seen in self.present)


class About(Record):
    """What kind of round its author set out to write."""

    domain: str
    kind: Literal["weak", "mixed", "strong", "degenerate", "trap"]
    trap: str = ""


class Case(FileRound):
    """One labelled round."""

    half: Half
    about: About
    author: Labels
    second: Labels

    def truth(self, flag: str) -> bool | None:
        """Whether a flag is there, as far as both readers agree; None where they do not.

        Both saw it, or both said that the strong thing was done.
        """
        if flag in self.author.flags & self.second.flags:
            return True
        return False if flag in {*self.author.absent} & {*self.second.absent} else None

    def unseen(self, flag: str) -> bool:
        """Whether neither reader saw a flag, for whatever reason."""
        return flag not in self.author.flags | self.second.flags

    @property
    def vote(self) -> Vote | None:
        """The vote both readers gave; None where they differ."""
        return self.author.vote if self.author.vote is self.second.vote else None


def read_cases(folder: Path = CASES, half: Half | None = None) -> tuple[Case, ...]:
    """The labelled rounds of a folder, by file and line.

    Args:
        folder: holds ``*.jsonl`` files.
        half: only that half; both when left out.

    Raises:
        CorpusError: with every fault of every file.
    """
    files = found_in(folder, "*.jsonl", "labelled rounds")
    return tuple(case for case in records(files, Case) if half in {None, case.half})
